import type { Expression } from '../expression.js';
import type { ServerSettings } from '../facts/server-settings.js';
import type { Location } from '../location.js';
import type { WebConcurrency } from '../model.js';
import type { Hop, Setting, Traced } from '../traced.js';
import { convert, known, unknown, via, withoutSlots } from '../traced.js';
import type { ProcessCommand } from './command.js';
import type { ApplicationFacts } from './draft.js';
import type { EvaluationScope } from './evaluate.js';
import { evaluate, evaluateInteger } from './evaluate.js';
import { decidedByProcessors } from './processor-count.js';
import { gemVersion, versionAtLeast } from './versions.js';

/** What one Puma process is set to. */
export interface ServerModel {
  readonly threads: { readonly min: Setting<number>; readonly max: Setting<number> };
  readonly maxIoThreads: Setting<number>;
  readonly workers: Setting<number>;
  readonly workersSource: Setting<string>;
  readonly webConcurrency: WebConcurrency;
  /** The configuration file that is in force. */
  readonly settings?: ServerSettings;
}

/** Puma's settings in one container: command line, then the configuration file, then the environment, then the version's default. */
export function serverModel(
  application: ApplicationFacts,
  command: ProcessCommand,
  scope: EvaluationScope,
): ServerModel {
  const program = command.words[0] ?? '';
  if (!/(^|\/)(puma|pumactl|rails|rackup)$/.test(program)) return otherServer(program, command.at);
  const puma = gemVersion(application.gems, 'puma');
  if (application.gems !== undefined && !puma.known)
    return otherServer('an application server other than Puma', command.at);
  const chosen = settingsInForce(application, command, scope);
  if (chosen === 'unknown') return otherServer('its configuration file', command.at);
  const context: ServerContext = { command, scope, settings: chosen, puma };
  const workers = workerSetting(context);
  return {
    threads: threadSettings(context),
    maxIoThreads:
      chosen?.maxIoThreads === undefined
        ? known<number | null>(0, { location: chosen?.at ?? command.at, says: 'sets no max_io_threads' })
        : defaultTo(evaluateInteger(chosen.maxIoThreads, scope), 0, 'Puma default: 0 IO threads'),
    workers: workers.count,
    workersSource: workers.source,
    webConcurrency: workers.webConcurrency,
    ...(chosen === undefined ? {} : { settings: chosen }),
  };
}

interface ServerContext {
  readonly command: ProcessCommand;
  readonly scope: EvaluationScope;
  readonly settings: ServerSettings | undefined;
  readonly puma: Traced<string>;
}

function otherServer(what: string, at: Location): ServerModel {
  const none = unknown('not-computable', `the settings of ${what}`, [{ location: at, says: `runs ${what}` }]);
  return {
    threads: { min: none, max: none },
    maxIoThreads: none,
    workers: none,
    workersSource: none,
    webConcurrency: { value: none, outcome: none, reader: none },
  };
}

