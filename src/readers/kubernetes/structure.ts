import type { YamlNode } from '../../syntax/yaml/node.js';
import type { Placeholder } from './template-text.js';

/**
 * Whether all these tags stand within quoted or block text (an alert template in a ConfigMap, a script): then they decide
 * some text, but not which keys and objects there are. Plain scalars do not count: a tag on a line of its own may have
 * become the end of one.
 */
export function standInText(tags: readonly Placeholder[], documents: readonly (YamlNode | null)[]): boolean {
  if (tags.length === 0) return true;
  const texts = documents.flatMap((document) => (document === null ? [] : [...textsOf(document)]));
  texts.sort((a, b) => a.start - b.start);
  let next = 0;
  return tags.every(({ start, end }) => {
    while (next < texts.length && (texts[next]?.end ?? 0) < end) next += 1;
    const text = texts[next];
    return text !== undefined && text.start <= start;
  });
}

function* textsOf(node: YamlNode): Generator<Placeholder> {
  switch (node.kind) {
    case 'scalar':
      if (node.style !== 'plain' && node.style !== 'empty') yield node.at;
      return;
    case 'sequence':
      for (const item of node.items) yield* textsOf(item);
      return;
    case 'mapping':
      for (const { value } of node.entries) yield* textsOf(value);
  }
}
