import type { WorkspaceFailure } from '../workspace/failure.js';
import type { Workspace } from '../workspace/workspace.js';
import type { Context, Memory } from './analyse.js';
import { openRevision } from './open-revision.js';

/** The revision to check and the one that it is compared with. Whoever opened them closes both. */
export interface Revisions {
  readonly head: Workspace;
  readonly base?: Workspace;
}

export type OpenedRevisions =
  | { readonly ok: true; readonly revisions: Revisions }
  | { readonly ok: false; readonly failure: WorkspaceFailure };

export async function openRevisions(
  { directory, ref, base }: { readonly directory: string; readonly ref?: string; readonly base?: string },
  { settings }: Context,
  { disk }: Memory,
): Promise<OpenedRevisions> {
  const head = await openRevision(directory, ref, settings, disk?.index);
  if (!head.ok) return head;
  if (base === undefined) return { ok: true, revisions: { head: head.workspace } };
  const before = await openRevision(directory, base, settings, disk?.index);
  if (before.ok) return { ok: true, revisions: { head: head.workspace, base: before.workspace } };
  await head.workspace.close();
  return before;
}

export async function closeRevisions({ head, base }: Revisions): Promise<void> {
  await head.close();
  await base?.close();
}
