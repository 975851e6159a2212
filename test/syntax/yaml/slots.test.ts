import { describe, expect, test } from '@jest/globals';
import type { Slot } from '../../../src/model/traced.js';
import { Source } from '../../../src/syntax/source.js';
import { lookup } from '../../../src/syntax/yaml/lookup.js';
import type { YamlNode } from '../../../src/syntax/yaml/node.js';
import { parseYaml } from '../../../src/syntax/yaml/parse.js';
import { insertionIntoSequence, keySlot, slotOf } from '../../../src/syntax/yaml/slots.js';

function root(source: Source): YamlNode {
  const [document] = parseYaml(source, { schema: 'kubernetes' }).documents;
  if (!document) throw new Error('no document');
  return document;
}

function at(source: Source, ...path: readonly string[]): YamlNode {
  return path.reduce((node, key) => {
    const next = node.kind === 'mapping' ? lookup(node, key) : undefined;
    if (next === undefined) throw new Error(`no ${key}`);
    return next;
  }, root(source));
}

function applied(source: Source, slot: Slot | undefined, value: string): string | undefined {
  if (slot === undefined) return undefined;
  return source.text.slice(0, slot.start) + slot.prefix + value + slot.suffix + source.text.slice(slot.end);
}

describe('slotOf', () => {
  test.each([
    ['v: 5 # c\n', 'v: 7 # c\n'],
    ["v: '5'\n", "v: '7'\n"],
    ['v: "5"\n', 'v: "7"\n'],
    ['v:\nw: 1\n', 'v: 7\nw: 1\n'],
    ['v: ""\n', 'v: "7"\n'],
    ['{"v": 5}', '{"v": 7}'],
    ['v: |\n  5\n', undefined],
    ['v: a\n  b\n', undefined],
  ])('%j becomes %j', (before, after) => {
    const source = new Source('a.yml', before);
    const scalar = at(source, 'v');
    expect(scalar.kind === 'scalar' && applied(source, slotOf(source, scalar), '7')).toEqual(after);
  });
});

describe('keySlot', () => {
  test.each([
    [
      'spec:\n  # about\n  selector: x # why\n  a: 1\n',
      'spec:\n  # about\n  selector: x # why\n  replicas: 2\n  a: 1\n',
    ],
    ['spec:\r\n    selector: x\r\n', 'spec:\r\n    selector: x\r\n    replicas: 2\r\n'],
    ['spec:\n  selector:\n    a: x\n', 'spec:\n  replicas: 2\n  selector:\n    a: x\n'],
    ['spec:\n  run: |\n    a\n', 'spec:\n  replicas: 2\n  run: |\n    a\n'],
    ['spec: { selector: x }\n', 'spec: {"replicas": 2,  selector: x }\n'],
    ['spec: {"selector":"x"}', 'spec: {"replicas": 2, "selector":"x"}'],
    ['spec: {}\n', 'spec: {"replicas": 2}\n'],
    ['spec: !tag\n  &a selector: x\n', undefined],
  ])('%j becomes %j', (before, after) => {
    const source = new Source('a.yml', before);
    const mapping = at(source, 'spec');
    expect(mapping.kind === 'mapping' && applied(source, keySlot(source, mapping, 'replicas'), '2')).toEqual(after);
  });
});

test('a new item of a sequence goes before its first dash, at the same column', () => {
  const source = new Source('a.yml', 'env:\n- name: A\n');
  const sequence = at(source, 'env');
  expect(sequence.kind === 'sequence' && insertionIntoSequence(source, sequence)).toEqual({
    offset: 5,
    before: '',
    after: '\n',
    newLine: '\n',
    flow: false,
  });
});
