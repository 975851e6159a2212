import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Model } from '../../src/model/model.js';
import { evaluateRules } from '../../src/policy/evaluate.js';
import { computed, environment, stated, webProcess } from './model-builder.js';
import { compiled, rule } from './rules-for-test.js';

const PROCESSES = 400;
/** Generous: what is not bounded takes hours or ends in an exhausted heap. */
const SECONDS = 60;

/** Hundreds of processes, each with a variable of a million characters. */
const large: Model = {
  environments: [
    environment({
      processes: Array.from({ length: PROCESSES }, (_, index) =>
        webProcess({
          id: `Deployment/web-${index}/app`,
          name: `web-${index}`,
          command: computed('x'.repeat(1_000_000), 'k8s/web.yaml', index + 1),
          pool: stated(index, 'k8s/web.yaml', index + 1),
        }),
      ),
    }),
  ],
};

function verdictsOf(body: string) {
  const { diagnostics, counts } = evaluateRules(large, compiled(rule('hostile', `subject: process\n${body}`)));
  return { counts, longest: Math.max(0, ...diagnostics.map(({ message }) => message.length)) };
}

function requiring(expression: string): string {
  return `severity: error\nmessage: No.\nrequire: ${JSON.stringify(expression)}\n`;
}

describe('a rule that was made to be slow', () => {
  beforeAll(() => {
    Error.stackTraceLimit = 0;
  });

  test.each([
    ['pairs of processes', 'environment.processes.all(a, environment.processes.all(b, a.pool + b.pool >= 0))'],
    ['a long text in each', `environment.processes.all(a, a.command + a.command != "${'y'.repeat(1000)}")`],
  ])(
    'with %s ends, undecided',
    (_, expression) => {
      expect(verdictsOf(requiring(expression)).counts).toEqual({ passed: 0, failed: 0, undecided: PROCESSES });
    },
    SECONDS * 1000,
  );

  test(
    'that reads a little less for each subject ends all the same, undecided for the rest',
    () => {
      const { counts } = verdictsOf(requiring('environment.processes.all(a, a.pool >= 0 && a.threads.max > 0)'));
      expect(counts.passed).toBeGreaterThan(10);
      expect(counts.undecided).toBe(PROCESSES - counts.passed);
    },
    SECONDS * 1000,
  );

  test(
    'with a deep ternary is judged',
    () => {
      const deep = `${Array.from({ length: 30 }, (_, index) => `process.pool == ${index} ? true : `).join('')}false`;
      expect(verdictsOf(requiring(deep)).counts).toEqual({ passed: 30, failed: PROCESSES - 30, undecided: 0 });
    },
    SECONDS * 1000,
  );

  test(
    'with a message of texts that were joined over and over says no more than two thousand characters',
    () => {
      const doubled = `{environment.processes.map(p, ${Array(30).fill('p.name').join(' + ')}).join("${'-'.repeat(500)}")}`;
      const message = `"${doubled.replaceAll('"', '\\"').repeat(5)}"`;
      const { counts, longest } = verdictsOf(`severity: error\nrequire: "false"\nmessage: ${message}\n`);
      expect([counts.failed + counts.undecided, longest]).toEqual([PROCESSES, 2000]);
    },
    SECONDS * 1000,
  );
});
