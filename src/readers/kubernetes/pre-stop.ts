import type { Container } from '../../model/facts/workload.js';
import { known, type Traced, unknown } from '../../model/traced.js';
import { commandOf } from './command.js';
import { type Fields, hop } from './fields.js';
import { WHOLE_NUMBER } from './scalar-form.js';

/** Seconds in each unit of `sleep`. */
const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3_600 };

const SHELL = /^(?:\S*\/)?(?:ba|da|a)?sh\s+-\w*c\s+/;
/** Programs that say something and do not wait for what comes of it. */
const INSTANT: ReadonlySet<string> = new Set(['kill', 'killall', 'pkill', 'nginx', 'touch', 'rm', 'echo', 'true', ':']);

/** How long the preStop hook holds back SIGTERM: its native sleep, or every `sleep N` of its command. */
export function preStopOf(container: Fields): Container['preStop'] {
  const hook = container.path('lifecycle', 'preStop');
  const at = container.child('lifecycle').entry('preStop')?.key.at;
  if (at === undefined) return undefined;
  if (hook.hidden !== undefined) return { seconds: hook.hidden };
  if (hook.has('sleep')) return { seconds: hook.child('sleep').required('seconds', WHOLE_NUMBER, 'preStop sleep', at) };
  const command = commandOf(hook.child('exec'), 'command');
  if (command === undefined) {
    const detail = 'how long the preStop hook takes is not in its declaration';
    return { seconds: unknown('not-computable', detail, [hop(at, 'preStop')]) };
  }
  const line = command.form === 'exec' ? command.words.join(' ') : command.line;
  return { seconds: sleepIn(line, () => hop(command.at, 'preStop command')) };
}

function sleepIn(line: string, trail: () => ReturnType<typeof hop>): Traced<number> {
  const sleeps = [...line.matchAll(/\bsleep\s+(\S+)/g)].map(([, duration = '']) => secondsOf(duration));
  const loops = /\b(?:while|until|for)\b/.test(line);
  if (loops || sleeps.includes(undefined) || (sleeps.length === 0 && !isInstant(line))) {
    return unknown('not-computable', `how long "${line.slice(0, 80)}" takes`, [trail()]);
  }
  return known(
    sleeps.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0),
    trail(),
  );
}

function isInstant(line: string): boolean {
  const programs = line.replace(SHELL, '').split(/[;&|\n]+/);
  return programs.every((program) => INSTANT.has(program.trim().split(/\s/, 1)[0]?.split('/').at(-1) ?? ''));
}

function secondsOf(duration: string): number | undefined {
  const [, amount, unit = ''] = /^([0-9]{1,9}(?:\.[0-9]{1,9})?)([smh]?)[;&|)'"]*$/.exec(duration) ?? [];
  return amount === undefined ? undefined : Number(amount) * (UNITS[unit] ?? 1);
}
