import type { Probe, Workload } from '../../facts/workload.js';
import type { Hop, Setting } from '../../traced.js';
import { known, unknown } from '../../traced.js';

/** How a probe's command is run: as one program, or in a way that only a shell would have understood. */
interface ProbeExecution {
  /** `direct`, `needs-shell`; null for a probe that runs no command. */
  readonly execution: Setting<string>;
  /** The program that the kubelet starts: the first word. */
  readonly program: Setting<string>;
}

/** What a template engine replaces before Kubernetes sees it. */
const PLACEHOLDER = /<%|\{\{|\{%|\$\{|__[A-Z][A-Z0-9_]*__/;

const SHELL = /(?:^|\/)(?:sh|bash|ash|dash|ksh|zsh)$/;

/** The kubelet executes the words as they are; of a shell's language it knows only `$(NAME)`, a variable of the container. */
export function probeExecution(
  { action, command, at }: Probe,
  { platform, changed }: Pick<Workload, 'platform' | 'changed'>,
): ProbeExecution {
  const hop: Hop = { location: command?.at ?? at, says: 'the command of the probe' };
  if (action !== 'exec') {
    const none = known(null, { location: at, says: `a probe by ${action}` });
    return { execution: none, program: none };
  }
  if (changed !== undefined) return { execution: changed, program: changed };
  if (command?.form === 'shell' && platform === 'ecs') {
    return { execution: known('direct', hop), program: known('sh', hop) };
  }
  if (command?.form !== 'exec' || command.words.some((word) => PLACEHOLDER.test(word))) {
    const hidden = unknown('not-computable', 'the command of the probe', [hop]);
    return { execution: hidden, program: hidden };
  }
  const { words } = command;
  const execution = needsShell(words) && !startsShell(words) ? 'needs-shell' : 'direct';
  return { execution: known(execution, hop), program: known(words[0] ?? '', hop) };
}

function needsShell(words: readonly string[]): boolean {
  const [program = ''] = words;
  if (/^[A-Za-z_]\w*=/.test(program) || /\s/.test(program.trim())) return true;
  return words.some((word, index) => isOperator(word) && !endsAction(words, index)) || words.some(substitutes);
}

function isOperator(word: string): boolean {
  return ['&&', '||', '|', ';'].includes(word);
}

/** `find … -exec program {} ;` takes the semicolon as a word of its own. */
function endsAction(words: readonly string[], index: number): boolean {
  return words[index] === ';' && words.slice(0, index).some((word) => /^-(?:exec|execdir|ok|okdir)$/.test(word));
}

function substitutes(word: string): boolean {
  return /^\$\((?![-\w.]*\))/.test(word);
}

/** Also behind another program, as `timeout 5 sh -c …`. */
function startsShell(words: readonly string[]): boolean {
  const shell = words.findIndex((word) => SHELL.test(word));
  return shell !== -1 && words.slice(shell + 1).some((word) => /^-\w*c$/.test(word));
}
