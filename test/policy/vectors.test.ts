import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { evaluateRules } from '../../src/policy/evaluate.js';
import { BUILT_IN_RULES, loadRules, readRuleFiles } from '../../src/policy/load.js';
import type { Rule } from '../../src/policy/rule.js';
import { modelWith, type Vector, vectorsIn } from './vectors.js';

const { rules } = loadRules(readRuleFiles(BUILT_IN_RULES));

function verdictOf(rule: Rule, vector: Vector) {
  // What another rule may stand for is judged here on its own.
  const { diagnostics, counts } = evaluateRules(modelWith(vector, rule.subject), [rule]);
  const [finding] = diagnostics;
  if (finding !== undefined) {
    return { expect: finding.severity, says: finding.message, writes: finding.suggestions[0]?.edit.newText };
  }
  return { expect: counts.undecided > 0 ? 'undecided' : counts.passed > 0 ? 'pass' : 'not-applicable' };
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  const path = join(dirname(rule.path), 'vectors.yaml');
  const vectors = existsSync(path) ? vectorsIn(path) : [];

  test.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const { says, writes } = vector;
    expect(verdictOf(rule, vector)).toMatchObject({
      expect: vector.expect,
      ...(says !== undefined && { says: expect.stringContaining(says) }),
      ...(writes !== undefined && { writes }),
    });
  });

  test('its vectors show each of its severities, and what it does not report', () => {
    const shown = new Set<string>(vectors.map((vector) => vector.expect));
    expect(rule.levels.map(({ severity }) => severity).filter((severity) => !shown.has(severity))).toEqual([]);
    expect(shown.has('pass') || shown.has('not-applicable')).toBe(true);
  });
});
