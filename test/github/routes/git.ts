import { ok, type Reply, type RepositoryCall } from '../server/call.js';
import { notFound } from '../server/failure.js';
import { type Route, repositoryRoute } from '../server/route.js';
import { apiUrl } from '../shapes/repository.js';
import type { ListedEntry } from '../state/git/bare-repository.js';
import { commitIn } from './commits.js';

export const gitRoutes: readonly Route[] = [
  repositoryRoute('GET /git/trees/{tree_sha}', { contents: 'read' }, tree),
  repositoryRoute('GET /git/blobs/{file_sha}', { contents: 'read' }, blob),
  repositoryRoute('GET /tarball/{ref}', { contents: 'read' }, async ({ repository, path, downloads, world }) => {
    const commit = await commitIn(repository, path.ref ?? '');
    if (commit === undefined) throw notFound();
    return { status: 302, headers: { location: `${world.url}${downloads.path(repository, commit.sha)}` } };
  }),
];

async function tree({ repository, path, query, limits }: RepositoryCall): Promise<Reply> {
  const name = path.tree_sha ?? '';
  const object = await repository.git.object(`${repository.tip(name) ?? name}^{tree}`);
  if (object === undefined) throw notFound();
  const { git } = repository;
  // Any value asks for the whole tree, `0` and `false` too.
  const entries = await (query.has('recursive') ? git.listing(object.oid) : git.entries(object.oid));
  const url = `${apiUrl(repository)}/git`;
  return ok({
    sha: object.oid,
    url: `${url}/trees/${object.oid}`,
    tree: entries.slice(0, limits.treeEntries).map((entry) => entryShape(entry, url)),
    truncated: entries.length > limits.treeEntries,
  });
}

function entryShape({ path, mode, type, sha, size }: ListedEntry, url: string) {
  if (type === 'commit') return { path, mode, type, sha };
  return { path, mode, type, sha, ...(size !== undefined && { size }), url: `${url}/${type}s/${sha}` };
}

async function blob({ repository, path, accept }: RepositoryCall): Promise<Reply> {
  const object = await repository.git.object(path.file_sha ?? '');
  if (object?.type !== 'blob') throw notFound();
  const { oid, size, content } = object;
  if (accept.includes('raw'))
    return { status: 200, bytes: content, headers: { 'content-type': 'application/vnd.github.raw' } };
  const url = `${apiUrl(repository)}/git/blobs/${oid}`;
  return ok({ sha: oid, node_id: `B_${oid}`, size, url, content: content.toString('base64'), encoding: 'base64' });
}
