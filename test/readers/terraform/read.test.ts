import { beforeAll, describe, expect, test } from '@jest/globals';
import { matchesTerraform, readTerraform } from '../../../src/readers/terraform/read.js';
import { initHcl } from '../../../src/syntax/hcl/grammar.js';
import { Source } from '../../../src/syntax/source.js';

beforeAll(initHcl);

const keeps = (path: string, text: string) => readTerraform(new Source(path, text)).part !== undefined;

describe('files', () => {
  test.each([
    'main.tf',
    'tf/production.tfvars',
    'tf/production.auto.tfvars.json',
    'terraform/env.yml',
    'infra/app.json',
    'ecs/web.json.tpl',
    'deploy/container-definitions.json',
  ])('%s is read', (path) => {
    expect(matchesTerraform(path)).toBe(true);
  });

  test.each(['.terraform/modules/vpc/main.tf', 'config/database.yml', 'package.json', 'terraform/README.md'])(
    '%s is not',
    (path) => {
      expect(matchesTerraform(path)).toBe(false);
    },
  );
});

describe('a data file', () => {
  test.each([
    ['ops/env.yml', 'WEB_CONCURRENCY: "2"\n'],
    ['ops/app.json', '{ "kind": "ConfigMap", "data": { "secret": "" } }'],
  ])('is kept as it is: %s', (path, text) => {
    expect(keeps(path, text)).toBe(true);
  });

  test.each([
    ['ops/app.yml', 'apiVersion: v1\nkind: Secret\n'],
    ['ops/app.yml', 'items:\n  - kind: "Secret"\n'],
    ['ops/app.json', '{"apiVersion":"v1","kind":"Secret","stringData":{}}'],
    ['ops/app.json', '{\n  "kind" :\n  "Secret"\n}'],
    ['ops/app.enc.yml', 'a: ENC[x]\nsops:\n  version: 3\n'],
    ['ops/secrets/production.yml', 'DATABASE_PASSWORD: s3cret\n'],
    ['ops/secrets.production.yml', 'DATABASE_PASSWORD: s3cret\n'],
    ['ops/numbers.json', `[${'1,'.repeat(60_000)}1]`],
  ])('is not when it may hold secrets or is a data set: %s %#', (path, text) => {
    expect(keeps(path, text)).toBe(false);
  });
});
