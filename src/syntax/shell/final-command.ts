import { blankVariable, matchesPattern } from './condition.js';
import { expandWord } from './expand.js';
import type { AndOr, Case, If, Loop, Pipeline, ShellNode, ShellWord } from './program.js';
import { runSimple } from './run-command.js';
import { type Candidate, distinct, ShellState } from './shell-state.js';
import { simpleCommands } from './simple-commands.js';
import { literalText } from './word.js';

/** The command that keeps the container running, and the variables in force for it. */
export interface FinalCommand extends Candidate {
  /** False when conditions that are not known choose between several commands, or a part was not understood. */
  readonly certain: boolean;
}

const MAX_STEPS = 4000;
/** Nodes inside each other, a called function's body counting as inside its call. */
const MAX_DEPTH = 150;

/** The outcome of a command: undefined where only the container knows. */
export type Outcome = boolean | undefined;

/**
 * Follows a program to its last command. Undefined when it runs none. `args` are its arguments, as known to the caller;
 * without them `"$@"` stays in the words. Wrappers, `env` and `sh -c` are looked through. Assigned values are in terms
 * of the environment that the program is started with, whatever the order of the assignments.
 */
export function finalCommand(program: ShellNode, args?: readonly ShellWord[]): FinalCommand | undefined {
  const state = new ShellState(args);
  new Follower().run(program, state);
  const running = state.stopped ? [] : state.last;
  const candidates = distinct([...state.ended, ...running]);
  const chosen = candidates.at(-1);
  return chosen && { ...chosen, certain: candidates.length === 1 && !state.doubtful };
}

/** Executes nothing: walks the tree and keeps what is known. */
export class Follower {
  #steps = 0;
  #depth = 0;

  run(node: ShellNode, state: ShellState): Outcome {
    if (state.stopped) return undefined;
    if (++this.#steps > MAX_STEPS || this.#depth > MAX_DEPTH) {
      state.doubtful = true;
      return undefined;
    }
    this.#depth += 1;
    const outcome = this.#follow(node, state);
    this.#depth -= 1;
    return outcome;
  }

