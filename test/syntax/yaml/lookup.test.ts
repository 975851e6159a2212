import { describe, expect, test } from '@jest/globals';
import { Source } from '../../../src/syntax/source.js';
import { lookup, mergedEntries, shadowedEntries } from '../../../src/syntax/yaml/lookup.js';
import type { YamlMapping, YamlNode } from '../../../src/syntax/yaml/node.js';
import { parseYaml } from '../../../src/syntax/yaml/parse.js';

function section(text: string, name: string): YamlMapping {
  const [root] = parseYaml(new Source('database.yml', text), { schema: 'ruby' }).documents;
  const node = root?.kind === 'mapping' ? lookup(root, name) : undefined;
  if (node?.kind !== 'mapping') throw new Error(`no section ${name}`);
  return node;
}

const text = (node: YamlNode | undefined) => (node?.kind === 'scalar' ? node.text : node?.kind);
const shown = (mapping: YamlMapping) =>
  Object.fromEntries(mergedEntries(mapping).map(({ key, value }) => [key.text, text(value)]));

const BASES = 'x: &x { pool: 5, host: a }\ny: &y { pool: 9, port: 1 }\n';

describe('merge keys', () => {
  test.each([
    ['a key written after the merge wins', '{ <<: *x, pool: 7 }', { pool: '7', host: 'a' }],
    ['a merge written after the key wins, as Ruby does it', '{ pool: 7, <<: *x }', { pool: '5', host: 'a' }],
    ['of two merges the later wins', '{ <<: *x, <<: *y }', { pool: '9', host: 'a', port: '1' }],
    ['of a list the earlier wins', '{ <<: [*x, *y] }', { pool: '5', host: 'a', port: '1' }],
    ['a merged mapping may merge too', '{ <<: { <<: *x, host: b } }', { pool: '5', host: 'b' }],
  ])('%s', (_, production, expected) => {
    const mapping = section(`${BASES}production: ${production}\n`, 'production');
    expect(shown(mapping)).toEqual(expected);
    expect(text(lookup(mapping, 'pool'))).toBe(expected.pool);
    expect(lookup(mapping, '<<')).toBeUndefined();
  });
});

test('of a repeated key the last counts and the earlier ones can be reported', () => {
  const mapping = section('a:\n  pool: 1\n  host: h\n  pool: 2\n', 'a');
  expect(text(lookup(mapping, 'pool'))).toBe('2');
  expect(shadowedEntries(mapping).map(({ at }) => at.startLine)).toEqual([2]);
  expect(shadowedEntries(section('a: { b: 1, c: 2 }\n', 'a'))).toEqual([]);
});
