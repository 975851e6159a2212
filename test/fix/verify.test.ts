import { describe, expect, test } from '@jest/globals';
import { applySafeSuggestions } from '../../src/fix/apply-safe.js';
import { type Outcome, type Trial, verifySuggestions } from '../../src/fix/verify.js';
import type { Diagnostic, Undecided } from '../../src/policy/diagnostic.js';
import { Source } from '../../src/syntax/source.js';

const FILES: ReadonlyMap<string, string> = new Map([
  ['database.yml', 'production:\n  pool: 3\n'],
  ['limits.yml', 'capacity: 20\n'],
]);

/**
 * A tree whose rules are: the pool must be 5 at least, four pools must fit the capacity, and it must be a number to be
 * judged.
 */
const tree: Trial = {
  textOf: (path) => FILES.get(path),
  check: async (texts) => judge(new Map([...FILES, ...texts])),
};

function judge(files: ReadonlyMap<string, string>, safe = true): Outcome {
  const text = files.get('database.yml') ?? '';
  const written = /pool: (.*)\n/.exec(text)?.[1] ?? '';
  const start = text.indexOf(written);
  const pool = Number(written);
  const capacity = Number(/\d+/.exec(files.get('limits.yml') ?? '')?.[0]);
  const edit = { path: 'database.yml', start, end: start + written.length, newText: '5' };
  const location = new Source('database.yml', text).location(start, start + written.length);
  const base = { subject: 'web', environments: ['production'], location, related: [] };
  const diagnostics: Diagnostic[] = [];
  const undecided: Undecided[] = [];
  if (Number.isNaN(pool)) {
    undecided.push({
      ruleId: 'small',
      subject: 'web',
      environments: ['production'],
      reason: 'not-computable',
      missing: [],
    });
  } else if (pool < 5) {
    const suggestions = [{ title: 'Set the pool to 5.', edit, safe }];
    diagnostics.push({ ...base, ruleId: 'small', severity: 'error', message: 'Small.', suggestions, fingerprint: 'a' });
  }
  if (pool * 4 > capacity) {
    const excess = { margin: pool * 4 - capacity, fingerprint: 'b' };
    diagnostics.push({ ...base, ruleId: 'budget', severity: 'error', message: 'Full.', suggestions: [], ...excess });
  }
  return { diagnostics, undecided };
}

function suggesting(newText: string): readonly Diagnostic[] {
  return judge(FILES).diagnostics.map((diagnostic) => ({
    ...diagnostic,
    suggestions: diagnostic.suggestions.map((suggestion) => ({ ...suggestion, edit: { ...suggestion.edit, newText } })),
  }));
}

describe('a suggestion', () => {
  test('that holds gets its patch', async () => {
    const [diagnostic] = await verifySuggestions(suggesting('5'), tree);
    expect(diagnostic?.suggestions.map(({ patch }) => patch)).toEqual([
      {
        diff: '--- a/database.yml\n+++ b/database.yml\n@@ -1,2 +1,2 @@\n production:\n-  pool: 3\n+  pool: 5\n',
        startLine: 2,
        endLine: 2,
        replacement: '  pool: 5',
      },
    ]);
  });

  test.each([
    ['that does not resolve the finding', '4'],
    ['that makes another finding', '6'],
    ['that only makes the rule undecided', 'many'],
  ])('%s is dropped', async (_, newText) => {
    const [diagnostic] = await verifySuggestions(suggesting(newText), tree);
    expect(diagnostic?.suggestions).toEqual([]);
  });

  test('that makes an existing finding worse is dropped', async () => {
    const full: Trial = {
      textOf: (path) => (path === 'limits.yml' ? 'capacity: 10\n' : FILES.get(path)),
      check: async (texts) => judge(new Map([...FILES, ['limits.yml', 'capacity: 10\n'], ...texts])),
    };
    const { diagnostics } = await full.check(new Map());
    expect(diagnostics.map(({ ruleId }) => ruleId)).toEqual(['small', 'budget']);
    expect((await verifySuggestions(diagnostics, full)).flatMap(({ suggestions }) => suggestions)).toEqual([]);
  });

  test('for a file that has no text is dropped', async () => {
    const [diagnostic] = await verifySuggestions(suggesting('5'), { ...tree, textOf: () => undefined });
    expect(diagnostic?.suggestions).toEqual([]);
  });
});

