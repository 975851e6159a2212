import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { repositoryName } from '../../src/check/repository-name.js';

let parent: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'plumbline-'));
});

afterEach(() => rmSync(parent, { recursive: true, force: true }));

function bare(path: string, config?: string): string {
  const directory = join(parent, path);
  for (const inside of ['objects', 'refs']) mkdirSync(join(directory, inside), { recursive: true });
  writeFileSync(join(directory, 'HEAD'), 'ref: refs/heads/main\n');
  if (config !== undefined) writeFileSync(join(directory, 'config'), config);
  return directory;
}

const origin = (url: string) => `[core]\n\tbare = true\n[remote "origin"]\n\tfetch = +refs/*:refs/*\n\turl = ${url}\n`;

test.each([
  ['of its own', 'shop.git', undefined, 'shop'],
  ['of the folder around a nameless one', 'shop/repo', undefined, 'shop'],
  ['of its origin', 'mirror/repo', origin('https://github.com/acme/shop.git'), 'shop'],
  ['of an origin over ssh', 'mirror/repo', origin('git@github.com:shop'), 'shop'],
  ['of an origin without its password', 'x.git', origin('https://me:hunter2@git.acme.example/shop/'), 'shop'],
  ['of its own for another remote', 'shop.git', origin('/srv/other').replace('origin', 'backup'), 'shop'],
])('a bare repository has a name %s', (_, path, config, name) => {
  expect(repositoryName(bare(path, config))).toBe(name);
});

test('any other folder has its own name', () => {
  expect(repositoryName(join(parent, 'shop', 'repo'))).toBe('repo');
});
