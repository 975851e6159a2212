import type { Location } from '../../location.js';
import type { Hop, Setting, Traced } from '../../traced.js';
import { convert, known, unknown, via } from '../../traced.js';
import type { EvaluationScope } from '../evaluate.js';
import { evaluateInteger } from '../evaluate.js';
import { versionAtLeast } from '../versions.js';
import type { ServerContext } from './context.js';
import { defaultTo } from './context.js';

/** Threads of one process: `-t`, then the file's call, then the variables and defaults of Puma's version. */
export function threadSettings(context: ServerContext): { min: Setting<number>; max: Setting<number> } {
  const { command, scope, settings } = context;
  const flag = command.flag('-t', '--threads');
  if (flag === 'unknown') {
    const none = unknown('not-computable', 'the -t option', [{ location: command.at, says: 'runs Puma' }]);
    return { min: none, max: none };
  }
  if (flag !== undefined) return threadsFlag(flag, command.at);
  if (settings?.threads !== undefined) {
    const max = evaluateInteger(settings.threads.max, scope);
    const min = evaluateInteger(settings.threads.min, scope);
    if (!max.known || max.value !== null) return { min: defaultTo(min, 0, 'Puma default: no minimum'), max };
  }
  const [hidden] = settings?.opaqueCalls ?? [];
  if (hidden !== undefined) {
    const none = unknown('outside-repository', `\`${hidden.text}\` may set the threads`, [
      { location: hidden.at, says: 'is a helper whose code is not in the repository' },
    ]);
    return { min: none, max: none };
  }
  return defaultThreads(context);
}

function threadsFlag(flag: string, at: Location): { min: Setting<number>; max: Setting<number> } {
  const match = /^(\d+)(?::(\d+))?$/.exec(flag);
  if (match === null) {
    const none = unknown('not-computable', `-t ${flag}`, [{ location: at, says: `runs Puma with -t ${flag}` }]);
    return { min: none, max: none };
  }
  const hop: Hop = { location: at, says: `runs Puma with -t ${flag}` };
  return {
    min: known<number | null>(Number(match[1]), hop),
    max: known<number | null>(Number(match[2] ?? match[1]), hop),
  };
}

/** Puma < 5: 0 to 16 and no variables; Puma >= 5: 0 to 5, PUMA_MAX_THREADS and MAX_THREADS (puma `lib/puma/configuration.rb` at each tag). */
function defaultThreads({ command, scope, settings, puma }: ServerContext): {
  min: Setting<number>;
  max: Setting<number>;
} {
  const at = settings?.at ?? command.at;
  if (!puma.known) {
    const none = unknown('not-declared', "Puma's default threads depend on its version", puma.trail);
    return { min: none, max: none };
  }
  const modern = versionAtLeast(puma.value, '5.0');
  const hop: Hop = {
    location: at,
    says: settings === undefined ? 'no configuration file sets threads' : 'sets no threads',
  };
  const fallback = (value: number) =>
    via(
      convert(puma, () => value as number | null),
      hop,
    );
  if (!modern) return { min: fallback(0), max: fallback(16) };
  return {
    min: firstVariable(['PUMA_MIN_THREADS', 'MIN_THREADS'], scope) ?? fallback(0),
    max: firstVariable(['PUMA_MAX_THREADS', 'MAX_THREADS'], scope) ?? fallback(5),
  };
}

function firstVariable(names: readonly string[], scope: EvaluationScope): Setting<number> | undefined {
  for (const name of names) {
    const value = scope.variable(name);
    if (!value.known) return value;
    if (value.value !== null) return integerOf(value as Traced<string>, name);
  }
  return undefined;
}

function integerOf(value: Traced<string>, name: string): Setting<number> {
  if (!value.known) return value;
  return /^\s*\d+\s*$/.test(value.value)
    ? convert(value, (text) => Number.parseInt(text, 10) as number | null)
    : unknown('not-computable', `${name}=${JSON.stringify(value.value)} is no number`, value.trail);
}
