import type { Environment, Process } from '../../model/model.js';
import type { Setting } from '../../model/traced.js';
import type { Display } from '../display.js';
import { printable } from '../printable.js';
import type { Unit } from '../process-settings.js';
import { formatQuantity } from '../quantity.js';
import { displayWidth, padEnd, truncateMiddle } from '../width.js';
import { wrapAfter } from '../wrap.js';
import { unknownSettings } from './unknown-settings.js';

const UNKNOWN = '?';
const NOT_DECLARED = '–';
const MAX_CELL_WIDTH = 44;
const SOURCES_SHOWN = 4;

const COLUMNS: readonly { readonly title: string; readonly cell: (process: Process) => string }[] = [
  { title: 'process', cell: ({ id }) => id },
  { title: 'kind', cell: ({ kind }) => kind },
  { title: 'replicas', cell: ({ replicas }) => rangeCell(replicas.min, replicas.max, 'none', '–') },
  { title: 'workers', cell: ({ workers }) => valueCell(workers) },
  { title: 'threads', cell: ({ threads }) => rangeCell(threads.min, threads.max, 'none', '–') },
  { title: 'jobs', cell: ({ concurrency }) => valueCell(concurrency) },
  { title: 'pool', cell: ({ pool, pools }) => (pools.length === 0 ? valueCell(pool) : poolCell(pool)) },
  { title: 'memory', cell: ({ memory }) => rangeCell(memory.request, memory.limit, 'bytes', ' / ') },
  { title: 'cpu', cell: ({ cpu }) => rangeCell(cpu.request, cpu.limit, 'millicores', ' / ') },
];

/** Who runs where with which values: one table for each environment, and below it why values are not known. */
export function tableLines(environment: Environment, display: Display): readonly string[] {
  const { style, width } = display;
  const sources = environment.sources.slice(0, SOURCES_SHOWN).map(printable).join(', ');
  const more = environment.sources.length - SOURCES_SHOWN;
  const heading = [
    style.bold(printable(environment.name)),
    ...wrapAfter('  ', `${sources}${more > 0 ? ` and ${more} more` : ''}`, width).map((line) => style.dim(line)),
  ];
  if (environment.processes.length === 0) return [...heading, '', '  no process was found'];
  return [...heading, '', ...grid(environment.processes, display), ...unknownSettings(environment, display)];
}

function grid(processes: readonly Process[], { style }: Display): readonly string[] {
  const rows = processes.map((process) =>
    COLUMNS.map(({ cell }) => truncateMiddle(printable(cell(process)), MAX_CELL_WIDTH)),
  );
  const used = COLUMNS.map((_, index) => rows.some((row) => row[index] !== NOT_DECLARED));
  const titles = COLUMNS.map(({ title }) => title.toUpperCase());
  const widths = titles.map((title, index) =>
    Math.max(...[title, ...rows.map((row) => row[index] ?? '')].map(displayWidth)),
  );
  const line = (cells: readonly string[]) =>
    `  ${cells
      .map((cell, index) => padEnd(cell, widths[index] ?? 0))
      .filter((_, index) => used[index])
      .join('  ')
      .trimEnd()}`;
  return [style.dim(line(titles)), ...rows.map((row) => line(row))];
}

function valueCell(setting: Setting<number>): string {
  if (!setting.known) return UNKNOWN;
  return setting.value === null ? NOT_DECLARED : String(setting.value);
}

/** A null pool of a process that has a database is Rails' "no limit". */
function poolCell(setting: Setting<number>): string {
  return setting.known && setting.value === null ? 'unlimited' : valueCell(setting);
}

function rangeCell(low: Setting<number>, high: Setting<number>, unit: Unit, between: string): string {
  const [from, to] = [low, high].map((setting) => {
    if (!setting.known) return UNKNOWN;
    return setting.value === null ? NOT_DECLARED : formatQuantity(setting.value, unit);
  });
  return from === to ? String(from) : `${from}${between}${to}`;
}
