import { htmlUrl } from '../shapes/commit.js';
import type { ListedEntry } from '../state/git/bare-repository.js';
import { parseCommit } from '../state/git/commit.js';
import type { GitObject } from '../state/git/object-reader.js';
import type { Repository } from '../state/repository.js';
import { checkSuites, type SuiteFilter } from './checks.js';
import { connection, type Page } from './connection.js';
import type { Viewer } from './viewer.js';

/** GitHub cuts the text of a blob here. */
const MAX_TEXT_BYTES = 512_000;
/** Where git looks for a zero byte to tell binary files. */
const BINARY_PREFIX = 8_000;

/** What `object(expression: …)` gives; null when there is nothing. */
export async function gitObject(repository: Repository, viewer: Viewer, expression: string) {
  viewer.need(repository, 'contents', 'read');
  const object = await repository.git.object(expression);
  return object === undefined ? null : shown(object, repository, viewer);
}

function shown(object: GitObject, repository: Repository, viewer: Viewer) {
  switch (object.type) {
    case 'blob':
      return blob(object);
    case 'tree':
      return tree(object.oid, repository, viewer);
    case 'commit':
      return commit(object, repository, viewer);
    case 'tag':
      return { __typename: 'Tag', id: `T_${object.oid}`, oid: object.oid, name: '' };
  }
}

function blob({ oid, size, content }: GitObject) {
  const isBinary = content.subarray(0, BINARY_PREFIX).includes(0);
  return {
    __typename: 'Blob',
    id: `B_${oid}`,
    oid,
    byteSize: size,
    isBinary,
    isTruncated: !isBinary && size > MAX_TEXT_BYTES,
    text: isBinary ? null : content.subarray(0, MAX_TEXT_BYTES).toString('utf8'),
  };
}

function tree(oid: string, repository: Repository, viewer: Viewer) {
  const entries = async () => (await repository.git.entries(oid)).map((entry) => treeEntry(entry, repository, viewer));
  return { __typename: 'Tree', id: `T_${oid}`, oid, entries };
}

function treeEntry({ path, mode, type, sha, size = 0 }: ListedEntry, repository: Repository, viewer: Viewer) {
  const object = () => (type === 'commit' ? null : gitObject(repository, viewer, sha));
  return { name: path, path, mode: Number.parseInt(mode, 8), type, oid: sha, size, object };
}

function commit(object: GitObject, repository: Repository, viewer: Viewer) {
  const { sha, tree: treeId, parents, message, date } = parseCommit(object.oid, object.content);
  const isValid = repository.signed.has(sha);
  return {
    __typename: 'Commit',
    id: `C_${sha}`,
    oid: sha,
    message,
    messageHeadline: message.split('\n')[0],
    committedDate: date,
    url: htmlUrl(sha, repository),
    tree: () => tree(treeId, repository, viewer),
    file: ({ path }: { readonly path: string }) => fileAt(treeId, path, repository, viewer),
    parents: (page: Page) => connection('parents', parents, page, (oid) => gitObject(repository, viewer, oid)),
    signature: isValid ? { __typename: 'GpgSignature', isValid, wasSignedByGitHub: true } : null,
    checkSuites: (args: Page & SuiteFilter) => checkSuites(repository, viewer, sha, args),
  };
}

async function fileAt(treeId: string, path: string, repository: Repository, viewer: Viewer) {
  const [, directory = '', name = path] = /^(.*)\/([^/]+)$/.exec(path) ?? [];
  const parent = directory === '' ? treeId : (await repository.git.object(`${treeId}:${directory}`))?.oid;
  const entries = parent === undefined ? [] : await repository.git.entries(parent);
  const found = entries.find((entry) => entry.path === name);
  return found === undefined ? null : treeEntry(found, repository, viewer);
}
