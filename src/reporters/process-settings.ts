import type { Process } from '../model/model.js';
import type { Setting } from '../model/traced.js';

/** One value of a process under the name that the JSON report gives it: `threads.max`, `pools.primary`, `env.RAILS_ENV`. */
export interface ProcessSetting {
  readonly name: string;
  readonly setting: Setting<string | number>;
  readonly unit: Unit;
}

export type Unit = 'none' | 'bytes' | 'millicores' | 'seconds';

/** Every setting of a process that has a value of its own, the variables last. */
export function processSettings(process: Process): readonly ProcessSetting[] {
  return [
    plain('command', process.command),
    plain('railsEnv', process.railsEnv),
    plain('replicas.min', process.replicas.min),
    plain('replicas.max', process.replicas.max),
    plain('threads.min', process.threads.min),
    plain('threads.max', process.threads.max),
    plain('workers', process.workers),
    plain('processes', process.processes),
    plain('concurrency', process.concurrency),
    plain('pool', process.pool),
    ...process.pools.map(({ database, size }) => plain(`pools.${database}`, size)),
    measured('memory.request', process.memory.request, 'bytes'),
    measured('memory.limit', process.memory.limit, 'bytes'),
    measured('cpu.request', process.cpu.request, 'millicores'),
    measured('cpu.limit', process.cpu.limit, 'millicores'),
    measured('gracePeriodSeconds', process.gracePeriodSeconds, 'seconds'),
    ...process.variables.map(({ name, value }) => plain(`env.${name}`, value)),
  ];
}

/** The settings that a name means: that one, or all below it (`threads` is `threads.min` and `threads.max`). */
export function settingsNamed(process: Process, name: string): readonly ProcessSetting[] {
  const all = processSettings(process);
  const exact = all.filter((setting) => setting.name === name);
  return exact.length > 0 ? exact : all.filter((setting) => setting.name.startsWith(`${name}.`));
}

function plain(name: string, setting: Setting<string | number>): ProcessSetting {
  return { name, setting, unit: 'none' };
}

function measured(name: string, setting: Setting<number>, unit: Unit): ProcessSetting {
  return { name, setting, unit };
}
