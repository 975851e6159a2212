import { describe, expect, test } from '@jest/globals';
import { evaluate } from '../../eval/evaluate.js';

async function run(...args: readonly string[]) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    write: (text: string | Uint8Array) => {
      written[name] += text;
    },
  });
  const exitCode = await evaluate(args, { stdout: stream('stdout'), stderr: stream('stderr') });
  return { exitCode, ...written };
}

/** What is measured differs from run to run. */
function withoutTimes(text: string): string {
  return text.replaceAll(/\d+\.\d{2}$|\d+\.\d{2}(?=, )/gm, '…').replaceAll(/\b\d+, \d+, \d+$/gm, '…');
}

const SUMMARY = `Recorded replies, some of them wrong on purpose: this measures the loop around a model, and no model.

case                         explained  patch    proposals  dollars  seconds
contract-pool-bounds         yes        solved   2          unknown  …
pool-in-a-config-map         yes        solved   2          unknown  …
redis-version-of-a-variable  yes        dropped  2          unknown  …

recorded replies
  solved by a patch that is shown                         2 of 3 (67 %)
  explained                                               3 of 3 (100 %)
  first proposal rejected                                 3 of 3 (100 %)
  second proposal rejected                                1 of 3 (33 %)
  dropped                                                 1 of 3 (33 %)
  nothing proposed                                        0 of 3 (0 %)
  not answered                                            0 of 3 (0 %)
  proposals that would have made something worse          0
  proposals rejected, though a full check finds no harm   0
  made worse and posted (must be 0)                       0
  dollars                                                 unknown: nobody told a price of this model
  tokens read, of these from the cache, and written       …
  seconds for a case, median and worst                    …, …
`;

describe('the evaluation with recorded replies', () => {
  test('tells each case, then the sums, and that no model was asked', async () => {
    const { exitCode, stdout, stderr } = await run(
      '--recorded',
      '--case',
      'pool-in-a-config-map',
      '--case',
      'redis-version-of-a-variable',
      '--case',
      'contract-pool-bounds',
    );
    expect({ exitCode, stderr, stdout: withoutTimes(stdout) }).toEqual({ exitCode: 0, stderr: '', stdout: SUMMARY });
  });

  test('tells everything to programs', async () => {
    const { exitCode, stdout } = await run('--recorded', '--json', '--case', 'readiness-behind-forced-ssl');
    const { models } = JSON.parse(stdout);
    expect(exitCode).toBe(0);
    expect(models).toMatchObject([
      {
        model: 'recorded replies',
        recorded: true,
        sums: { cases: 1, solved: 1, rejectedFirst: 1, harmful: 1, postedWorse: 0 },
        attempts: [{ id: 'readiness-behind-forced-ssl', posted: { solved: true, worse: [] } }],
      },
    ]);
  });
});

test.each([
  [['--cases', 'pool'], 'There is no option --cases. Did you mean --case?\n'],
  [['pool'], 'pool is no option. --help tells them.\n'],
  [['--concurrency', 'many'], '--concurrency must be a number from 1 on.\n'],
  [['--recorded', '--model', 'claude-opus-5-5'], '--recorded asks no model: leave --model away.\n'],
  [['--recorded', '--case', 'nothing-like-it'], 'There is no such case.\n'],
])('wrong usage %j is told in a sentence', async (args, stderr) => {
  expect(await run(...args)).toEqual({ exitCode: 2, stdout: '', stderr });
});

test('--help tells the options, and what is measured without a key', async () => {
  const { exitCode, stdout } = await run('--help');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('--concurrency N   Cases at a time (default: 2)');
  expect(stdout).toContain('they measure the loop around a model, and no model.');
});
