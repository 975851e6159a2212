/** Letters, digits and the punctuation of prose: nothing that starts Markdown, HTML, an entity, a mention or a reference. */
const PLAIN = /^[A-Za-z0-9 .,;:'"()/%_+=–—×−’‘“”-]*$/;
/** What of these characters GitHub would still make something of: links, emphasis, lists, emoji, references. */
const MARKUP =
  /:\/\/|\bwww\.|\bmailto:|__|(?:^|\s)_|_(?:[\s.,;:)]|$)|^(?:[-+=]|\d+[.)])\s|--|={2,}|(?:^|\s):[a-z0-9_+-]+:|\bGH-\d/;

/** An answer with each line break and each run of spaces as one space. Blank lines and lists stay, to be refused. */
export function asParagraph(text: string): string {
  return text
    .trim()
    .replace(/[ \t]*\r?\n[ \t]*(?![\s\-+*#>|`~]|\d+[.)]\s)/g, ' ')
    .replace(/ {2,}/g, ' ');
}

export function isPlainText(text: string): boolean {
  return PLAIN.test(text);
}

export function hasMarkup(text: string): boolean {
  return MARKUP.test(text);
}
