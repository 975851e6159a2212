import { git } from './git.js';

export interface DiffFile {
  readonly path: string;
  readonly previousPath?: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed';
  /** The blob at the head; at the base for a removed file. */
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  /** From the first `@@`; absent for binary files and for those that GitHub finds too large. */
  readonly patch?: string;
}

/** Above these GitHub shows no patch of a file. */
const MAX_PATCH_LINES = 20_000;
const MAX_PATCH_BYTES = 500_000;

/** What changed between two commits, renames found, in the order of the paths. */
export async function diffOf(directory: string, base: string, head: string): Promise<readonly DiffFile[]> {
  const options = [
    '--find-renames',
    '--no-ext-diff',
    '--no-color',
    '--abbrev=40',
    '-z',
    '--raw',
    '--numstat',
    '--patch',
  ];
  const printed = (await git(directory, ['diff', ...options, base, head])).toString('utf8');
  // An empty field ends what is about the files; the patches follow in the same order.
  const end = printed.indexOf('\0\0');
  const patchOf = printed.slice(end).split(/^\0*diff --git .*$/m);
  const { records, counts } = fieldsOf(printed.slice(0, end + 1).split('\0'));
  return records.map((record, index) => {
    const patch = shownPatch(patchOf[index + 1] ?? '');
    return { ...record, ...(counts[index] ?? { additions: 0, deletions: 0 }), ...(patch !== undefined && { patch }) };
  });
}

function shownPatch(section: string): string | undefined {
  const start = section.search(/^@@/m);
  if (start < 0) return undefined;
  const patch = section.slice(start).replace(/\n$/, '');
  const tooLarge = Buffer.byteLength(patch) > MAX_PATCH_BYTES || patch.split('\n').length > MAX_PATCH_LINES;
  return tooLarge ? undefined : patch;
}

type NamedFile = Pick<DiffFile, 'path' | 'previousPath' | 'status' | 'sha'>;

function fieldsOf(fields: readonly string[]) {
  const records: NamedFile[] = [];
  const counts: Pick<DiffFile, 'additions' | 'deletions'>[] = [];
  const rest = [...fields];
  for (let field = rest.shift(); field !== undefined; field = rest.shift()) {
    if (field.startsWith(':')) records.push(recordOf(field, rest));
    else if (field !== '') counts.push(countsOf(field, rest));
  }
  return { records, counts };
}

function recordOf(field: string, rest: string[]): NamedFile {
  const [, , old = '', now = '', letter = ''] = field.slice(1).split(' ');
  const path = rest.shift() ?? '';
  switch (letter[0]) {
    case 'A':
      return { path, status: 'added', sha: now };
    case 'D':
      return { path, status: 'removed', sha: old };
    case 'R':
      return { path: rest.shift() ?? '', previousPath: path, status: 'renamed', sha: now };
    case 'M':
      return { path, status: old === now ? 'changed' : 'modified', sha: now };
    default:
      return { path, status: 'changed', sha: now };
  }
}

/** Of a binary file git counts nothing. A renamed one has its two paths in fields of their own. */
function countsOf(field: string, rest: string[]) {
  const [additions, deletions, path] = field.split('\t');
  if (path === '') rest.splice(0, 2);
  return { additions: Number(additions) || 0, deletions: Number(deletions) || 0 };
}
