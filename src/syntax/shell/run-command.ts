import { splitAssignment } from './assignment.js';
import { evaluateTest } from './condition.js';
import { followsFile, isDaemon } from './daemon.js';
import { expandWord, expandWords, opaqueWord } from './expand.js';
import type { Follower, Outcome } from './final-command.js';
import { parseShell } from './parse.js';
import type { ShellWord, SimpleCommand } from './program.js';
import { type Binding, type Candidate, distinct, ShellState } from './shell-state.js';
import { formatWord, literalText } from './word.js';
import { commandName, stripWrappers } from './wrappers.js';

/** Commands that end at once and keep nothing running. */
const PASSING = new Set([
  'echo',
  'printf',
  ':',
  'true',
  'break',
  'continue',
  'cd',
  'rm',
  'mkdir',
  'cp',
  'mv',
  'chmod',
  'chown',
  'touch',
  'cat',
  'ls',
  'pwd',
  'sleep',
  'trap',
  'ulimit',
  'umask',
  'shopt',
  'hash',
  'kill',
  'read',
  'date',
  'which',
  'type',
]);
const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh']);

/** Follows one simple command: binds variables, or notes the command as the last one run. */
export function runSimple(command: SimpleCommand, state: ShellState, follower: Follower): Outcome {
  if (command.words.length === 0) {
    for (const { name, value, offset } of command.assignments) state.bind(name, expandWord(value, state), offset);
    return true;
  }
  const words = expandWords(command.words, state);
  const name = literalText(words[0]);
  if (words.length === 0) return true;
  if (name === 'export' || name === 'declare' || name === 'typeset' || name === 'readonly' || name === 'local') {
    return declare(command, state, name);
  }
  return builtin(name, words, state, follower) ?? start(command, words, state, follower, false);
}

/** Undefined when `name` is no builtin or function that is followed here. */
function builtin(
  name: string | undefined,
  words: readonly ShellWord[],
  state: ShellState,
  follower: Follower,
): Outcome {
  switch (name) {
    case 'false':
      return false;
    case 'unset':
      for (const word of words.slice(1)) state.bind(literalText(word) ?? '', opaqueWord(word, 'unset'), word.start);
      return true;
    case 'shift':
      state.args = words.length === 1 ? state.args?.slice(1) : undefined;
      return true;
    case 'set':
      return setOptions(words, state);
    case 'wait':
      state.last = state.background.length > 0 ? state.background : state.last;
      return true;
    default:
      return name !== undefined && PASSING.has(name)
        ? passing(words, state)
        : callFunction(name, words, state, follower);
  }
}

/** `: ${X:=5}` sets X. */
function passing(words: readonly ShellWord[], state: ShellState): true {
  for (const part of words.flatMap((word) => word.parts)) {
    if (part.kind !== 'variable' || !part.modifier?.operator.endsWith('=') || state.variables.has(part.name)) continue;
    const offset = part.modifier.word.start;
    state.bind(part.name, { parts: [{ ...part, quoted: true }], start: offset, end: part.modifier.word.end }, offset);
  }
  return true;
}

function setOptions(words: readonly ShellWord[], state: ShellState): true {
  const options = words.slice(1).map((word) => literalText(word));
  if (options.some((option) => option === '-a' || option === 'allexport')) state.exportAll = true;
  if (options.includes('+a')) state.exportAll = false;
  const separator = options.indexOf('--');
  if (separator !== -1) state.args = words.slice(separator + 2);
  return true;
}

function callFunction(
  name: string | undefined,
  words: readonly ShellWord[],
  state: ShellState,
  follower: Follower,
): Outcome {
  const body = name === undefined ? undefined : state.functions.get(name);
  if (body === undefined) return undefined;
  const { args } = state;
  state.args = words.slice(1);
  follower.run(body, state);
  state.args = args;
  return true;
}

function declare({ words }: SimpleCommand, state: ShellState, keyword: string): true {
  const options = words.slice(1).map((word) => literalText(word) ?? '');
  const exported = keyword === 'export' || options.some((option) => /^-\w*x/.test(option));
  for (const word of words.slice(1)) {
    const assignment = splitAssignment(word);
    const name = literalText(word);
    if (assignment !== undefined)
      state.bind(assignment.name, expandWord(assignment.value, state), word.start, exported);
    else if (name !== undefined && exported && state.variables.has(name)) {
      state.bind(name, state.value(name) ?? word, state.variables.get(name)?.offset ?? word.start, true);
    }
  }
  return true;
}

