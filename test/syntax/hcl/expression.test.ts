import { beforeAll, describe, expect, test } from '@jest/globals';
import { initHcl } from '../../../src/syntax/hcl/grammar.js';
import { parseHcl } from '../../../src/syntax/hcl/parse.js';
import { Source } from '../../../src/syntax/source.js';

beforeAll(initHcl);

/** The value of `x = …`, without places. */
function expression(text: string): unknown {
  const { body, problems } = parseHcl(new Source('main.tf', `x = ${text}\n`));
  expect(problems).toEqual([]);
  return withoutPlaces(body.attributes[0]?.value);
}

function withoutPlaces(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === 'at' || key === 'quoted' ? undefined : inner)));
}

const literal = (value: unknown) => ({ kind: 'literal', value });
const reference = (root: string, ...names: string[]) => ({
  kind: 'reference',
  root,
  steps: names.map((name) => ({ kind: 'attribute', name })),
});

describe('HCL expressions', () => {
  test.each([
    ['5', 5],
    ['-2.5', -2.5],
    ['true', true],
    ['null', null],
    ['"plain"', 'plain'],
    ['""', ''],
    ['"say \\"hi\\"\\n\\u00e9 $${kept}"', 'say "hi"\né ${kept}'],
  ])('reads the literal %s', (text, value) => {
    expect(expression(text)).toEqual(literal(value));
  });

  test('reads a traversal with indices of all kinds', () => {
    expect(expression('module.web[0].ports["http"][*].id')).toEqual({
      kind: 'reference',
      root: 'module',
      steps: [
        { kind: 'attribute', name: 'web' },
        { kind: 'index', key: literal(0) },
        { kind: 'attribute', name: 'ports' },
        { kind: 'index', key: literal('http') },
        { kind: 'splat' },
        { kind: 'attribute', name: 'id' },
      ],
    });
  });

  test('reads an index on the result of a function', () => {
    expect(expression('yamldecode(file("env.yml"))["web"]')).toEqual({
      kind: 'traversal',
      of: {
        kind: 'call',
        name: 'yamldecode',
        arguments: [{ kind: 'call', name: 'file', arguments: [literal('env.yml')], expand: false }],
        expand: false,
      },
      steps: [{ kind: 'index', key: literal('web') }],
    });
  });

  test('keeps the spaces around an interpolation', () => {
    expect(expression('"a  ${var.b}  c"')).toEqual({
      kind: 'template',
      parts: [literal('a  '), reference('var', 'b'), literal('  c')],
    });
  });

  test('takes a bare object key for its name and a parenthesised one for a reference', () => {
    expect(expression('{ A = 1, "b" : 2, (c) = 3, }')).toEqual({
      kind: 'object',
      entries: [
        { key: literal('A'), value: literal(1) },
        { key: literal('b'), value: literal(2) },
        { key: reference('c'), value: literal(3) },
      ],
    });
  });

  test('reads conditions and operators with their precedence', () => {
    expect(expression('!var.a && var.b == 1 + 2 ? "x" : (3)')).toEqual({
      kind: 'conditional',
      test: {
        kind: 'binary',
        operator: '&&',
        left: { kind: 'unary', operator: '!', operand: reference('var', 'a') },
        right: {
          kind: 'binary',
          operator: '==',
          left: reference('var', 'b'),
          right: { kind: 'binary', operator: '+', left: literal(1), right: literal(2) },
        },
      },
      whenTrue: literal('x'),
      whenFalse: literal(3),
    });
  });

  test('reads for expressions over lists and maps', () => {
    expect(expression('[for k, v in local.env : { name = k } if v != null]')).toEqual({
      kind: 'for',
      names: ['k', 'v'],
      collection: reference('local', 'env'),
      value: { kind: 'object', entries: [{ key: literal('name'), value: reference('k') }] },
      test: { kind: 'binary', operator: '!=', left: reference('v'), right: literal(null) },
    });
    expect(expression('{ for k in var.names : upper(k) => k }')).toEqual({
      kind: 'for',
      names: ['k'],
      collection: reference('var', 'names'),
      key: { kind: 'call', name: 'upper', arguments: [reference('k')], expand: false },
      value: reference('k'),
    });
  });

  test('leaves a grouping for expression and a template directive as they are', () => {
    expect(expression('{ for k, v in m : k => v... }')).toEqual({
      kind: 'opaque',
      text: '{ for k, v in m : k => v... }',
    });
    expect(expression('"a %{ if x }b%{ endif }"')).toEqual({
      kind: 'template',
      parts: [literal('a '), { kind: 'opaque', text: '%{ if x }b%{ endif }' }],
    });
  });

  test('strips the common indent of a heredoc and keeps one literal a line', () => {
    expect(expression('<<-EOF\n    [\n      "${var.a}"\n    ]\n  EOF')).toEqual({
      kind: 'template',
      parts: [literal('[\n'), literal('  "'), reference('var', 'a'), literal('"\n'), literal(']\n')],
    });
  });
});
