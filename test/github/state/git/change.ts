/** A file's new content: text, bytes, or a symbolic link. */
export type FileContent = string | Uint8Array | { readonly link: string } | { readonly executable: string };

export type Files = Readonly<Record<string, FileContent>> | ReadonlyMap<string, FileContent>;

/** What a commit changes. */
export interface Change {
  readonly files?: Files;
  readonly deletions?: readonly string[];
}

export interface Signature {
  readonly name: string;
  readonly email: string;
}

export interface NewCommit extends Change {
  /** Full name of the ref that moves: `refs/heads/main`. */
  readonly ref: string;
  /** Other refs that move along. */
  readonly alsoRefs?: readonly string[];
  readonly parents: readonly string[];
  /** The tree to begin with, instead of the first parent's. */
  readonly tree?: string;
  readonly message: string;
  readonly author: Signature;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The commit as the input of `git fast-import`, which writes its id to its output. */
export function* fastImport(commit: NewCommit): Generator<Buffer> {
  const [parent, ...merged] = commit.parents;
  const who = `${commit.author.name} <${commit.author.email}> ${Math.floor(commit.at / 1000)} +0000`;
  yield text(`reset ${commit.ref}\n`);
  yield text(`commit ${commit.ref}\nmark :1\nauthor ${who}\ncommitter ${who}\n`);
  yield* data(Buffer.from(commit.message));
  if (parent !== undefined) yield text(`from ${parent}\n`);
  for (const each of merged) yield text(`merge ${each}\n`);
  if (commit.tree !== undefined) yield text(`M 040000 ${commit.tree} ""\n`);
  for (const path of commit.deletions ?? []) yield text(`D ${quoted(path)}\n`);
  for (const [path, content] of entriesOf(commit.files ?? {})) {
    yield text(`M ${modeOf(content)} inline ${quoted(path)}\n`);
    yield* data(bytesOf(content));
  }
  for (const ref of commit.alsoRefs ?? []) yield text(`reset ${ref}\nfrom :1\n\n`);
  yield text('get-mark :1\ndone\n');
}

export function entriesOf(files: Files): Iterable<readonly [string, FileContent]> {
  return files instanceof Map ? files : Object.entries(files);
}

function* data(bytes: Buffer): Generator<Buffer> {
  yield text(`data ${bytes.length}\n`);
  yield bytes;
  yield text('\n');
}

function text(line: string): Buffer {
  return Buffer.from(line);
}

function quoted(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

function modeOf(content: FileContent): string {
  if (typeof content === 'string' || content instanceof Uint8Array) return '100644';
  return 'link' in content ? '120000' : '100755';
}

function bytesOf(content: FileContent): Buffer {
  if (typeof content === 'string') return Buffer.from(content);
  if (content instanceof Uint8Array) return Buffer.from(content);
  return Buffer.from('link' in content ? content.link : content.executable);
}
