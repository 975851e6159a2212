import { expect, test } from '@jest/globals';
import { isFindingOf } from '../../eval/case.js';
import { cases } from '../../eval/cases/all.js';
import { checkTree } from '../../eval/check-tree.js';
import { recordedCases } from '../../eval/recorded.js';

test('there are enough cases, each of its own name and with a recorded reply', () => {
  const names = cases.map(({ id }) => id);
  expect(names.length).toBeGreaterThanOrEqual(60);
  expect(new Set(names).size).toBe(names.length);
  expect([...recordedCases()].sort()).toEqual([...names].sort());
});

test('each case is about one finding of its tree', async () => {
  for (const each of cases) {
    const found = await checkTree({ head: each.tree }, async ({ report }) =>
      report.diagnostics.filter((diagnostic) => isFindingOf(each, diagnostic)),
    );
    expect([each.id, found.length]).toEqual([each.id, 1]);
  }
});

test('no tree tells where its finding is', () => {
  const texts = cases.flatMap(({ tree }) => [...tree.files.values()]);
  expect(texts.filter((text) => text.includes('expect:'))).toEqual([]);
});
