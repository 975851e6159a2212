import type { VariableRead } from '../../model/facts/variable-read.js';

/** Who executes a Ruby file, and when. */
export interface FileRole {
  readonly scope: VariableRead['scope'];
  /** The phase of what stands outside of methods. */
  readonly phase: VariableRead['phase'];
  readonly railsEnv?: string;
  /** Blocks run where they stand; elsewhere a block given to an unknown method may run whenever. */
  readonly blocksRun: boolean;
}

const SKIPPED = /(?:^|\/)(?:vendor|node_modules|tmp|generators|templates|docs?|examples?)\/|(?:^|\/)\.[^/]*$/;
const NEVER_DEPLOYED =
  /(?:^|\/)(?:spec|specs|test|tests|features|e2e|cypress|acceptance|factories|bin|\.github|\.devcontainer)\/|_(?:spec|test)\.rb$|(?:^|\/)(?:db\/seeds?(?:\.rb$|\/|_)|config\/deploy(?:\.rb$|\/)|config\/environments\/(?:test|development)\.rb$|config\/spring\.rb$|lib\/tasks\/dev|(?:Capfile|Guardfile|Dangerfile|Vagrantfile)$)/;
const TASK = /(?:^|\/)(?:lib\/tasks|db|scripts?)\/|\.rake$|(?:^|\/)Rakefile$|(?:^|\/)config\/schedule\.rb$/;
const CONFIG = /(?:^|\/)config\/|(?:^|\/)(?:config\.ru|Gemfile)$/;
/** Rails and its parts render these whenever they boot. */
const BOOT_YAML = /(?:^|\/)config\/(?:database|storage|cable|secrets)\.yml(?:\.erb)?$/;

/** Undefined for files that belong to no process of the application, like vendored code. */
export function roleOf(path: string): FileRole | undefined {
  if (SKIPPED.test(path)) return undefined;
  const config = CONFIG.test(path);
  const scope = NEVER_DEPLOYED.test(path) ? 'never-deployed' : TASK.test(path) ? 'task' : 'application';
  if (/\.ya?ml(?:\.erb)?$/.test(path)) return { scope, phase: BOOT_YAML.test(path) ? 'load' : 'call', blocksRun: true };
  const railsEnv = /(?:^|\/)config\/(?:environments|puma)\/([\w-]+)\.rb$/.exec(path)?.[1];
  return { scope, phase: 'load', ...(railsEnv === undefined ? {} : { railsEnv }), blocksRun: config };
}
