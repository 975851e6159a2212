import { printable } from '../printable.js';

/** A character that ends GitHub's recognition of mentions, references and addresses, and shows nothing. */
const BREAK = '\u200b';

/**
 * Text of a repository as Markdown text that means only itself: no markup, no HTML, no mention, no reference to an issue,
 * no link. Mentions and references are found by GitHub after rendering, so that escaping them does not help; they are broken.
 */
export function escapeMarkdown(text: string): string {
  return withoutReferences(entities(printable(text)).replace(/[\\`*_[\]()|~!$]/g, '\\$&')).replace(
    /^(\s*)([-+=#]|\d+[.)])/,
    `$1${BREAK}$2`,
  );
}

/** The same where Markdown is not read but HTML is: between the tags of a `<summary>`. */
export function escapeHtml(text: string): string {
  return withoutReferences(entities(printable(text)));
}

function entities(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function withoutReferences(text: string): string {
  return text
    .replace(/@/g, `@${BREAK}`)
    .replace(/#(?=\d)/g, `#${BREAK}`)
    .replace(/\bGH-(?=\d)/gi, `GH${BREAK}-`)
    .replace(/:(?=\/\/)/g, `:${BREAK}`)
    .replace(/\bwww\./gi, `www${BREAK}.`)
    .replace(/\bmailto:/gi, `mailto${BREAK}:`);
}

/** A code span that its content cannot leave: fenced by more backticks than it holds. */
export function codeSpan(text: string): string {
  const content = printable(text);
  const fence = '`'.repeat(longestRun(content) + 1);
  const padding = /^`|`$|^ .* $/.test(content) ? ' ' : '';
  return `${fence}${padding}${content}${padding}${fence}`;
}

/** A code block that its lines cannot leave. The lines are printable already. */
export function codeBlock(language: string, lines: readonly string[]): readonly string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [fence + language, ...lines, fence];
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
