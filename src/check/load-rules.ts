import { statSync } from 'node:fs';
import type { Diagnostic } from '../policy/diagnostic.js';
import { BUILT_IN_RULES, loadRules, readRuleFiles } from '../policy/load.js';
import type { Rule } from '../policy/rule.js';
import { Source } from '../syntax/source.js';
import type { Workspace } from '../workspace/workspace.js';
import { diagnoseFiles } from './file-problems.js';
import { readSources } from './read-sources.js';

const REPOSITORY_RULE = /^\.plumbline\/rules\/[^/]+\/[^/]+\/rule\.yaml$/;

/** The rules in force, and what is wrong with those that are not. */
export interface AllRules {
  readonly rules: readonly Rule[];
  readonly diagnostics: readonly Diagnostic[];
  /** The rule files that diagnostics point to. */
  readonly sources: readonly Source[];
}

/** Rules that come with Plumbline, an organisation's, and those that the repository brings along. */
export async function loadAllRules(directories: readonly string[], workspace: Workspace): Promise<AllRules> {
  const files = [...builtInRules(), ...directories.flatMap(readRuleFiles), ...(await repositoryRules(workspace))];
  const { rules, problems } = loadRules(files);
  const wrong = new Set(problems.map(({ at }) => at.path));
  return {
    rules,
    diagnostics: diagnoseFiles(problems, 'rule-invalid', 'error'),
    sources: files.filter(({ path }) => wrong.has(path)),
  };
}

/** The first that is no directory. */
export function missingDirectory(directories: readonly string[]): string | undefined {
  return directories.find((directory) => statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true);
}

/** With paths that do not tell where Plumbline is installed: reports are the same on every machine. */
function builtInRules(): readonly Source[] {
  return readRuleFiles(BUILT_IN_RULES).map(
    ({ path, text }) => new Source(`rules/${path.split('/').slice(-3).join('/')}`, text),
  );
}

async function repositoryRules(workspace: Workspace): Promise<readonly Source[]> {
  const { files } = await workspace.list();
  const paths = new Set(files.map(({ path }) => path).filter((path) => REPOSITORY_RULE.test(path)));
  return paths.size === 0 ? [] : [...(await readSources(workspace, paths)).values()];
}
