import { CONFIGURATION_PATH } from '../policy/configuration.js';
import type { Diagnostic } from '../policy/diagnostic.js';
import { Source } from '../syntax/source.js';
import type { Workspace } from '../workspace/workspace.js';
import { type AllRules, loadAllRules } from './load-rules.js';
import type { OrganisationPolicy } from './organisation-policy.js';
import { isPolicyPath } from './policy-paths.js';
import { type Configured, readConfiguration } from './read-configuration.js';
import { readSources } from './read-sources.js';

/** The files with which a repository says how it is to be judged, by path: its configuration and its own rules. */
export type PolicyFiles = ReadonlyMap<string, Source>;

/** What a revision is judged by. */
export interface Policy {
  readonly files: PolicyFiles;
  readonly configured: Configured;
  readonly rules: AllRules;
}

/** Where policy comes from besides a repository's own files. */
export interface PolicyOrigins {
  readonly ruleDirectories: readonly string[];
  readonly organisation?: OrganisationPolicy;
}

export async function readPolicyFiles(workspace: Workspace): Promise<PolicyFiles> {
  const { files } = await workspace.list();
  const paths = files.map(({ path }) => path).filter(isPolicyPath);
  return paths.length === 0 ? new Map() : readSources(workspace, new Set(paths));
}

/** Those among texts, by path, that did not come from a workspace. */
export function policyFilesOf(texts: ReadonlyMap<string, string>): PolicyFiles {
  const files = [...texts].filter(([path]) => isPolicyPath(path));
  return new Map(files.map(([path, text]) => [path, new Source(path, text)]));
}

/** What the files of a branch become when a change from `base` to `head` is merged into it. */
export function mergedPolicyFiles(head: PolicyFiles, base: PolicyFiles, branch: PolicyFiles): PolicyFiles {
  const merged = [...new Set([...head.keys(), ...branch.keys()])].map((path) => {
    const isChanged = head.get(path)?.text !== base.get(path)?.text;
    return [path, (isChanged ? head : branch).get(path)] as const;
  });
  return new Map(merged.filter((entry): entry is [string, Source] => entry[1] !== undefined));
}

/** The policy that these files make together with the rules that come along and what an organisation says. */
export function policyOf(files: PolicyFiles, { ruleDirectories, organisation }: PolicyOrigins): Policy {
  const ofRepository = [...files.values()].filter(({ path }) => path !== CONFIGURATION_PATH);
  return {
    files,
    configured: readConfiguration(files.get(CONFIGURATION_PATH) ?? organisation?.configuration),
    rules: loadAllRules(ruleDirectories, [...(organisation?.rules ?? []), ...ofRepository]),
  };
}

/** What is wrong with it. */
export function mistakesIn({ configured, rules }: Policy): readonly Diagnostic[] {
  return [...configured.diagnostics, ...rules.diagnostics];
}
