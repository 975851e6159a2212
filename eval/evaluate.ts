import type { Output } from '../src/cli/streams.js';
import { readModelSettings } from '../src/settings.js';
import { cases as allCases } from './cases/all.js';
import { type Contestant, realModel, recorded } from './contestant.js';
import { HELP, type Options, readOptions } from './options.js';
import { runCases } from './run-cases.js';
import { table } from './table.js';
import { exitCodeOf, tally } from './tally.js';

const RECORDED =
  'Recorded replies, some of them wrong on purpose: this measures the loop around a model, and no model.\n\n';

/** `npm run eval`: the exit code. */
export async function evaluate(
  args: readonly string[],
  out: { readonly stdout: Output; readonly stderr: Output },
): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string') return refuse(options, out.stderr);
  if (options.help) {
    out.stdout.write(HELP);
    return 0;
  }
  const contestants = contestantsOf(options);
  if (typeof contestants === 'string') return refuse(contestants, out.stderr);
  const wanted = options.cases;
  const cases = allCases.filter(({ id }) => wanted.length === 0 || wanted.some((text) => id.includes(text)));
  if (cases.length === 0) return refuse('There is no such case.', out.stderr);
  const results = [];
  for (const contestant of contestants) {
    const onDone = (done: number) => out.stderr.isTTY && out.stderr.write(`\r${done} of ${cases.length} cases`);
    const attempts = await runCases(cases, contestant, { concurrency: options.concurrency, onDone });
    if (out.stderr.isTTY) out.stderr.write('\r\u001b[K');
    results.push({ model: contestant.name, recorded: contestant === recorded, sums: tally(attempts), attempts });
  }
  if (options.json) out.stdout.write(`${JSON.stringify({ models: results }, null, 2)}\n`);
  else {
    if (results.some((each) => each.recorded)) out.stdout.write(RECORDED);
    out.stdout.write(results.map(({ model, attempts, sums }) => table(model, attempts, sums)).join('\n'));
  }
  return exitCodeOf(results.map(({ sums }) => sums));
}

function refuse(problem: string, stderr: Output): number {
  stderr.write(`${problem}\n`);
  return 2;
}

/** Or what is wrong with the options or the settings. */
function contestantsOf({ recorded: isRecorded, models }: Options): readonly Contestant[] | string {
  if (isRecorded) return models.length === 0 ? [recorded] : '--recorded asks no model: leave --model away.';
  const reading = readModelSettings();
  if (!reading.ok) return reading.problems.join('\n');
  const { settings } = reading;
  if (settings !== undefined) {
    return (models.length === 0 ? [settings.model] : models).map((model) => realModel({ ...settings, model }));
  }
  if (models.length === 0) return [recorded];
  return '--model needs a key: set ANTHROPIC_API_KEY, or PLUMBLINE_MODEL_PROVIDER=bedrock.';
}
