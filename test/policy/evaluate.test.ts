import { describe, expect, test } from '@jest/globals';
import type { Model } from '../../src/model/model.js';
import { evaluateRules } from '../../src/policy/evaluate.js';
import { absent, computed, environment, hidden, modelOf, place, stated, webProcess } from './model-builder.js';
import { compiled, rule } from './rules-for-test.js';

const poolRule = compiled(
  rule(
    'pool-small',
    `subject: process
severity: error
when: process.kind == "web"
require: process.pool >= process.threads.max
message: "{process.name} has {plural(process.pool, 'connection', 'connections')} for {plural(process.threads.max, 'thread', 'threads')}."
margin: process.threads.max - process.pool
fix: { set: process.pool, to: process.threads.max, safe: true, title: "Set the pool to {process.threads.max}." }
`,
  ),
);

describe('a rule that fails', () => {
  test('points to the value to fix and names the other places that it looked at', () => {
    const pool = stated(1, 'config/database.yml', 7);
    const { diagnostics, counts } = evaluateRules(modelOf(webProcess({ pool })), poolRule);
    expect(diagnostics).toEqual([
      {
        ruleId: 'pool-small',
        severity: 'error',
        subject: 'Deployment/web/app',
        environments: ['production'],
        message: 'web has 1 connection for 5 threads.',
        location: place('config/database.yml', 7),
        says: 'says 1',
        related: [{ location: place('config/puma.rb', 1), says: 'says 5' }],
        suggestions: [
          {
            title: 'Set the pool to 5.',
            edit: { path: 'config/database.yml', start: 700, end: 710, newText: '5' },
            safe: true,
          },
        ],
        margin: 4,
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    ]);
    expect(counts).toEqual({ passed: 0, failed: 1, undecided: 0 });
  });

  test('passes when the numbers are equal', () => {
    expect(evaluateRules(modelOf(webProcess()), poolRule)).toEqual({
      diagnostics: [],
      undecided: [],
      counts: { passed: 1, failed: 0, undecided: 0 },
    });
  });

  test('says nothing about subjects that `when` leaves out', () => {
    const { counts } = evaluateRules(
      modelOf(webProcess({ kind: 'sidekiq', pool: stated(1, 'config/database.yml', 7) })),
      poolRule,
    );
    expect(counts).toEqual({ passed: 0, failed: 0, undecided: 0 });
  });

  test('makes no suggestion where the value cannot be overwritten', () => {
    const pool = computed(1, 'config/database.yml', 7);
    expect(evaluateRules(modelOf(webProcess({ pool })), poolRule).diagnostics[0]?.suggestions).toEqual([]);
  });
});

describe('what is not known', () => {
  test('makes a rule undecided, with the reason', () => {
    expect(evaluateRules(modelOf(webProcess({ pool: hidden })), poolRule)).toEqual({
      diagnostics: [],
      undecided: [
        {
          ruleId: 'pool-small',
          subject: 'Deployment/web/app',
          environments: ['production'],
          reason: 'hidden-in-secret',
          missing: ['the value of DB_POOL'],
        },
      ],
      counts: { passed: 0, failed: 0, undecided: 1 },
    });
  });

  test.each([
    ['process.pool > 3 || true', 'pass'],
    ['true || process.pool > 3', 'pass'],
    ['process.pool > 3 || false', 'undecided'],
    ['process.pool > 3 && false', 'fail'],
    ['process.pool > 3 && true', 'undecided'],
    ['environment.processes.exists(p, p.pool > 3 || p.threads.max == 5)', 'pass'],
    ['has(process.pool)', 'undecided'],
    ['has(process.concurrency)', 'fail'],
    ['has(process.threads.max)', 'pass'],
    ['process.concurrency > 1', 'undecided'],
    ['has(contract.memory.base)', 'fail'],
    ['10 / (process.threads.max - 5) > 1', 'undecided'],
  ])('%s is %s when the pool is unknown and the concurrency declared nowhere', (require, verdict) => {
    const rules = compiled(rule('logic', `subject: process\nseverity: error\nmessage: No.\nrequire: "${require}"\n`));
    const { counts } = evaluateRules(modelOf(webProcess({ pool: hidden, concurrency: absent() })), rules);
    expect(counts).toEqual({
      passed: Number(verdict === 'pass'),
      failed: Number(verdict === 'fail'),
      undecided: Number(verdict === 'undecided'),
    });
  });
});

describe('levels', () => {
  const levels = compiled(
    rule(
      'levels',
      `subject: process
levels:
  - { severity: error, require: "process.pool >= 5", message: far too small }
  - { severity: warning, require: "process.threads.max <= 4", message: many threads }
`,
    ),
  );

  test('the first that is not met reports', () => {
    const { diagnostics } = evaluateRules(modelOf(webProcess({ pool: stated(1, 'a.yml', 1) })), levels);
    expect(diagnostics.map(({ severity, message }) => [severity, message])).toEqual([['error', 'far too small']]);
  });

  test('a milder one reports although a worse one is undecided', () => {
    const { diagnostics, counts } = evaluateRules(modelOf(webProcess({ pool: hidden })), levels);
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['warning']);
    expect(counts.undecided).toBe(0);
  });
});

