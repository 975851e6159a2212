import { formatPlace } from '../../model/location.js';
import type { Process } from '../../model/model.js';
import { UNKNOWN_REASONS } from '../../model/traced.js';
import type { Display } from '../display.js';
import { printable } from '../printable.js';
import { type ProcessSetting, processSettings } from '../process-settings.js';
import { formatQuantity } from '../quantity.js';
import { displayWidth, padEnd, truncate } from '../width.js';

const MAX_VALUE_WIDTH = 44;

/** All settings of one process, each with the place that decides it. */
export function settingsLines(process: Process, { style }: Display): readonly string[] {
  const rows = processSettings(process).map((setting) => ({
    name: printable(setting.name),
    value: truncate(printable(valueText(setting)), MAX_VALUE_WIDTH),
    place: printable(decidingPlace(setting)),
    known: setting.setting.known,
  }));
  const nameWidth = Math.max(...rows.map(({ name }) => displayWidth(name)));
  const valueWidth = Math.max(...rows.map(({ value }) => displayWidth(value)));
  return [
    `${style.bold(printable(`${process.environment}/${process.id}`))}  ${style.dim(process.kind)}`,
    ...rows.map(({ name, value, place, known }) => {
      const shown = padEnd(value, valueWidth);
      return `  ${padEnd(name, nameWidth)}  ${known ? shown : style.yellow(shown)}  ${style.cyan(place)}`.trimEnd();
    }),
  ];
}

function valueText({ setting, unit }: ProcessSetting): string {
  if (!setting.known) return `? ${UNKNOWN_REASONS[setting.reason]}`;
  return setting.value === null ? '–' : formatQuantity(setting.value, unit);
}

function decidingPlace({ setting }: ProcessSetting): string {
  const [first] = setting.trail;
  return first === undefined ? '' : formatPlace(first.location);
}
