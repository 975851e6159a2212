import type { ShellWord } from './program.js';
import { literalText } from './word.js';
import { commandName } from './wrappers.js';

/** The options by which a server puts itself into the background; Puma 5 and Sidekiq 6 have dropped theirs. */
const DAEMON_OPTIONS = new Map([
  ['rails', ['-d', '--daemon']],
  ['puma', ['-d', '--daemon']],
  ['sidekiq', ['-d', '--daemon']],
  ['unicorn', ['-D', '--daemonize']],
  ['unicorn_rails', ['-D', '--daemonize']],
]);

/** Whether a command, without its wrappers, keeps running after it has returned to the shell. */
export function isDaemon(words: readonly ShellWord[]): boolean {
  const options = DAEMON_OPTIONS.get(commandName(words) ?? '');
  return options !== undefined && words.some((word) => options.includes(literalText(word) ?? ''));
}

/** `tail -f log`, which holds a container open for what runs in the background. */
export function followsFile(words: readonly ShellWord[]): boolean {
  const [program, ...options] = words.map((word) => literalText(word));
  return (
    program === 'tail' && options.some((option) => /^(-[a-zA-Z]*[fF]\w*|--follow(=.*)?|--retry)$/.test(option ?? ''))
  );
}
