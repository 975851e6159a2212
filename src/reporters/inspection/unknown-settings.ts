import type { Environment } from '../../model/model.js';
import { UNKNOWN_REASONS } from '../../model/traced.js';
import type { Display } from '../display.js';
import { printable } from '../printable.js';
import { processSettings } from '../process-settings.js';
import { wrapAfter } from '../wrap.js';

/** Why values of the table are not known, each reason once; left out are variables, for which a Secret is normal, and what a foreign image (`other`) starts. */
export function unknownSettings(environment: Environment, { style, width }: Display): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const process of environment.processes) {
    for (const { name, setting } of processSettings(process)) {
      if (setting.known || name.startsWith('env.') || name.startsWith('pools.')) continue;
      if (process.kind === 'other' && name === 'command') continue;
      const reason = `${UNKNOWN_REASONS[setting.reason]} (${setting.detail})`;
      const settings = byReason.get(reason);
      const label = `${name} of ${process.name}`;
      if (settings === undefined) byReason.set(reason, [label]);
      else settings.push(label);
    }
  }
  if (byReason.size === 0) return [];
  return [
    '',
    ...[...byReason].flatMap(([reason, settings]) =>
      wrapAfter('  ? ', printable(`${settings.join(', ')}: ${reason}`), width).map((line) => style.dim(line)),
    ),
  ];
}
