import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { reportSchema } from '../../../src/reporters/json/schema.js';

const PUBLISHED = new URL('../../../schema/report-1.schema.json', import.meta.url);

test('the published JSON Schema says what the report is', () => {
  expect(JSON.parse(readFileSync(PUBLISHED, 'utf8'))).toEqual(reportSchema());
});
