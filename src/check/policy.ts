import { CONFIGURATION_PATH } from '../policy/configuration.js';
import type { Diagnostic } from '../policy/diagnostic.js';
import type { Source } from '../syntax/source.js';
import type { Workspace } from '../workspace/workspace.js';
import { type AllRules, loadAllRules } from './load-rules.js';
import { type Configured, readConfiguration } from './read-configuration.js';

/** What a revision is judged by: how its repository wants to be judged, and the rules in force. */
export interface Policy {
  readonly configured: Configured;
  readonly rules: AllRules;
}

export async function readPolicy(workspace: Workspace, ruleDirectories: readonly string[]): Promise<Policy> {
  return {
    configured: await readConfiguration(workspace),
    rules: await loadAllRules(ruleDirectories, workspace),
  };
}

/** The files of a repository that its policy is made of, by path. */
export function policyFiles({ configured: { source }, rules }: Policy): ReadonlyMap<string, Source> {
  const configuration = source === undefined ? [] : [[CONFIGURATION_PATH, source] as const];
  return new Map([...configuration, ...rules.ofRepository.map((rule) => [rule.path, rule] as const)]);
}

/** The mistakes in it, which are somebody's to mend before anything that it says can hold. */
export function policyMistakes({ configured, rules }: Policy): readonly Diagnostic[] {
  return [...configured.diagnostics, ...rules.diagnostics];
}
