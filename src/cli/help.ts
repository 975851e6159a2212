import type { Command } from './command.js';
import type { Option } from './options.js';

export const HELP_OPTION: Option = { name: 'help', short: 'h', says: 'Show this help' };
export const VERSION_OPTION: Option = { name: 'version', says: 'Show the version' };

const EXIT_CODES = `Exit codes
  0  nothing at or above the threshold
  1  something was found
  2  wrong usage, configuration, rule or contract
  3  could not analyse`;

export function generalHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'Keeps application code and its infrastructure true to each other.',
    '',
    'Usage: plumbline <command> [options]',
    '',
    'Commands',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'plumbline <command> --help tells its options.',
    '',
  ].join('\n');
}

export function commandHelp({ summary, usage, options, examples }: Command): string {
  const rows = options.map((option) => ({ left: optionText(option), says: optionSays(option) }));
  const width = Math.max(...rows.map(({ left }) => left.length));
  return [
    `${summary}.`,
    '',
    `Usage: ${usage}`,
    '',
    'Options',
    ...rows.map(({ left, says }) => `  ${left.padEnd(width)}  ${says}`),
    '',
    'Examples',
    ...examples.map((example) => `  ${example}`),
    '',
    EXIT_CODES,
    '',
  ].join('\n');
}

function optionText({ name, short, value }: Option): string {
  const names = short === undefined ? `    --${name}` : `-${short}, --${name}`;
  return value === undefined ? names : `${names} ${value}`;
}

function optionSays({ says, choices, repeatable }: Option): string {
  return says + (choices === undefined ? '' : `: ${choices.join(', ')}`) + (repeatable ? ' (repeatable)' : '');
}