function settingsInForce(
  application: ApplicationFacts,
  command: ProcessCommand,
  scope: EvaluationScope,
): ServerSettings | 'unknown' | undefined {
  const prefix = application.root === '' ? '' : `${application.root}/`;
  const flag = command.flag('-C', '--config');
  if (flag === 'unknown') return 'unknown';
  if (flag !== undefined) {
    if (flag === '-') return undefined;
    const wanted = flag.replace(/^\.\//, '');
    const named = application.servers.find(
      ({ path }) =>
        path === prefix + wanted || (wanted.startsWith('/') && wanted.endsWith(`/${path.slice(prefix.length)}`)),
    );
    return named ?? 'unknown';
  }
  const railsEnv = scope.railsEnv.known ? scope.railsEnv.value : undefined;
  if (
    application.unread.some(
      (path) => path === `${prefix}config/puma.rb` || path === `${prefix}config/puma/${railsEnv}.rb`,
    )
  )
    return 'unknown';
  return (
    application.servers.find(({ path }) => path === `${prefix}config/puma/${railsEnv}.rb`) ??
    application.servers.find(({ path }) => path === `${prefix}config/puma.rb`)
  );
}

function threadSettings(context: ServerContext): { min: Setting<number>; max: Setting<number> } {
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

function defaultTo(value: Setting<number>, fallback: number, says: string): Setting<number> {
  if (!value.known || value.value !== null) return value;
  const [first] = value.trail;
  return known<number | null>(fallback, { location: first.location, says }, ...withoutSlots(value).trail);
}

interface WorkerModel {
  readonly count: Setting<number>;
  readonly source: Setting<string>;
  readonly webConcurrency: WebConcurrency;
}

function workerSetting(context: ServerContext): WorkerModel {
  const { command, scope, settings } = context;
  const variable = scope.variable('WEB_CONCURRENCY');
  const flag = command.flag('-w', '--workers');
  if (flag !== undefined) return workersFlag(flag, command.at, variable);
  if (settings?.workers !== undefined) {
    const model = workersCall(settings.workers, context, variable);
    if (model !== undefined) return model;
  }
  const [hidden] = settings?.opaqueCalls ?? [];
  if (hidden !== undefined && settings?.workers === undefined) {
    return allUnknown(
      unknown('outside-repository', `\`${hidden.text}\` may set the workers`, [
        { location: hidden.at, says: 'is a helper whose code is not in the repository' },
      ]),
      variable,
    );
  }
  return workersByVariable(context, variable);
}

function allUnknown(none: Setting<never>, value: Setting<string>): WorkerModel {
  return { count: none, source: none, webConcurrency: { value, outcome: none, reader: none } };
}

function workersFlag(flag: string, at: Location, value: Setting<string>): WorkerModel {
  const hop: Hop = { location: at, says: `runs Puma with -w ${flag}` };
  if (!/^\d+$/.test(flag)) return allUnknown(unknown('not-computable', `-w ${flag}`, [hop]), value);
  return {
    count: known<number | null>(Number(flag), hop),
    source: known<string | null>('literal', hop),
    webConcurrency: {
      value,
      outcome: known<string | null>('number', hop),
      reader: known<string | null>(`puma -w ${flag}`, hop),
    },
  };
}

/** `workers <expression>`; undefined when the call is not made (`workers n if n > 1`). */
function workersCall(
  expression: Expression,
  context: ServerContext,
  variable: Setting<string>,
): WorkerModel | undefined {
  const { scope, puma } = context;
  const processors = decidedByProcessors(expression, scope);
  const hop: Hop = { location: expression.at, says: 'workers' };
  const reader = known<string | null>(`\`workers\` in ${expression.at.path}`, hop);
  if (processors !== undefined) {
    const none = evaluateInteger(expression, scope);
    const count = none.known ? unknown('not-computable', 'the number of processors', none.trail) : none;
    return {
      count,
      source: known<string | null>(`${processors}-cpus`, hop),
      webConcurrency: { value: variable, outcome: known<string | null>('processor-count', hop), reader },
    };
  }
  const value = evaluate(expression, scope);
  if (!value.known) {
    const crash = value.reason === 'not-computable' && value.trail[0]?.says.startsWith('raises on ');
    const outcome: Setting<string> = crash ? known<string | null>('crash', ...(value.trail as [Hop, ...Hop[]])) : value;
    return { count: value, source: value, webConcurrency: { value: variable, outcome, reader } };
  }
  if (value.value === null) return undefined;
  const source = convert(value, () => (value.trail.length > 1 ? 'variable' : 'literal') as string | null);
  if (typeof value.value === 'number') {
    const count = convert(value, (number) => number as number | null);
    return {
      count,
      source,
      webConcurrency: { value: variable, outcome: convert(value, () => 'number' as string | null), reader },
    };
  }
  return textWorkers({ ...value, value: String(value.value) }, source, puma, variable, reader);
}

/** Puma < 7.2 calls `to_i` on a string, so "auto" is silently 0; Puma >= 7.2 takes "auto" as the processor count and `Integer()` of the rest. */
function textWorkers(
  value: Traced<string> & { known: true },
  source: Setting<string>,
  puma: Traced<string>,
  variable: Setting<string>,
  reader: Setting<string>,
): WorkerModel {
  const text = value.value.trim();
  if (/^\d+$/.test(text)) {
    return {
      count: convert(value, () => Number(text) as number | null),
      source,
      webConcurrency: { value: variable, outcome: convert(value, () => 'number' as string | null), reader },
    };
  }
  if (!puma.known)
    return allUnknown(
      unknown('not-declared', `what Puma makes of workers "${text}" depends on its version`, value.trail),
      variable,
    );
  const outcome = versionAtLeast(puma.value, '7.2')
    ? text === 'auto'
      ? 'processor-count'
      : 'crash'
    : /^\d/.test(text)
      ? 'number'
      : 'single';
  const told = via(
    convert(value, () => outcome as string | null),
    ...puma.trail,
  );
  const count: Setting<number> =
    outcome === 'single' || outcome === 'number'
      ? convert(value, () => (Number.parseInt(text, 10) || 0) as number | null)
      : unknown('not-computable', `workers "${text}"`, told.trail);
  return {
    count,
    source: outcome === 'processor-count' ? convert(told, () => 'container-cpus' as string | null) : source,
    webConcurrency: { value: variable, outcome: told, reader },
  };
}

/** Nothing calls `workers`: Puma >= 5 reads WEB_CONCURRENCY itself. */
function workersByVariable({ command, settings, puma }: ServerContext, variable: Setting<string>): WorkerModel {
  const at = settings?.at ?? command.at;
  const hop: Hop = { location: at, says: 'calls no `workers`: Puma reads WEB_CONCURRENCY itself' };
  if (!variable.known) return allUnknown(variable, variable);
  const reader = known<string | null>("Puma's own reading of WEB_CONCURRENCY", hop);
  const told = (outcome: string) =>
    via(
      convert(variable, () => outcome as string | null),
      hop,
    );
  const unset: WorkerModel = {
    count: via(
      convert(variable, () => 0 as number | null),
      hop,
    ),
    source: told('default'),
    webConcurrency: { value: variable, outcome: told('unset'), reader },
  };
  if (variable.value === null) return unset;
  if (!puma.known)
    return allUnknown(
      unknown('not-declared', 'whether Puma reads WEB_CONCURRENCY depends on its version', [hop]),
      variable,
    );
  if (!versionAtLeast(puma.value, '5.0')) return unset;
  const text = variable.value.trim();
  const modern = versionAtLeast(puma.value, '6.5');
  if (/^\d+$/.test(text)) {
    return {
      count: via(
        convert(variable, () => Number(text) as number | null),
        hop,
      ),
      source: told('variable'),
      webConcurrency: { value: variable, outcome: told('number'), reader },
    };
  }
  if (modern && text === '') return { ...unset, webConcurrency: { value: variable, outcome: told('number'), reader } };
  if (modern && text === 'auto') {
    return {
      count: unknown('outside-repository', "the container's CPU quota", told('x').trail),
      source: told('container-cpus'),
      webConcurrency: { value: variable, outcome: told('processor-count'), reader },
    };
  }
  return {
    count: unknown('not-computable', `WEB_CONCURRENCY=${JSON.stringify(variable.value)}`, told('x').trail),
    source: told('variable'),
    webConcurrency: { value: variable, outcome: told('crash'), reader },
  };
}
