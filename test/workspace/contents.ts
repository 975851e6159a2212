import type { Opened } from '../../src/workspace/failure.js';
import type { Unreadable, Workspace } from '../../src/workspace/workspace.js';

/** All that a workspace gives: each file's text, or why there is none. */
export async function contentsOf(
  workspace: Workspace,
): Promise<{ readonly texts: Record<string, string>; readonly unreadable: readonly Unreadable[] }> {
  const { files, unreadable } = await workspace.list();
  const texts: Record<string, string> = {};
  const more: Unreadable[] = [];
  for await (const { file, result } of workspace.read(files)) {
    if (result.ok) texts[file.path] = result.text;
    else more.push({ path: file.path, reason: result.reason });
  }
  return { texts, unreadable: [...unreadable, ...more] };
}

export function workspaceOf(opened: Opened): Workspace {
  if (!opened.ok) throw new Error(`not opened: ${opened.failure.kind}`);
  return opened.workspace;
}
