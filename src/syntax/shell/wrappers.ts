import type { ShellWord } from './program.js';
import { literalText } from './word.js';

/** A program that runs the command given as its arguments. */
interface Wrapper {
  /** Options that take the next word as their value. */
  readonly valued?: readonly string[];
  /** Arguments of its own before the command. */
  readonly own?: number;
  /** The words that must follow its name (`exec` in `bundle exec`). */
  readonly verbs?: readonly string[];
  /** The command begins after `--`, wherever that stands. */
  readonly separator?: true;
  /** It adds variables from a store outside the repository. */
  readonly injects?: true;
}

const WRAPPERS = new Map<string, Wrapper>([
  ['bundle', { verbs: ['exec'], valued: ['--gemfile'] }],
  ['rbenv', { verbs: ['exec'] }],
  ['dumb-init', { valued: ['-r', '--rewrite'] }],
  ['tini', { valued: ['-p', '-e'] }],
  ['tini-static', { valued: ['-p', '-e'] }],
  ['catatonit', {}],
  ['my_init', {}],
  ['docker-init', {}],
  ['thrust', {}],
  ['nice', { valued: ['-n', '--adjustment'] }],
  ['ionice', { valued: ['-c', '-n'] }],
  ['timeout', { valued: ['-s', '-k', '--signal', '--kill-after'], own: 1 }],
  ['nohup', {}],
  ['time', {}],
  ['command', {}],
  ['stdbuf', { valued: ['-o', '-e', '-i'] }],
  ['gosu', { own: 1 }],
  ['su-exec', { own: 1 }],
  ['setuser', { own: 1 }],
  ['sudo', { valued: ['-u', '-g'] }],
  ['chamber', { verbs: ['exec'], separator: true, injects: true }],
  ['doppler', { verbs: ['run'], separator: true, injects: true }],
  ['aws-vault', { verbs: ['exec'], separator: true, injects: true }],
  ['op', { verbs: ['run'], separator: true, injects: true }],
  ['dotenv', { valued: ['-f', '--file'], injects: true }],
  ['wait-for-it', { separator: true }],
  ['wait-for-it.sh', { separator: true }],
  ['wait-for', { separator: true }],
]);

export interface Unwrapped {
  readonly words: readonly ShellWord[];
  /** Thruster listens in front of the command, on its own port. */
  readonly thruster: boolean;
  /** A wrapper adds variables that nobody can list. */
  readonly openVariables: boolean;
}

/** Takes off init processes, `bundle exec`, `timeout 30`, `thrust` and their like, down to the command that they run. */
export function stripWrappers(words: readonly ShellWord[]): Unwrapped {
  let unwrapped: Unwrapped = { words, thruster: false, openVariables: false };
  for (;;) {
    const name = commandName(unwrapped.words);
    const wrapper = name === undefined ? undefined : WRAPPERS.get(name);
    const rest = wrapper && wrappedCommand(unwrapped.words.slice(1), wrapper);
    if (rest === undefined || rest.length === 0) return unwrapped;
    unwrapped = {
      words: rest,
      thruster: unwrapped.thruster || name === 'thrust',
      openVariables: unwrapped.openVariables || wrapper?.injects === true,
    };
  }
}

/** The program's name without its folder: `puma` for `./bin/puma`. Undefined when a variable decides it. */
export function commandName(words: readonly ShellWord[]): string | undefined {
  const text = literalText(words[0]);
  return text?.slice(text.lastIndexOf('/') + 1);
}

function wrappedCommand(words: readonly ShellWord[], wrapper: Wrapper): readonly ShellWord[] | undefined {
  let rest = skipOptions(words, wrapper);
  for (const verb of wrapper.verbs ?? []) {
    if (literalText(rest[0]) !== verb) return undefined;
    rest = rest.slice(1);
  }
  if (wrapper.separator) {
    const separator = rest.findIndex((word) => literalText(word) === '--');
    return separator === -1 ? undefined : rest.slice(separator + 1);
  }
  return skipOptions(rest, wrapper).slice(wrapper.own ?? 0);
}

function skipOptions(words: readonly ShellWord[], wrapper: Wrapper): readonly ShellWord[] {
  let at = 0;
  for (;;) {
    const text = literalText(words[at]);
    if (text === '--') return words.slice(at + 1);
    if (text === undefined || !text.startsWith('-')) return words.slice(at);
    at += wrapper.valued?.includes(text) ? 2 : 1;
  }
}
