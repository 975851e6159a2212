import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { plumbline, project } from './command.js';
import { SHOP } from './shop.js';

let platform: ReturnType<typeof project>;
let summary: string;
beforeEach(() => {
  platform = project(Object.fromEntries(Object.entries(SHOP).map(([path, text]) => [`services/shop/${path}`, text])));
  summary = join(platform.path, '..', 'summary.md');
});
afterEach(() => {
  delete process.env.GITHUB_STEP_SUMMARY;
  platform.dispose();
});

const check = (...args: string[]) =>
  plumbline(platform.path, 'check', 'services/shop', '--no-cache', '--format', 'github', ...args);

test('a step is annotated at paths of the workspace, and its summary is continued', async () => {
  writeFileSync(summary, '# Earlier\n');
  process.env.GITHUB_STEP_SUMMARY = summary;
  const { code, stdout } = await check();
  expect(code).toBe(1);
  expect(stdout).toMatch(/^::stop-commands::[0-9a-f]{64}\nPlumbline shop · /);
  expect(stdout).toContain('\n::error file=services/shop/k8s/production/web.yaml,line=8,endLine=8,');
  expect(readFileSync(summary, 'utf8')).toMatch(/^# Earlier\n## Plumbline: 1 error\n/);
});

test('a summary that cannot be written is no silence', async () => {
  process.env.GITHUB_STEP_SUMMARY = join(platform.path, 'none', 'summary.md');
  const { code, stderr } = await check();
  expect(code).toBe(3);
  expect(stderr).toContain('The summary of the step could not be written (ENOENT).');
});
