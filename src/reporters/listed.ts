const SHOWN = 3;

/** The first few of a list, and how many more there are. One more is shown: to count it takes as much room. */
export function listed(texts: readonly string[], separator: string): string {
  if (texts.length <= SHOWN + 1) return texts.join(separator);
  return `${texts.slice(0, SHOWN).join(separator)} and ${texts.length - SHOWN} more`;
}
