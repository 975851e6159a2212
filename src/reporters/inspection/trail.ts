import { formatPlace } from '../../model/location.js';
import type { Process } from '../../model/model.js';
import { type Hop, UNKNOWN_REASONS } from '../../model/traced.js';
import type { Source } from '../../syntax/source.js';
import type { Display } from '../display.js';
import { excerpt } from '../excerpt.js';
import { printable } from '../printable.js';
import type { ProcessSetting } from '../process-settings.js';
import { formatQuantity } from '../quantity.js';
import type { Style } from '../style.js';
import { wrap } from '../wrap.js';

const HOP_INDENT = '     ';

/** The whole story of one value: what it is, then each place that decided it with its source line, nearest first. */
export function trailLines(
  process: Process,
  { name, setting, unit }: ProcessSetting,
  sources: ReadonlyMap<string, Source>,
  display: Display,
): readonly string[] {
  const { style, width } = display;
  const subject = printable(`${process.environment}/${process.id}  ${name}`);
  const outcome = outcomeText({ name, setting, unit }, style);
  const why = setting.known ? [] : wrap(printable(`${UNKNOWN_REASONS[setting.reason]}: ${setting.detail}`), width - 2);
  return [
    `${style.bold(subject)} = ${outcome}`,
    ...why.map((line) => `  ${line}`),
    ...setting.trail.flatMap((hop, index) => ['', ...hopLines(hop, index + 1, sources, display)]),
  ];
}

function outcomeText({ setting, unit }: ProcessSetting, style: Style): string {
  if (!setting.known) return style.yellow('unknown');
  if (setting.value !== null) return style.green(printable(formatQuantity(setting.value, unit)));
  return style.yellow(setting.trail[0].inherent ? 'not applicable' : 'declared nowhere');
}

function hopLines(
  { location, says }: Hop,
  number: number,
  sources: ReadonlyMap<string, Source>,
  { style, width }: Display,
): readonly string[] {
  const source = sources.get(location.path);
  const place = printable(`${formatPlace(location)}:${location.startColumn}`);
  const shown =
    source === undefined
      ? []
      : excerpt(source, location, { style, paint: style.cyan, width: width - HOP_INDENT.length, context: 0 });
  return [
    `${String(number).padStart(3)}  ${style.cyan(place)}`,
    ...wrap(printable(says), width - HOP_INDENT.length).map((line) => HOP_INDENT + line),
    ...shown.map((line) => HOP_INDENT + line),
  ];
}