describe('several environments', () => {
  const inBoth = (staging: number): Model => ({
    environments: [
      environment({ name: 'production', processes: [webProcess({ pool: stated(1, 'config/database.yml', 7) })] }),
      environment({ name: 'staging', processes: [webProcess({ pool: stated(staging, 'config/database.yml', 7) })] }),
    ],
  });

  test('the same finding is reported once', () => {
    const { diagnostics, counts } = evaluateRules(inBoth(1), poolRule);
    expect(diagnostics.map(({ environments }) => environments)).toEqual([['production', 'staging']]);
    expect(counts.failed).toBe(2);
  });

  test('findings with other numbers are reported apart', () => {
    const { diagnostics } = evaluateRules(inBoth(2), poolRule);
    expect(diagnostics.map(({ environments, message }) => [environments, message])).toEqual([
      [['production'], 'web has 1 connection for 5 threads.'],
      [['staging'], 'web has 2 connections for 5 threads.'],
    ]);
  });
});

test('a severity of the configuration replaces the rule’s own, and `off` silences the rule', () => {
  const model = modelOf(webProcess({ pool: stated(1, 'a.yml', 1) }));
  const milder = evaluateRules(model, poolRule, { severities: new Map([['pool-small', 'notice']]) });
  expect(milder.diagnostics.map(({ severity }) => severity)).toEqual(['notice']);
  const off = evaluateRules(model, poolRule, { severities: new Map([['pool-small', 'off']]) });
  expect(off).toEqual({ diagnostics: [], undecided: [], counts: { passed: 0, failed: 0, undecided: 0 } });
});

describe('a superseded rule', () => {
  const rules = compiled(
    rule(
      'leading',
      'subject: process\nseverity: error\nrequire: process.pool >= 5\nat: process.pool\nmessage: Too small.\nfix: { set: process.pool, to: "3", safe: true, title: Write 3. }\n',
    ),
    rule(
      'following',
      `subject: process
severity: warning
require: process.pool >= 3
at: process.pool
message: On its own.
fix: { set: process.pool, to: process.threads.max, safe: false, title: Write what the contract asks for. }
supersededBy: { rules: [leading], adds: "The contract asks for {process.threads.max}." }
`,
    ),
  );

  test('adds its sentence, and its value, to the rule that leads', () => {
    const { diagnostics } = evaluateRules(modelOf(webProcess({ pool: stated(1, 'a.yml', 1) })), rules);
    expect(diagnostics.map(({ ruleId, message }) => [ruleId, message])).toEqual([
      ['leading', 'Too small. The contract asks for 5.'],
    ]);
    expect(diagnostics[0]?.suggestions.map(({ title, safe }) => [title, safe])).toEqual([
      ['Write 3.', true],
      ['Write what the contract asks for.', true],
    ]);
  });

  test('reports itself where the other one does not fail', () => {
    const { diagnostics } = evaluateRules(
      modelOf(webProcess({ pool: stated(1, 'a.yml', 1) })),
      rules.filter(({ id }) => id === 'following'),
    );
    expect(diagnostics.map(({ message }) => message)).toEqual(['On its own.']);
  });
});

describe('a fix', () => {
  const fixing = (fix: string) =>
    compiled(
      rule(
        'fixing',
        `subject: process\nseverity: error\nrequire: "false"\nmessage: No.\nfix: { set: process.pool, to: "6", ${fix} }\n`,
      ),
    );

  test.each([
    ['safe: true', [true]],
    ['safe: process.processes == 2', [true]],
    ['safe: process.processes == 3', [false]],
    ['safe: process.shutdownTimeout > 3', [false]],
    ['safe: true, when: process.processes == 2', [true]],
    ['safe: true, when: process.processes == 3', []],
    ['safe: true, when: process.shutdownTimeout > 3', []],
  ])('%s', (fix, expected) => {
    const { diagnostics } = evaluateRules(modelOf(webProcess({ shutdownTimeout: hidden })), fixing(fix));
    expect(diagnostics.flatMap(({ suggestions }) => suggestions.map(({ safe }) => safe))).toEqual(expected);
  });
});
