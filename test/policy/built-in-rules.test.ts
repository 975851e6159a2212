import { expect, test } from '@jest/globals';
import { BUILT_IN_RULES, loadRules, readRuleFiles } from '../../src/policy/load.js';

test('the built-in rules have no mistakes', () => {
  const { rules, problems } = loadRules(readRuleFiles(BUILT_IN_RULES));
  expect(rules.length).toBeGreaterThan(20);
  expect(problems.map(({ message, at }) => `${at.path}:${at.startLine}:${at.startColumn} ${message}`)).toEqual([]);
});
