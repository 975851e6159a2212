/** A word of a command line, as far as its variables are known. */
export interface ResolvedWord {
  readonly text: string;
  /** An unquoted variable whose value is not known: it may stand for any number of words. */
  readonly open: boolean;
}

/**
 * The value of a command-line option in any spelling: `-t 5`, `-t5`, `--threads 5`, `--threads=5`. Undefined when it is not
 * given, the word `unknown` when an unquoted variable of unknown value may hold it.
 */
export function findFlag(words: readonly ResolvedWord[], names: readonly string[]): string | undefined {
  for (const [index, { text }] of words.entries()) {
    for (const name of names) {
      if (text === name) return words[index + 1]?.text ?? '';
      if (text.startsWith(`${name}=`)) return text.slice(name.length + 1);
      if (/^-[A-Za-z]$/.test(name) && text.startsWith(name) && /^[\d:.$/]/.test(text.slice(2))) return text.slice(2);
    }
  }
  const hidden = words.some(
    ({ open }, index) => open && index > 0 && !(words[index - 1]?.text.startsWith('-') ?? false),
  );
  return hidden ? 'unknown' : undefined;
}
