import type { Command } from '../../model/facts/image.js';
import type { Fields } from './fields.js';

/**
 * `command` or `args`: a list of words, with placeholders as they are written. Something else than a list (a template's
 * placeholder) is kept as a line, so that it is not mistaken for a container that runs its image's command.
 */
export function commandOf(fields: Fields, key: string): Command | undefined {
  const node = fields.entry(key)?.value;
  if (node === undefined) return undefined;
  if (node.kind === 'sequence') {
    const words = node.items.flatMap((item) => (item.kind === 'scalar' ? [fields.file.textOf(item)] : []));
    return words.length === 0 ? undefined : { form: 'exec', words, at: node.at };
  }
  if (node.kind === 'mapping' || node.value === null) return undefined;
  return { form: 'shell', line: fields.file.textOf(node), at: node.at };
}
