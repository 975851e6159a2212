import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { evaluateRules } from '../../src/policy/evaluate.js';
import { loadRules, readRuleFiles } from '../../src/policy/load.js';
import { modelOf, stated, webProcess } from './model-builder.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const RULE = `id: pool-far-above-threads
title: A pool that is much larger than its threads
severity: notice
subject: process
when: process.kind == "web" && has(process.pool) && has(process.threads.max)
require: process.pool <= 3 * process.threads.max
message: The pool of {process.name} is {process.pool}, for {plural(process.threads.max, "thread", "threads")}.
at: process.pool
why: A pool that is never used hides what the fleet needs.
references: [https://guides.rubyonrails.org/configuring.html#database-pooling]
`;

let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'rules-'));
  cpSync(join(ROOT, 'rules'), join(copy, 'rules'), { recursive: true });
  const path = join(copy, 'rules/database/pool-far-above-threads/rule.yaml');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, RULE);
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('a new rule is a new folder: it is loaded and judged beside the others', () => {
  const { rules, problems } = loadRules(readRuleFiles(join(copy, 'rules')));
  const before = loadRules(readRuleFiles(join(ROOT, 'rules')));
  expect(problems).toEqual([]);
  expect(rules.length).toBe(before.rules.length + 1);
  const model = modelOf(webProcess({ pool: stated(50, 'config/database.yml', 7) }));
  expect(evaluateRules(model, rules).diagnostics).toMatchObject([
    {
      ruleId: 'pool-far-above-threads',
      message: 'The pool of web is 50, for 5 threads.',
      location: { path: 'config/database.yml', startLine: 7 },
    },
  ]);
});

test('its page is made from the folder', () => {
  cpSync(join(ROOT, 'scripts'), join(copy, 'scripts'), { recursive: true });
  for (const project of ['fails', 'passes']) {
    mkdirSync(join(copy, 'rules/database/pool-far-above-threads', project), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const check = spawnSync(process.execPath, [join(copy, 'scripts/generate-rule-pages.mjs'), '--check'], {
    encoding: 'utf8',
  });
  expect(check.stderr).toContain('docs/rules/pool-far-above-threads.md is not what rules/ says');
});
