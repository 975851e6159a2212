import type { Expression } from '../../expression.js';
import type { Location } from '../../location.js';
import type { WebConcurrency } from '../../model.js';
import type { Hop, Setting, Traced } from '../../traced.js';
import { convert, known, unknown, via } from '../../traced.js';
import { evaluate, evaluateInteger } from '../evaluate.js';
import { decidedByProcessors } from '../processor-count.js';
import { versionAtLeast } from '../versions.js';
import type { ServerContext } from './context.js';

interface WorkerModel {
  readonly count: Setting<number>;
  readonly source: Setting<string>;
  readonly webConcurrency: WebConcurrency;
}

/** Workers: `-w`, then the file's call, then WEB_CONCURRENCY as Puma's version reads it. */
export function workerSetting(context: ServerContext): WorkerModel {
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
