import type { SeenThread } from '../github/state/seen.js';

/** What "Commit suggestion" does to a file. */
export interface ShownSuggestion {
  readonly path: string;
  /** 1-based, inclusive. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly lines: readonly string[];
}

/** The suggestion of a thread's first comment; undefined when it has none. */
export function suggestionOf({ path, line, startLine = line, comments }: SeenThread): ShownSuggestion | undefined {
  const [, text] = /^```suggestion\n([\s\S]*?)\n?```$/m.exec(comments[0]?.body ?? '') ?? [];
  if (text === undefined || line === undefined || startLine === undefined) return undefined;
  return { path, firstLine: startLine, lastLine: line, lines: text === '' ? [] : text.split('\n') };
}

/** The file after "Commit suggestion". */
export function withSuggestion(text: string, { firstLine, lastLine, lines }: ShownSuggestion): string {
  const all = text.split('\n');
  return [...all.slice(0, firstLine - 1), ...lines, ...all.slice(lastLine)].join('\n');
}
