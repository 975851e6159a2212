import { describe, expect, test } from '@jest/globals';
import type { IgnoreEntry } from '../../src/policy/configuration.js';
import type { Diagnostic, Undecided } from '../../src/policy/diagnostic.js';
import { findDirectives } from '../../src/policy/directives.js';
import { suppress } from '../../src/policy/suppress.js';
import { Source } from '../../src/syntax/source.js';
import { place } from './model-builder.js';

const finding: Diagnostic = {
  ruleId: 'pool-small',
  severity: 'error',
  subject: 'Deployment/web/app',
  environments: ['production'],
  message: 'Too small.',
  location: place('config/database.yml', 3),
  related: [],
  suggestions: [],
  fingerprint: '0123456789abcdef',
};

const undecided: Undecided = {
  ruleId: 'pool-small',
  subject: 'Deployment/web/app',
  environments: ['production'],
  reason: 'hidden-in-secret',
  missing: ['DB_POOL'],
};

function outcome(
  given: { text?: string; ignore?: readonly Partial<IgnoreEntry>[] },
  diagnostics: readonly Diagnostic[] = [finding],
  notDecided: readonly Undecided[] = [],
) {
  const entry = { rule: 'pool-small', reason: 'measured', at: place('.github/plumbline.yml', 4) };
  const { diagnostics: remaining, suppressed } = suppress(diagnostics, notDecided, {
    directives: findDirectives(new Source('config/database.yml', given.text ?? '')),
    ignore: (given.ignore ?? []).map((each) => ({ ...entry, ...each })),
    today: '2026-11-20',
    ruleIds: ['pool-small', 'pool-large'],
  });
  return {
    reported: remaining.map(({ ruleId, message }) => `${ruleId}: ${message}`),
    suppressed: suppressed.map(
      ({ diagnostic, reason, location }) => `${diagnostic.ruleId} at ${location.startLine}: ${reason}`,
    ),
  };
}

const untouched = { reported: ['pool-small: Too small.'], suppressed: [] };

describe('a comment', () => {
  test.each([
    ['on the line', 'a:\nb:\npool: 5 # plumbline:ignore pool-small idle most of the time\n', 3],
    ['on the line above', 'a:\n# plumbline:ignore pool-small idle most of the time\npool: 5\n', 2],
    ['in ERB', 'a:\n<%# plumbline:ignore pool-small idle most of the time %>\npool: 5\n', 2],
    ['in a language with slashes', 'a:\n// plumbline:ignore pool-small idle most of the time\npool: 5\n', 2],
    ['in SQL', 'a:\n-- plumbline:ignore pool-small idle most of the time\npool: 5\n', 2],
    ['in a Go template', 'a:\n{{/* plumbline:ignore pool-small idle most of the time */}}\npool: 5\n', 2],
  ])('%s silences the finding', (_, text, line) => {
    expect(outcome({ text })).toEqual({ reported: [], suppressed: [`pool-small at ${line}: idle most of the time`] });
  });

  test('two lines above silences nothing, and says so', () => {
    expect(outcome({ text: '# plumbline:ignore pool-small idle\n\npool: 5\n' })).toEqual({
      reported: [
        'suppression-unused: pool-small reports nothing here: this suppression can go.',
        'pool-small: Too small.',
      ],
      suppressed: [],
    });
  });

  test('of another rule silences nothing', () => {
    expect(outcome({ text: '\n\npool: 5 # plumbline:ignore pool-lage idle\n' }).reported).toEqual([
      'suppression-unused: No rule is called pool-lage, so this silences nothing. Did you mean pool-large?',
      'pool-small: Too small.',
    ]);
  });

  test('without a reason silences nothing, and says so', () => {
    expect(outcome({ text: '\n\npool: 5 # plumbline:ignore pool-small\n' })).toEqual({
      reported: [
        "suppression-without-reason: This comment gives no reason, so it does not silence pool-small. Write why the finding is accepted, after the rule's id.",
        'pool-small: Too small.',
      ],
      suppressed: [],
    });
  });

  test('that is no comment is not one', () => {
    expect(outcome({ text: '\n\nname: plumbline:ignore pool-small idle\n' })).toEqual(untouched);
  });
});

describe('an entry of the configuration', () => {
  test.each([
    [{}],
    [{ subject: 'Deployment/*' }],
    [{ subject: 'Deployment/web/app' }],
    [{ path: 'config/*.yml' }],
    [{ path: 'config' }],
    [{ expires: '2026-11-20' }],
  ])('%j silences the finding', (entry) => {
    expect(outcome({ ignore: [entry] })).toEqual({ reported: [], suppressed: ['pool-small at 4: measured'] });
  });

  test.each([[{ subject: 'Deployment/worker*' }], [{ path: 'deploy/**' }], [{ rule: 'pool-large' }]])(
    '%j silences something else, and is reported as unused',
    (entry) => {
      const { reported, suppressed } = outcome({ ignore: [entry] });
      expect(reported).toEqual([expect.stringMatching(/^suppression-unused: /), 'pool-small: Too small.']);
      expect(suppressed).toEqual([]);
    },
  );

  test('past its day does not hold any more', () => {
    expect(outcome({ ignore: [{ expires: '2026-11-19', owner: '@ada' }] }).reported).toEqual([
      'suppression-expired: The finding of pool-small was accepted until 2026-11-19, and is reported again. Ask @ada whether it still stands.',
      'pool-small: Too small.',
    ]);
  });
});

test('a suppression of a rule that could not be judged is not called unused', () => {
  expect(outcome({ ignore: [{}] }, [], [undecided])).toEqual({ reported: [], suppressed: [] });
  expect(outcome({ ignore: [{}] }, [], []).reported).toHaveLength(1);
});
