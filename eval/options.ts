import { type Option, parseArguments } from '../src/cli/options.js';

/** What the evaluation is asked for. */
export interface Options {
  readonly help: boolean;
  readonly json: boolean;
  /** Recorded replies, whatever keys there are. */
  readonly recorded: boolean;
  /** Models in place of the one of the settings. */
  readonly models: readonly string[];
  /** Only cases whose names have one of these in them; all when empty. */
  readonly cases: readonly string[];
  /** Cases at a time. */
  readonly concurrency: number;
}

const OPTIONS: readonly Option[] = [
  { name: 'model', value: 'NAME', repeatable: true, says: 'Ask this model, as its provider names it' },
  { name: 'case', value: 'TEXT', repeatable: true, says: 'Only cases whose names have this in them' },
  { name: 'concurrency', value: 'N', says: 'Cases at a time (default: 2)' },
  { name: 'recorded', says: 'Recorded replies, whatever keys there are' },
  { name: 'json', says: 'Everything, for programs' },
  { name: 'help', short: 'h', says: 'Show this help' },
];

const DEFAULT_CONCURRENCY = 2;

export const HELP = `Lets a model explain and mend findings of our own fixtures, and judges what it wrote.

Usage: npm run --silent eval -- [options]

Options
${OPTIONS.map(({ name, value = '', says }) => `  --${`${name} ${value}`.padEnd(16)}${says}`).join('\n')}

With ANTHROPIC_API_KEY, or PLUMBLINE_MODEL_PROVIDER=bedrock and credentials of AWS, real models are asked, for at most
PLUMBLINE_MODEL_DAILY_BUDGET dollars each. Without, recorded replies are played: they measure the loop around a model, and no model.

Exit codes
  0  nothing that does harm would have been posted
  1  something would
  2  wrong usage or settings
`;

/** The options, or a sentence about what is wrong with them. */
export function readOptions(args: readonly string[]): Options | string {
  const parsed = parseArguments(args, OPTIONS);
  if (!parsed.ok) return parsed.problem;
  const [stray] = parsed.arguments.positionals;
  if (stray !== undefined) return `${stray} is no option. --help tells them.`;
  const concurrency = Number(parsed.arguments.one('concurrency') ?? DEFAULT_CONCURRENCY);
  if (!Number.isInteger(concurrency) || concurrency < 1) return '--concurrency must be a number from 1 on.';
  return {
    help: parsed.arguments.has('help'),
    json: parsed.arguments.has('json'),
    recorded: parsed.arguments.has('recorded'),
    models: parsed.arguments.all('model'),
    cases: parsed.arguments.all('case'),
    concurrency,
  };
}
