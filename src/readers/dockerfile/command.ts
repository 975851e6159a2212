import type { Command } from '../../model/facts/image.js';
import type { Instruction } from '../../syntax/dockerfile/instruction.js';
import type { Source } from '../../syntax/source.js';

/** ENTRYPOINT's or CMD's command: a JSON array is the exec form, anything else a line for `/bin/sh -c`. */
export function commandOf({ text, place }: Instruction, source: Source): Command {
  const at = source.location(place(0), place(text.length));
  const words = execWords(text);
  return words === undefined ? { form: 'shell', line: text, at } : { form: 'exec', words, at };
}

/** The words of the exec form; undefined when the text is not one. */
export function execWords(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
