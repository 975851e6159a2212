import { expect, test } from '@jest/globals';
import { schemaReader } from '../../../src/readers/schema/reader.js';
import { Source } from '../../../src/syntax/source.js';

test('schema.rb enables extensions, with or without their schema', () => {
  const text =
    '  enable_extension "pg_catalog.plpgsql"\n  enable_extension "public.pg_trgm"\n  # enable_extension "hstore"\n';
  expect(schemaReader.read(new Source('db/schema.rb', text)).part).toMatchObject([
    { kind: 'required-extension', name: 'pg_trgm', at: { startLine: 2, startColumn: 21, endColumn: 35 } },
  ]);
});

test('structure.sql creates extensions; comments on them do not count', () => {
  const text = [
    'CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog;',
    'CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA public;',
    "COMMENT ON EXTENSION citext IS 'x';",
  ].join('\n');
  expect(schemaReader.read(new Source('db/structure.sql', text)).part).toMatchObject([
    { name: 'uuid-ossp', at: { startLine: 2 } },
  ]);
});

test('the schemas of further databases are read, those of dummy applications are not', () => {
  expect(
    ['db/queue_schema.rb', 'db/cable_structure.sql', 'spec/dummy/db/schema.rb', 'db/seeds.rb'].map(
      schemaReader.matches,
    ),
  ).toEqual([true, true, false, false]);
});
