import { type CheckedRevisions, checkRevisions } from '../../check/check-revisions.js';
import type { JudgedTree } from '../../check/judged-tree.js';
import { organisationPolicy } from '../../check/organisation-policy.js';
import { policyFilesOf } from '../../check/policy.js';
import { readConfiguration } from '../../check/read-configuration.js';
import { CONFIGURATION_PATH } from '../../policy/configuration.js';
import { type NumberedFinding, numberedFindings } from '../../reporters/numbered-findings.js';
import { treeWorkspace } from '../../workspace/tree-workspace.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { Change } from '../analyst.js';
import { mayCommit } from '../may-commit.js';
import type { Crossing } from '../messages.js';
import type { Ask } from './ask.js';
import { type KnownTree, wantedFiles } from './known-trees.js';
import type { Memory } from './memory.js';
import type { WantedContent } from './readings-memory.js';
import { rememberExcludes } from './remembered-excludes.js';

/** A change with its report. */
export interface JudgedChange {
  readonly checked: Extract<CheckedRevisions, { readonly ok: true }>;
  /** The check run's list. */
  readonly findings: readonly NumberedFinding[];
  readonly tree: JudgedTree;
  /** What it was made from: their readings are worth keeping. */
  readonly contents: readonly WantedContent[];
}

export interface Desk {
  readonly memory: Memory;
  /** Plumbline's version. */
  readonly version: string;
  readonly ask: Ask;
}

/** Judges a change in the way that `plumbline check --base` does. */
export async function judgeChange(change: Crossing<Change>, desk: Desk): Promise<JudgedChange> {
  const { repository, name, policy, organisationPolicy: organisationTexts, today, ignored } = change;
  const { memory, version } = desk;
  const policyFiles = policyFilesOf(policy);
  const organisation = organisationPolicy(name.split('/', 1)[0] ?? name, organisationTexts);
  const configuration = policyFiles.get(CONFIGURATION_PATH) ?? organisation.configuration;
  const { isExcluded } = readConfiguration(configuration).configuration;
  const head = await openTree(change.head, { repository, isExcluded }, desk);
  const base = await openTree(change.base, { repository, isExcluded }, desk);
  const cache = memory.readings.of(repository);
  const checked = await checkRevisions(
    { head: head.workspace, base: base.workspace, policyFiles, organisation },
    { name, environments: [], rules: [], ruleDirectories: [], fix: false },
    { version, observer: {}, today },
    cache,
    memory.ledgers.of(repository),
  );
  if (!checked.ok) throw new Error(`a check of everything failed: ${checked.failure.kind}`);
  const { newOnly, written } = checked.configuration;
  const own = rememberExcludes(policy.get(CONFIGURATION_PATH), written.exclude, cache);
  const committable = new Set(head.tree.entries.filter(mayCommit).map(({ path }) => path));
  return {
    checked,
    findings: numberedFindings(checked.report, { newOnly, ignored }),
    tree: { report: checked.report, trial: checked.trial, mayChange: (path) => committable.has(path) },
    contents: [...head.wanted, ...base.wanted, ...own],
  };
}

interface OpenedTree {
  readonly tree: KnownTree;
  readonly workspace: Workspace;
  readonly wanted: readonly WantedContent[];
}

async function openTree(
  commit: string,
  { repository, isExcluded }: { readonly repository: number; readonly isExcluded: (path: string) => boolean },
  { memory, ask }: Desk,
): Promise<OpenedTree> {
  const tree = await memory.trees.get(repository, commit, ask);
  const blobs = memory.contents.source(ask);
  const listing = await tree.list(blobs);
  const wanted = wantedFiles(listing, isExcluded);
  await memory.readings.load(repository, wanted, ask);
  return { tree, workspace: treeWorkspace({ commit }, listing, blobs), wanted };
}