/** A command that is no builtin of the shell, or one that hands over to another command. */
function start(
  command: SimpleCommand,
  words: readonly ShellWord[],
  state: ShellState,
  follower: Follower,
  viaExec: boolean,
): Outcome {
  const name = literalText(words[0]);
  if (name === '[' || name === '[[' || name === 'test') return evaluateTest(words);
  if (name === '.' || name === 'source' || name === 'eval') {
    state.openVariables = true;
    return true;
  }
  if (name === 'exit' || name === 'return') return leave(words, state);
  if (name === 'exec') return words.length === 1 ? true : start(command, words.slice(1), state, follower, true);
  const inner = state.fork();
  for (const { name: variable, value, offset } of command.assignments) {
    inner.bind(variable, expandWord(value, inner), offset, true);
  }
  const held = followsFile(words) && state.background.length > 0;
  const candidates = held ? state.background : handOver(words, inner, follower, viaExec, 0);
  if (candidates.length > 0) state.last = candidates;
  if (!held && !viaExec) state.background = [...state.background, ...candidates.filter((each) => isDaemon(each.words))];
  state.doubtful ||= inner.doubtful;
  if (viaExec) {
    state.ended = distinct([...state.ended, ...candidates]);
    state.stopped = true;
  }
  return true;
}

/** A program that gives up without having run anything is no way to keep a container running. */
function leave(words: readonly ShellWord[], state: ShellState): undefined {
  const failed = literalText(words[1]) !== undefined && literalText(words[1]) !== '0';
  if (!failed) state.ended = distinct([...state.ended, ...state.last]);
  state.stopped = true;
  return undefined;
}

/** Looks through wrappers, `env A=b` and `sh -c "…"` to the commands that run in the end. */
function handOver(
  words: readonly ShellWord[],
  state: ShellState,
  follower: Follower,
  viaExec: boolean,
  depth: number,
): readonly Candidate[] {
  const { words: rest, thruster, openVariables } = stripWrappers(words);
  state.openVariables ||= openVariables;
  const name = commandName(rest);
  const nested = depth < 8 ? nestedProgram(rest, name) : undefined;
  let candidates: readonly Candidate[];
  if (nested !== undefined) candidates = runNested(nested, state, follower, viaExec);
  else if (name === 'env' && depth < 8)
    candidates = handOver(environment(rest.slice(1), state), state, follower, viaExec, depth + 1);
  else if (rest.length === 0) return [];
  else
    candidates = [{ words: rest, assignments: inForce(state), viaExec, thruster, openVariables: state.openVariables }];
  return candidates.map((candidate) => ({ ...candidate, thruster: candidate.thruster || thruster }));
}

/** The source of a nested shell, or of one word with blanks, which `bundle exec` gives to a shell. */
function nestedProgram(
  words: readonly ShellWord[],
  name: string | undefined,
): { script: ShellWord; args: readonly ShellWord[] } | undefined {
  const [only, second] = words;
  if (only !== undefined && second === undefined && /^\w+ \S/.test(literalText(only) ?? ''))
    return { script: only, args: [] };
  if (name === undefined || !SHELLS.has(name)) return undefined;
  const option = words.findIndex((word) => /^-[a-z]*c$/.test(literalText(word) ?? ''));
  const script = words[option + 1];
  return option === -1 || script === undefined ? undefined : { script, args: words.slice(option + 3) };
}

function runNested(
  { script, args }: { script: ShellWord; args: readonly ShellWord[] },
  state: ShellState,
  follower: Follower,
  viaExec: boolean,
): readonly Candidate[] {
  const inner = new ShellState(args);
  inner.variables = new Map([...state.variables].filter(([, { exported }]) => exported));
  inner.openVariables = state.openVariables;
  follower.run(parseShell(formatWord(script), nestedPlace(script)), inner);
  state.doubtful ||= inner.doubtful;
  const candidates = distinct([...inner.ended, ...(inner.stopped ? [] : inner.last)]);
  return candidates.map((candidate) => ({ ...candidate, viaExec: viaExec && candidate.viaExec }));
}

/** Offsets inside a word in plain quotes are those of its text; elsewhere all of it is where the word is. */
function nestedPlace(script: ShellWord): (index: number) => number {
  const text = literalText(script);
  const verbatim = text !== undefined && script.end - script.start === text.length + 2;
  return (index) => (verbatim ? script.start + 1 + index : script.start);
}

/** The words of `env` after its options and assignments, which take effect in `state`. */
function environment(words: readonly ShellWord[], state: ShellState): readonly ShellWord[] {
  for (const [index, word] of words.entries()) {
    const assignment = splitAssignment(word);
    if (assignment !== undefined) state.bind(assignment.name, assignment.value, word.start, true);
    else if (!literalText(word)?.startsWith('-')) return words.slice(index);
    else if (literalText(word) !== '--') state.doubtful = true;
  }
  return [];
}

function inForce(state: ShellState): readonly Binding[] {
  return [...state.variables.values()];
}
