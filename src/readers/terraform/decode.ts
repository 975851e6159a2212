import type { HclExpression } from '../../syntax/hcl/tree.js';
import type { Source } from '../../syntax/source.js';
import { mergedEntries } from '../../syntax/yaml/lookup.js';
import type { YamlNode, YamlScalar } from '../../syntax/yaml/node.js';
import { parseYaml } from '../../syntax/yaml/parse.js';

/** A YAML or JSON document as the HCL literal that `yamldecode` would give; undefined when it is not one valid document. */
export function decodeDocument(source: Source): HclExpression | undefined {
  const { documents, problems } = parseYaml(source, { schema: 'kubernetes' });
  const [document] = documents;
  if (problems.length > 0 || documents.length !== 1 || document === null || document === undefined) return undefined;
  return lift(document, 0);
}

const MAX_DEPTH = 60;

function lift(node: YamlNode, depth: number): HclExpression {
  if (depth > MAX_DEPTH) return { kind: 'opaque', text: 'nested too deep', at: node.at };
  switch (node.kind) {
    case 'scalar':
      return { kind: 'literal', value: scalarOf(node), quoted: false, at: node.at };
    case 'sequence':
      return { kind: 'tuple', items: node.items.map((item) => lift(item, depth + 1)), at: node.at };
    case 'mapping':
      return {
        kind: 'object',
        entries: mergedEntries(node).map(({ key, value, at }) => ({
          key: { kind: 'literal', value: key.text, quoted: false, at: key.at },
          value: lift(value, depth + 1),
          at,
        })),
        at: node.at,
      };
  }
}

/** Terraform reads YAML 1.2, where `yes` and `on` are text, and keeps every digit of a number. */
export function scalarOf({ value, text }: YamlScalar): string | number | boolean | null {
  if (typeof value === 'boolean') return /^(true|false)$/i.test(text) ? value : text;
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value) ? text : value;
  return value;
}
