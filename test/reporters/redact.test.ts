import { describe, expect, test } from '@jest/globals';
import { redactedLine } from '../../src/reporters/redact.js';
import { Source } from '../../src/syntax/source.js';

function shown(text: string, path = 'deploy/production/secret.yaml'): readonly string[] {
  const source = new Source(path, text);
  return text.split('\n').map((_, index) => redactedLine(source, index + 1));
}

describe('of a Secret no value is shown', () => {
  test('in a block', () =>
    expect(
      shown('kind: Secret\nmetadata:\n  name: app\nstringData:\n  name: hunter2\n  KEY: |\n    hunter2\n    a: b'),
    ).toEqual([
      'kind: Secret',
      'metadata:',
      '  name: app',
      'stringData:',
      '  name: •••••••',
      '  KEY: •',
      '    •••••••',
      '    •• •',
    ]));
  test('in a flow', () => expect(shown('kind: Secret\ndata: { a: aHVudGVyMg== }')[1]).not.toMatch(/aHV/));
  test('in one line of JSON', () =>
    expect(shown('{"kind":"Secret","data":{"a":"aHVudGVyMg=="}}', 'secret.json')[0]).not.toMatch(/aHV/));
  test('after a byte order mark', () =>
    expect(shown('\ufeffkind: Secret\ndata:\n  a: aHVudGVyMg==')[2]).not.toMatch(/aHV/));
  test('that is sealed', () =>
    expect(shown('kind: SealedSecret\nspec:\n  encryptedData:\n    a: AgBy3i4O')[3]).not.toMatch(/AgB/));
});

test('other documents of the file are shown as they are', () =>
  expect(shown('kind: ConfigMap\ndata:\n  A: "1"\n---\nkind: Secret\ndata:\n  A: MQ==').slice(0, 4)).toEqual([
    'kind: ConfigMap',
    'data:',
    '  A: "1"',
    '---',
  ]));

test('where a secret comes from is shown', () =>
  expect(shown('kind: ExternalSecret\nspec:\n  target: { name: app }')).toEqual([
    'kind: ExternalSecret',
    'spec:',
    '  target: { name: app }',
  ]));
