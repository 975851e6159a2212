import type { Signature } from './change.js';

export interface CommitInfo {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  /** ISO 8601. */
  readonly date: string;
  readonly message: string;
}

const HEADER = /^(tree|parent|author) (.*)$/;

/** A commit object as git stores it. */
export function parseCommit(sha: string, content: Buffer): CommitInfo {
  const text = content.toString('utf8');
  const end = text.indexOf('\n\n');
  const headers = text
    .slice(0, end)
    .split('\n')
    .flatMap((line) => {
      const [, name, value = ''] = HEADER.exec(line) ?? [];
      return name === undefined ? [] : [{ name, value }];
    });
  const headerOf = (wanted: string) => headers.find(({ name }) => name === wanted)?.value ?? '';
  const [, name = '', email = '', seconds = '0'] = /^(.*) <(.*)> (\d+)/.exec(headerOf('author')) ?? [];
  return {
    sha,
    tree: headerOf('tree'),
    parents: headers.flatMap(({ name, value }) => (name === 'parent' ? [value] : [])),
    author: { name, email },
    date: new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z'),
    message: text.slice(end + 2),
  };
}
