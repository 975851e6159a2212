/** What nobody sees in an editor: controls, format characters, halves of pairs, private and unassigned ones, fillers. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/gu;

/** A line with one `•` for each UTF-16 unit that hides or reorders text. Tabs stay. */
export function blotHiddenCharacters(line: string): string {
  return line.replace(HIDDEN, (character) => (character === '\t' ? character : '•'.repeat(character.length)));
}

export function hasHiddenCharacters(text: string): boolean {
  return blotHiddenCharacters(text) !== text;
}
