import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import type { ReportJson } from '../../src/reporters/json/shape.js';
import { plumbline } from './command.js';

const EXAMPLE = fileURLToPath(new URL('../../examples/rails-on-eks', import.meta.url));

/** The files in golden/ are what was read and approved. `UPDATE_GOLDEN=1` writes them anew, for a diff to review. */
function approved(name: string, text: string): string {
  const file = new URL(`golden/${name}`, import.meta.url);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  return readFileSync(file, 'utf8');
}

const check = (...args: string[]) => plumbline(EXAMPLE, 'check', '--no-cache', '--fail-on', 'never', ...args);

test('the report of the example for people', async () => {
  const { code, stdout, stderr } = await check();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(approved('rails-on-eks.txt', stdout));
});

test('what the report of the example comes to for programs', async () => {
  const { stdout } = await check('--format', 'json');
  const text = `${JSON.stringify(summary(JSON.parse(stdout)), null, 2)}\n`;
  expect(text).toBe(approved('rails-on-eks.json', text));
});

/** The findings without words that the other file has, and every number of the processes that they are about. */
function summary({ diagnostics, undecided, coverage, environments }: ReportJson) {
  return {
    environments: environments.map(({ name, processes, databases, caches }) => ({
      name,
      processes: Object.fromEntries(
        processes.map(({ id, kind, threads, workers, concurrency, pools, replicas }) => [
          id,
          `${kind}: ${value(replicas.max)} pods, ${value(workers)} workers, ${value(threads.max)} threads, concurrency ${value(concurrency)}, pool ${Object.values(pools).map(value)}`,
        ]),
      ),
      databases: databases.map((database) => database.name),
      caches: caches.map((cache) => cache.name),
    })),
    diagnostics: diagnostics.map(
      ({ ruleId, severity, environments: where, subject, location, margin, suggestions }) => ({
        ruleId,
        severity,
        subject: `${where.join(', ')}: ${subject}`,
        at: `${location.path}:${location.startLine}:${location.startColumn}`,
        margin,
        suggestions: suggestions.map(({ title }) => title),
      }),
    ),
    undecided: undecided.map(({ ruleId, subject, reason }) => `${ruleId} ${subject}: ${reason}`),
    coverage,
  };
}

function value(leaf: { readonly value: unknown } | { readonly unknown: string }): unknown {
  return 'value' in leaf ? leaf.value : leaf.unknown;
}
