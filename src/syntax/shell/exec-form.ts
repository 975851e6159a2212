import type { ShellNode } from './program.js';
import { literalWord } from './word.js';

/** The program that an exec-form command is: one simple command without expansions. */
export function programOfWords(words: readonly string[]): ShellNode {
  return { kind: 'simple', assignments: [], words: words.map((word) => literalWord(word)) };
}
