import { expect, test } from '@jest/globals';
import { contractReader } from '../../../src/readers/contract/reader.js';
import { Source } from '../../../src/syntax/source.js';

test.each([
  ['config/infrastructure_contract.yml', true],
  ['infrastructure_contract.yaml', true],
  ['apps/shop/config/infrastructure_contract.yml', true],
  ['spec/fixtures/infrastructure_contract.yml', false],
  ['config/my_infrastructure_contract.yml', false],
])('%s: %j', (path, wanted) => {
  expect(contractReader.matches(path)).toBe(wanted);
});

test('its parts are plain data, and the facts as they are', () => {
  const { part } = contractReader.read(
    new Source('infrastructure_contract.yml', 'schema_version: "1.0"\nextra_db_threads: 1\n'),
  );
  expect(JSON.parse(JSON.stringify(part))).toStrictEqual(part);
  expect(part && contractReader.combine([{ path: 'infrastructure_contract.yml', part }])).toEqual([part]);
});

test('a file that is no contract is a problem, not a contract that asks for nothing', () => {
  expect(contractReader.read(new Source('infrastructure_contract.yml', '# later\n'))).toEqual({
    problems: [
      {
        message: 'an infrastructure contract is a mapping that begins with schema_version: "1.0"',
        at: expect.objectContaining({ startLine: 1, startColumn: 1 }),
      },
    ],
  });
});
