import { CONFIGURATION_PATH } from '../policy/configuration.js';
import type { Diagnostic } from '../policy/diagnostic.js';
import type { Source } from '../syntax/source.js';
import type { Workspace } from '../workspace/workspace.js';
import { type AllRules, loadAllRules } from './load-rules.js';
import { type Configured, readConfiguration } from './read-configuration.js';
import { readSources } from './read-sources.js';

const REPOSITORY_RULE = /^\.plumbline\/rules\/[^/]+\/[^/]+\/rule\.yaml$/;

/** The files with which a repository says how it is to be judged, by path: its configuration and its own rules. */
export type PolicyFiles = ReadonlyMap<string, Source>;

/** What a revision is judged by. */
export interface Policy {
  readonly files: PolicyFiles;
  readonly configured: Configured;
  readonly rules: AllRules;
}

export async function readPolicyFiles(workspace: Workspace): Promise<PolicyFiles> {
  const { files } = await workspace.list();
  const paths = files
    .map(({ path }) => path)
    .filter((path) => path === CONFIGURATION_PATH || REPOSITORY_RULE.test(path));
  return paths.length === 0 ? new Map() : readSources(workspace, new Set(paths));
}

/** The policy that these files make together with the rules that come along and those of an organisation. */
export function policyOf(files: PolicyFiles, ruleDirectories: readonly string[]): Policy {
  const ofRepository = [...files.values()].filter(({ path }) => path !== CONFIGURATION_PATH);
  return {
    files,
    configured: readConfiguration(files.get(CONFIGURATION_PATH)),
    rules: loadAllRules(ruleDirectories, ofRepository),
  };
}

/** What is wrong with it. */
export function mistakesIn({ configured, rules }: Policy): readonly Diagnostic[] {
  return [...configured.diagnostics, ...rules.diagnostics];
}
