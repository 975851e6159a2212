import { ok, type Reply, type RepositoryCall } from '../server/call.js';
import { notFound } from '../server/failure.js';
import { type Route, repositoryRoute } from '../server/route.js';
import { apiUrl } from '../shapes/repository.js';
import type { ListedEntry } from '../state/git/bare-repository.js';
import type { Repository } from '../state/repository.js';
import { commitIn } from './commits.js';

/** Larger files are named without their content. */
const MAX_CONTENT_BYTES = 1_000_000;

export const contentRoutes: readonly Route[] = [
  repositoryRoute('GET /contents/{path}', { contents: 'read' }, contents),
];

async function contents({ repository, path, query, accept }: RepositoryCall): Promise<Reply> {
  const ref = query.get('ref') ?? repository.defaultBranch;
  const commit = await commitIn(repository, ref);
  const wanted = (path.path ?? '').replace(/\/$/, '');
  const listing = commit === undefined ? [] : await repository.git.listing(commit.tree);
  const entry = listing.find((each) => each.path === wanted);
  if (entry === undefined) throw notFound();
  if (entry.type === 'tree') return ok(childrenOf(wanted, listing).map((each) => plainShape(each, ref, repository)));
  const object = await repository.git.object(entry.sha);
  const content = object?.content ?? Buffer.alloc(0);
  if (accept.includes('raw'))
    return { status: 200, bytes: content, headers: { 'content-type': 'application/vnd.github.raw' } };
  return ok({ ...plainShape(entry, ref, repository), ...detailsOf(entry, content) });
}

function childrenOf(directory: string, listing: readonly ListedEntry[]): readonly ListedEntry[] {
  const prefix = `${directory}/`;
  return listing.filter(({ path }) => path.startsWith(prefix) && !path.slice(prefix.length).includes('/'));
}

function detailsOf({ mode }: ListedEntry, content: Buffer) {
  if (mode === '120000') return { target: content.toString('utf8') };
  if (content.length > MAX_CONTENT_BYTES) return { content: '', encoding: 'none' };
  return { content: content.toString('base64').replace(/.{60}/g, '$&\n'), encoding: 'base64' };
}

const TYPES = { blob: 'file', tree: 'dir', commit: 'submodule' };

function plainShape({ path, type, mode, sha, size = 0 }: ListedEntry, ref: string, repository: Repository) {
  const encoded = encodeURI(path);
  const url = `${apiUrl(repository)}/contents/${encoded}?ref=${encodeURIComponent(ref)}`;
  const html = `${repository.world.url}/${repository.fullName}/blob/${encodeURIComponent(ref)}/${encoded}`;
  const git = `${apiUrl(repository)}/git/${type}s/${sha}`;
  return {
    name: path.split('/').at(-1) ?? path,
    path,
    sha,
    size,
    url,
    html_url: html,
    git_url: git,
    download_url: type === 'blob' ? html.replace('/blob/', '/raw/') : null,
    type: mode === '120000' ? 'symlink' : TYPES[type],
    _links: { self: url, git, html },
  };
}
