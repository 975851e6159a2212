import { displayWidth } from './width.js';

/** Breaks a printable text at spaces so that no line exceeds `width` cells, save for single words that are longer. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (word === '') continue;
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && displayWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** `wrap` with the first line after `lead` and the others under its end. */
export function wrapAfter(lead: string, text: string, width: number): readonly string[] {
  const indent = ' '.repeat(displayWidth(lead));
  const room = Math.max(20, width - indent.length);
  return wrap(text, room).map((line, index) => (index === 0 ? lead : indent) + line);
}
