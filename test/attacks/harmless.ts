import { expect } from '@jest/globals';
import type { PullRequest } from '../github/state/pull-request.js';
import { ownComments } from '../support/shop-on-github.js';

const TAGS = /<\/?(?:details|summary|sub)>/g;
const MARKER = /(?:^<!-- plumbline:reply -->|<!-- plumbline [0-9a-f/, ]+(?: replaces:[0-9a-f]{16})? -->$)/;

/** Nothing that Plumbline said below a pull request or in its check runs means anything but the words that it shows. */
export function expectHarmless(pullRequest: PullRequest): void {
  for (const text of saidAbout(pullRequest)) {
    const shown = withoutCode(text.replace(MARKER, ''));
    expect(balanced(shown.match(TAGS) ?? [])).toBe(true);
    const plain = shown.replace(TAGS, '');
    expect(plain).not.toMatch(/<|(?<!^)>/m);
    expect(plain).not.toMatch(/@[A-Za-z0-9]/);
    expect(plain).not.toMatch(/(?<!\\)\]\(|(?<!\\)!\[|:\/\/|\bwww\.\w/);
    expect(plain).not.toMatch(/#\d|\bGH-\d/);
    expect(plain).not.toMatch(/^ {0,3}(?:#{1,2} |[=~]{3}|```)/m);
    expect(plain).not.toMatch(/[\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
  }
}

/** All Markdown of Plumbline. */
export function saidAbout(pullRequest: PullRequest): readonly string[] {
  const { repository, heads } = pullRequest;
  const runs = heads.flatMap((head) => repository.checkRuns(head)).flatMap(({ summary, text }) => [summary, text]);
  const threads = pullRequest.threads().flatMap(({ comments }) => comments);
  return [
    ...runs.filter((text) => text !== undefined),
    ...threads.filter(({ author }) => author === 'plumbline[bot]').map(({ body }) => body),
    ...pullRequest.reviews().map(({ body }) => body),
    ...ownComments(pullRequest),
  ];
}

/** Without blocks and spans of code, as CommonMark finds them: what ends one has as many backticks as what began it. */
function withoutCode(markdown: string): string {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const [, run] = /^ {0,3}(`{3,}|~{3,})[^`]*$/.exec(line) ?? [];
    if (fence === undefined && run !== undefined) fence = run;
    else if (fence === undefined) lines.push(line);
    else if (run?.startsWith(fence) && line.trim() === run) fence = undefined;
  }
  expect(fence).toBeUndefined();
  // An escaped backtick begins no span.
  return lines
    .join('\n')
    .replace(/\\[!-/:-@[-`{-~]|(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, (match, run) => (run ? 'code' : match));
}

function balanced(tags: readonly string[]): boolean {
  const open: string[] = [];
  for (const tag of tags) {
    if (!tag.startsWith('</')) open.push(tag);
    else if (open.pop() !== tag.replace('/', '')) return false;
  }
  return open.length === 0;
}