describe('findings that want different values at one place', () => {
  /** The text is what both need: the web process 5, the worker 8. */
  const shared: Trial = {
    textOf: () => '3',
    check: async (texts) => ({ diagnostics: needs(Number(texts.get('pool') ?? '3')), undecided: [] }),
  };

  function needs(pool: number): readonly Diagnostic[] {
    const location = new Source('pool', '3').location(0, 1);
    return [
      { subject: 'web', wanted: 5, safe: true },
      { subject: 'worker', wanted: 8, safe: false },
    ]
      .filter(({ wanted }) => wanted > pool)
      .map(({ subject, wanted, safe }) => ({
        ruleId: 'small',
        severity: 'error',
        subject,
        environments: ['production'],
        message: `${subject} is small.`,
        location,
        related: [],
        suggestions: [
          { title: `Write ${wanted}.`, edit: { path: 'pool', start: 0, end: 1, newText: String(wanted) }, safe },
        ],
        margin: wanted - pool,
        fingerprint: subject,
      }));
  }

  function suggested(diagnostics: readonly Diagnostic[]) {
    return diagnostics.map(({ subject, suggestions }) => [
      subject,
      suggestions.map(({ title, safe }) => `${title} ${safe ? 'safe' : 'not safe'}`),
    ]);
  }

  test('are each offered the one that resolves both, as safe as their own rule says', async () => {
    expect(suggested(await verifySuggestions(needs(3), shared))).toEqual([
      ['web', ['Write 8. safe']],
      ['worker', ['Write 8. not safe']],
    ]);
  });

  test('keep their own where no value resolves both', async () => {
    const narrow: Trial = { ...shared, check: async (texts) => judgeNarrow(Number(texts.get('pool') ?? '3')) };
    expect(suggested(await verifySuggestions(needs(3), narrow))).toEqual([
      ['web', ['Write 5. safe']],
      ['worker', []],
    ]);
  });

  /** As `needs`, but the web process must not have more than 6. */
  function judgeNarrow(pool: number): Outcome {
    const [web] = needs(3);
    const tooMany = pool > 6 && web !== undefined ? [{ ...web, ruleId: 'large', fingerprint: 'large' }] : [];
    return { diagnostics: [...needs(pool), ...tooMany], undecided: [] };
  }

  test('are mended by one edit', async () => {
    const { texts, applied } = await applySafeSuggestions(needs(3), shared);
    expect([[...texts], applied.length]).toEqual([[['pool', '8']], 1]);
  });
});

describe('applying suggestions', () => {
  test('changes the text where it is safe', async () => {
    const { texts, applied, diagnostics } = await applySafeSuggestions(judge(FILES).diagnostics, tree);
    expect([...texts]).toEqual([['database.yml', 'production:\n  pool: 5\n']]);
    expect(applied.map(({ suggestion }) => suggestion.title)).toEqual(['Set the pool to 5.']);
    expect(diagnostics).toEqual([]);
  });

  test('leaves alone what is not safe', async () => {
    const { texts } = await applySafeSuggestions(judge(FILES, false).diagnostics, tree);
    expect([...texts]).toEqual([]);
  });

  test('leaves alone what does not hold', async () => {
    const { texts, applied } = await applySafeSuggestions(suggesting('6'), tree);
    expect([[...texts], applied]).toEqual([[], []]);
  });
});

describe('the suggestions of a large report', () => {
  const TEXT = 'a: 1\nb: 1\nc: 1\nd: 1\n';

  /** Every line must say 2; with a `c` of 2 the `d` of 2 is one too many. */
  function lines(text: string, spoiled: boolean): Outcome {
    const values = [...text.matchAll(/(\w): (\d)/g)];
    const location = new Source('numbers', text).location(0, 1);
    const base = { environments: ['production'], location, related: [], severity: 'error' } as const;
    const small = values
      .filter(([, , value]) => value === '1')
      .map(({ 1: subject = '', index }) => ({
        ...base,
        ruleId: 'small',
        subject,
        message: `${subject} is small.`,
        suggestions: [
          { title: 'Write 2.', edit: { path: 'numbers', start: index + 3, end: index + 4, newText: '2' }, safe: true },
        ],
        fingerprint: subject,
      }));
    const large = {
      ...base,
      ruleId: 'large',
      subject: 'd',
      message: 'd is large.',
      suggestions: [],
      fingerprint: 'large',
    };
    return { diagnostics: spoiled && /d: 2/.test(text) ? [...small, large] : small, undecided: [] };
  }

  async function verified(spoiled: boolean) {
    let trials = 0;
    const trial: Trial = {
      textOf: () => TEXT,
      check: async (texts) => {
        trials += 1;
        return lines(texts.get('numbers') ?? TEXT, spoiled);
      },
    };
    const diagnostics = await verifySuggestions(lines(TEXT, spoiled).diagnostics, trial);
    return {
      trials,
      held: diagnostics.filter(({ suggestions }) => suggestions.length > 0).map(({ subject }) => subject),
    };
  }

  test('are tried together, since most hold', async () => {
    expect(await verified(false)).toEqual({ trials: 1, held: ['a', 'b', 'c', 'd'] });
  });

  test('are tried in halves where they do not hold together, and the one that spoils them is dropped', async () => {
    expect(await verified(true)).toEqual({ trials: 5, held: ['a', 'b', 'c'] });
  });
});
