import { beforeAll, describe, expect, test } from '@jest/globals';
import { initHcl } from '../../../src/syntax/hcl/grammar.js';
import { parseHcl, parseHclTemplate } from '../../../src/syntax/hcl/parse.js';
import { Source } from '../../../src/syntax/source.js';

beforeAll(initHcl);

const parse = (text: string) => parseHcl(new Source('main.tf', text));

describe('parseHcl', () => {
  test('gives blocks, labels and attributes with their places', () => {
    const source = new Source('ops/web.tf', '# é 😀\nresource "aws_ecs_service" "web" {\n  desired_count = 2\n}\n');
    expect(parseHcl(source)).toEqual({
      body: {
        attributes: [],
        blocks: [
          {
            type: 'resource',
            labels: ['aws_ecs_service', 'web'],
            attributes: [
              {
                name: 'desired_count',
                value: { kind: 'literal', value: 2, quoted: false, at: source.location(60, 61) },
                at: source.location(44, 61),
              },
            ],
            blocks: [],
            at: source.location(7, 39),
          },
        ],
      },
      problems: [],
    });
    expect(source.location(60, 61)).toMatchObject({ startLine: 3, startColumn: 19 });
  });

  test('keeps what stands around a mistake and says where it is', () => {
    const { body, problems } = parse('good = 1\nlocals {\n  broken = [1, }\n  fine = 2\n}\n');
    expect(body.attributes.map(({ name }) => name)).toContain('good');
    expect(problems[0]?.at).toMatchObject({ path: 'main.tf', startLine: 2 });
  });

  test('never gives a value to an attribute that holds a mistake', () => {
    const { body } = parse('locals {\n  broken = 5 5 5\n}\n');
    const values = body.blocks.flatMap(({ attributes }) => attributes.map(({ value }) => value.kind));
    expect(values.filter((kind) => kind !== 'opaque')).toEqual([]);
  });

  test.each([
    ['lists', 'x = ', '[', ']'],
    ['objects', 'x = ', '{ a = ', '}'],
    ['calls', 'x = ', 'f(', ')'],
    ['parentheses', 'x = ', '(', ')'],
    ['negations', 'x = ', '!', ''],
    ['templates', 'x = ', '"${', '}"'],
    ['blocks', '', 'a {\n', '}\n'],
    ['open brackets', 'x = ', '[', ''],
    ['indices', 'x = a', '[b', ']'],
  ])('survives 10,000 nested %s', (_, head, open, close) => {
    const text = `${head}${open.repeat(10_000)}${head === '' ? '' : '1'}${close.repeat(10_000)}`;
    expect(JSON.stringify(parse(text)).length).toBeLessThan(5_000_000);
  });

  test.each(['\0\u0001\uFFFD', '}}}}', '<<EOF', 'a = <<-X\n', '"', '${', '\uD800', 'a = "\\U99999999"'])(
    'survives %j',
    (text) => {
      expect(() => parse(text)).not.toThrow();
    },
  );

  test('does not take on a file of more than 1 MB', () => {
    expect(parse('#'.repeat(1_000_001)).problems).toMatchObject([{ message: 'The file is larger than 1 MB' }]);
  });
});

describe('parseHclTemplate', () => {
  test('gives a file as a template with the places of the file', () => {
    const source = new Source('web.json.tpl', '[{"name": "${name}"}]');
    const name = { kind: 'reference', root: 'name', steps: [], at: source.location(13, 17) };
    expect(parseHclTemplate(source)).toMatchObject({
      kind: 'template',
      parts: [
        { kind: 'literal', value: '[{"name": "', at: source.location(0, 11) },
        name,
        { kind: 'literal', value: '"}]', at: source.location(18, 21) },
      ],
    });
  });

  test('gives nothing for a file that is no template', () => {
    expect(parseHclTemplate(new Source('run.sh', 'echo ${name'))).toBeUndefined();
  });
});
