import type { Attempt } from './attempt.js';
import { costOf, isGood, latencyOf, type Tally } from './tally.js';

/** What one model did, for people: a line for each case, then the sums. */
export function table(name: string, attempts: readonly Attempt[], sums: Tally): string {
  const rows = [['case', 'explained', 'patch', 'proposals', 'dollars', 'seconds'], ...attempts.map(row)];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, '', name, ...summary(sums).map(([what, figure]) => `  ${what.padEnd(56)}${figure}`), ''].join('\n');
}

function row(attempt: Attempt): readonly string[] {
  const { id, explanation, proposals, calls } = attempt;
  return [
    id,
    explanation === undefined ? 'no' : 'yes',
    outcome(attempt),
    String(proposals.length),
    dollars(costOf(calls)),
    seconds(latencyOf(attempt)),
  ];
}

function outcome({ posted, proposals, failure }: Attempt): string {
  if (failure !== undefined) return `no answer: ${failure}`;
  if (posted !== undefined) return isGood(posted) ? 'solved' : 'WORSE';
  return proposals.length === 0 ? 'none proposed' : 'dropped';
}

function summary(sums: Tally): readonly (readonly [string, string])[] {
  const share = (part: number) => `${part} of ${sums.cases} (${Math.round((100 * part) / Math.max(1, sums.cases))} %)`;
  const { tokens, latency } = sums;
  return [
    ['solved by a patch that is shown', share(sums.solved)],
    ['explained', share(sums.explained)],
    ['first proposal rejected', share(sums.rejectedFirst)],
    ['second proposal rejected', share(sums.rejectedSecond)],
    ['dropped', share(sums.dropped)],
    ['nothing proposed', share(sums.silent)],
    ['not answered', share(sums.unanswered)],
    ['proposals that would have made something worse', String(sums.harmful)],
    ['proposals rejected, though a full check finds no harm', String(sums.rejectedThoughHarmless)],
    ['made worse and posted (must be 0)', String(sums.postedWorse)],
    ['dollars', costs(sums)],
    [
      'tokens read, of these from the cache, and written',
      `${tokens.input + tokens.cachedInput}, ${tokens.cachedInput}, ${tokens.output}`,
    ],
    ['seconds for a case, median and worst', `${seconds(latency.median)}, ${seconds(latency.worst)}`],
  ];
}

function costs({ cost, cases }: Tally): string {
  if (cost === undefined) return 'unknown: nobody told a price of this model';
  return `${dollars(cost)}, ${dollars(cost / Math.max(1, cases))} for a case`;
}

function dollars(cost: number | undefined): string {
  return cost === undefined ? 'unknown' : cost.toFixed(4);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2);
}
