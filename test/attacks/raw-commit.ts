import { git } from '../github/state/git/git.js';
import type { PullRequest } from '../github/state/pull-request.js';
import type { Target } from './attack.js';

/** Something that no `git add` makes: names as a file of git's own format may have them. */
export interface RawEntry {
  readonly mode: string;
  readonly name: string;
  readonly id: string;
}

/** Opens a pull request whose tree has these entries besides those of the default branch. */
export async function openRaw(
  { serving, shop }: Target,
  branch: string,
  added: readonly RawEntry[],
): Promise<PullRequest> {
  const { repository } = shop;
  const tip = repository.tip('main') ?? '';
  const root = await repository.git.object(`${tip}^{tree}`);
  const tree = await writeTree(shop, [...entriesOf(root?.content ?? Buffer.alloc(0)), ...added]);
  const as = ['-c', 'user.name=mallory', '-c', 'user.email=mallory@example.org'];
  const sha = await written(shop, [...as, 'commit-tree', tree, '-p', tip, '-m', branch]);
  await repository.git.setRef(`refs/heads/${branch}`, sha);
  const account = serving.github.world.account('alice');
  await repository.inTurn(() => repository.moved(branch, sha, { account }));
  const pullRequest = await repository.openPullRequest({ head: branch, author: 'alice' });
  await serving.settled();
  return pullRequest;
}

export function writeTree(shop: Target['shop'], entries: readonly RawEntry[]): Promise<string> {
  const key = ({ mode, name }: RawEntry) => Buffer.from(mode === '40000' ? `${name}/` : name);
  const sorted = [...entries].sort((one, other) => Buffer.compare(key(one), key(other)));
  const content = sorted.flatMap(({ mode, name, id }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]);
  return written(shop, ['hash-object', '-w', '-t', 'tree', '--literally', '--stdin'], content);
}

export function writeBlob(shop: Target['shop'], text: string): Promise<string> {
  return written(shop, ['hash-object', '-w', '--stdin'], [Buffer.from(text)]);
}

async function written({ repository }: Target['shop'], args: readonly string[], input: Iterable<Uint8Array> = []) {
  return (await git(repository.git.directory, args, input)).toString('latin1').trim();
}

function entriesOf(tree: Buffer): readonly RawEntry[] {
  const entries: RawEntry[] = [];
  for (let at = 0; at < tree.length; ) {
    const space = tree.indexOf(' ', at);
    const end = tree.indexOf(0, space);
    const [mode, name] = [tree.toString('latin1', at, space), tree.toString('utf8', space + 1, end)];
    entries.push({ mode, name, id: tree.toString('hex', end + 1, end + 21) });
    at = end + 21;
  }
  return entries;
}
