import { readVersion } from '../check/version.js';
import { CHECK } from './check-command.js';
import type { Command } from './command.js';
import { didYouMean } from './did-you-mean.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { EXPLAIN } from './explain-command.js';
import { commandHelp, generalHelp, HELP_OPTION, VERSION_OPTION } from './help.js';
import { INSPECT } from './inspect-command.js';
import { parseArguments } from './options.js';
import { giveUp, refuse } from './refuse.js';
import type { Streams } from './streams.js';

const COMMANDS: readonly Command[] = [CHECK, EXPLAIN, INSPECT];

/** Runs one command line, without the program's name, and tells how it ended. Nothing that it does throws. */
export async function main(args: readonly string[], streams: Streams): Promise<ExitCode> {
  try {
    return await dispatch(args, streams);
  } catch (error) {
    return await failed(error, streams);
  }
}

async function dispatch(args: readonly string[], streams: Streams): Promise<ExitCode> {
  const [first, ...rest] = args;
  if (first === undefined) return refuse(`Say what to do.\n\n${generalHelp(COMMANDS).trimEnd()}`, streams);
  if (first === '--version' || first === 'version') return print(`${await readVersion()}\n`, streams);
  if (first === '--help' || first === '-h' || first === 'help') return help(rest, streams);
  const command = COMMANDS.find(({ name }) => name === first);
  if (command === undefined) return refuse(unknownCommand(first), streams);
  const parsed = parseArguments(rest, [...command.options, HELP_OPTION, VERSION_OPTION]);
  if (!parsed.ok) return refuse(`${parsed.problem}\nplumbline ${command.name} --help tells all options.`, streams);
  const { positionals } = parsed.arguments;
  if (positionals.length > 1)
    return refuse(
      `One directory is analysed at a time, and there are ${positionals.length}: ${positionals.join(' ')}.`,
      streams,
    );
  if (parsed.arguments.has('help')) return print(commandHelp(command), streams);
  if (parsed.arguments.has('version')) return print(`${await readVersion()}\n`, streams);
  return command.run(parsed.arguments, streams);
}

function help([name]: readonly string[], streams: Streams): ExitCode {
  if (name === undefined) return print(generalHelp(COMMANDS), streams);
  const command = COMMANDS.find((each) => each.name === name);
  return command === undefined ? refuse(unknownCommand(name), streams) : print(commandHelp(command), streams);
}

function unknownCommand(name: string): string {
  const names = COMMANDS.map((command) => command.name);
  if (name.startsWith('-')) {
    return `${name} comes before any command. Say the command first: plumbline check ${name}.`;
  }
  if (/[./\\]/.test(name)) return `There is no command ${name}. To check a directory: plumbline check ${name}.`;
  return `There is no command ${name}.${didYouMean(name, names)} plumbline --help tells all commands.`;
}

function print(text: string, { stdout }: Streams): ExitCode {
  stdout.write(text);
  return EXIT.nothingFound;
}

/** The one place where an unexpected error ends: with its message, and its stack for those who debug. */
async function failed(error: unknown, streams: Streams): Promise<ExitCode> {
  const { readSettings } = await import('../settings.js');
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error && readSettings().debug ? `\n${error.stack}` : '';
  return giveUp(
    `This is a bug in Plumbline: ${message}\nThere is no result. Please report it to Plumbline's issue tracker with the command line; PLUMBLINE_DEBUG=1 adds the stack.${stack}`,
    streams,
  );
}