  #follow(node: ShellNode, state: ShellState): Outcome {
    switch (node.kind) {
      case 'simple':
        return runSimple(node, state, this);
      case 'sequence':
        return node.nodes.reduce<Outcome>((_, each) => this.run(each, state), true);
      case 'and-or':
        return this.#andOr(node, state);
      case 'pipeline':
        return this.#pipeline(node, state);
      case 'background':
        return this.#background(node.node, state);
      case 'subshell':
        return this.#subshell(node.body, state);
      case 'if':
        return this.#if(node, state);
      case 'loop':
        return this.#loop(node, state);
      case 'case':
        return this.#case(node, state);
      case 'function':
        state.functions.set(node.name, node.body);
        return true;
      case 'opaque':
        state.doubtful = true;
        state.openVariables = true;
        return undefined;
    }
  }

  #andOr({ first, rest }: AndOr, state: ShellState): Outcome {
    let outcome = this.run(first, state);
    let left = first;
    for (const { operator, node } of rest) {
      const runs = operator === '&&';
      if (outcome === undefined) this.#maybe(node, state, blankGuard(left, runs));
      else if (outcome === runs) outcome = this.run(node, state);
      // A command is taken to succeed; what stands behind its `||` may still set something when it does not.
      else if (!runs && left.kind === 'simple') this.#maybe(node, state, undefined, true);
      left = node;
    }
    return outcome;
  }

  /** Runs what may or may not run. `guard`: it runs exactly when that variable is blank. */
  #maybe(node: ShellNode, state: ShellState, guard?: string, recovers = false): void {
    const taken = this.#way(node, state);
    if (recovers) {
      taken.last = state.last;
      taken.ended = [];
    }
    this.#join(state, [useDefault(taken, state, guard)], false, guard);
  }

  /** All commands of a pipeline run in subshells; the first one is what a log filter is attached to. */
  #pipeline({ negated, nodes }: Pipeline, state: ShellState): Outcome {
    const [first, second] = nodes;
    if (first === undefined) return undefined;
    if (second === undefined) {
      const outcome = this.run(first, state);
      return outcome === undefined ? undefined : outcome !== negated;
    }
    this.#subshell(first, state);
    return true;
  }

  #background(node: ShellNode, state: ShellState): Outcome {
    const aside = state.fork();
    aside.last = [];
    this.run(node, aside);
    state.background = [...state.background, ...aside.ended, ...aside.last];
    return true;
  }

  /** Its assignments and its `exec` end with it. */
  #subshell(body: ShellNode, state: ShellState): Outcome {
    const inner = state.fork();
    const outcome = this.run(body, inner);
    const ran = distinct([...inner.ended, ...(inner.stopped ? [] : inner.last)]);
    if (ran.length > 0) state.last = ran;
    state.doubtful ||= inner.doubtful;
    return outcome;
  }

  #if({ branches, otherwise }: If, state: ShellState): Outcome {
    const ways: ShellState[] = [];
    let guard: string | undefined;
    let exhaustive = false;
    for (const { test, body } of branches) {
      const tested = this.#test(test, state);
      if (tested === false) continue;
      if (branches.length === 1 && otherwise === undefined) guard = blankGuard(test, true);
      ways.push(useDefault(this.#way(body, state), state, guard));
      exhaustive = tested === true;
      if (exhaustive) break;
    }
    if (!exhaustive && otherwise !== undefined) ways.push(this.#way(otherwise, state));
    return this.#join(state, ways, exhaustive || otherwise !== undefined, guard);
  }

  /** What becomes of the state if `body` runs. */
  #way(body: ShellNode, state: ShellState): ShellState {
    const way = state.fork();
    this.run(body, way);
    return way;
  }

  /** `exhaustive`: one of the ways is taken for certain. */
  #join(state: ShellState, ways: readonly ShellState[], exhaustive: boolean, guard?: string): Outcome {
    if (ways.length === 0) return true;
    const all = exhaustive ? ways : [...ways, state.fork()];
    state.merge(all.map((way) => settleGuard(way, all, guard)));
    return undefined;
  }

  /** A test is run for its outcome; what it runs is not what keeps the container running. */
  #test(test: ShellNode, state: ShellState): Outcome {
    const { last } = state;
    const outcome = this.run(test, state);
    state.last = last;
    return isTest(test) ? outcome : undefined;
  }

  #loop({ until, test, body }: Loop, state: ShellState): Outcome {
    const outcome = test && this.#test(test, state);
    if (outcome === until) return true;
    if (outcome === undefined || simpleCommands(body).some(({ words }) => literalText(words[0]) === 'break')) {
      this.#maybe(body, state);
      return undefined;
    }
    this.run(body, state);
    state.ended = [...state.ended, ...state.last];
    state.stopped = true;
    return undefined;
  }

  #case({ subject, branches }: Case, state: ShellState): Outcome {
    const text = literalText(expandWord(subject, state));
    const ways: ShellState[] = [];
    for (const { patterns, body } of branches) {
      const matches = patterns.map((pattern) => (text === undefined ? always(pattern) : matchesPattern(text, pattern)));
      if (matches.every((match) => match === false)) continue;
      ways.push(this.#way(body, state));
      if (matches.includes(true)) return this.#join(state, ways, true);
    }
    return this.#join(state, ways, false);
  }
}

/** `*` matches every subject; what other patterns do to an unknown one is unknown. */
function always(pattern: ShellWord): Outcome {
  return matchesPattern('', pattern) === true && literalText(pattern) === '*' ? true : undefined;
}

function isTest(node: ShellNode): boolean {
  if (node.kind === 'sequence') return node.nodes.length === 1 && node.nodes.every(isTest);
  if (node.kind === 'pipeline') return node.nodes.every(isTest);
  return node.kind === 'simple' && /^(\[\[?|test|true|false|:)$/.test(literalText(node.words[0]) ?? '');
}

/** The variable whose blankness is exactly the condition `node`. */
function blankGuard(node: ShellNode, wanted: boolean): string | undefined {
  if (node.kind === 'sequence' && node.nodes.length === 1 && node.nodes[0]) return blankGuard(node.nodes[0], wanted);
  return node.kind === 'simple' && wanted ? blankVariable(node.words) : undefined;
}

/** `if [ -z "$X" ]; then X=5; fi` says `X=${X:-5}`. */
function useDefault(taken: ShellState, before: ShellState, guard: string | undefined): ShellState {
  const binding = guard === undefined ? undefined : taken.variables.get(guard);
  if (guard === undefined || binding === undefined || before.variables.has(guard) || taken.stopped) return taken;
  const parts = [
    { kind: 'variable', name: guard, modifier: { operator: ':-', word: binding.value }, quoted: true },
  ] as const;
  taken.variables.set(guard, { ...binding, value: { ...binding.value, parts } });
  return taken;
}

/** Lets both ways agree about the guarded variable, whose default form holds on either. */
function settleGuard(way: ShellState, ways: readonly ShellState[], guard: string | undefined): ShellState {
  const binding = guard === undefined ? undefined : ways[0]?.variables.get(guard);
  if (guard !== undefined && binding !== undefined && !way.variables.has(guard)) way.variables.set(guard, binding);
  return way;
}
