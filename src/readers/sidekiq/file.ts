import type { Expression } from '../../model/expression.js';
import type { SidekiqSection, SidekiqSettings } from '../../model/facts/job-settings.js';
import type { ErbYaml } from '../../syntax/erb/document.js';
import { type Alternative, alternatives, child, keysOf, setting } from '../../syntax/erb/settings.js';
import { choose, literal, opaque } from '../../syntax/ruby/build.js';
import type { YamlMapping } from '../../syntax/yaml/node.js';

type Sections = Pick<SidekiqSettings, 'base' | 'environments'>;

/** Mappings at the top level that are settings; any other is named after an environment. */
const SETTINGS = new Set(['capsules', 'queues', 'limits', 'schedule', 'scheduler', 'cron', 'dynamic', 'redis', 'tls']);

/** The settings of `sidekiq.yml` and of its sections for environments. */
export function fileSections(file: ErbYaml, root: YamlMapping): Sections {
  const environments = keysOf(root).flatMap((key) => {
    const found = alternatives(file, root, key);
    const name = key.replace(/^:/, '');
    if (SETTINGS.has(name) || !found.some(({ entry }) => entry.value.kind === 'mapping')) return [];
    return [[name, environmentSection(file, found)] as const];
  });
  const base = section(file, root, undefined);
  const [printed] = file.structural;
  const concurrency = base.concurrency ?? (printed && opaque(printed.text, printed.at));
  return { base: sectionOf(concurrency, base.timeout, base.capsules), environments: Object.fromEntries(environments) };
}

/** A section that ERB writes under a condition leaves its settings unset otherwise. */
function environmentSection(file: ErbYaml, found: readonly Alternative[]): SidekiqSection {
  return found.reduce<SidekiqSection>(
    (before, { entry, condition }) => {
      if (entry.value.kind !== 'mapping') return before;
      const here = section(file, entry.value, condition);
      if (condition === undefined) return here;
      const either = (then: Expression | undefined, otherwise: Expression | undefined) =>
        then === undefined && otherwise === undefined ? undefined : choose(condition, then, otherwise, entry.at);
      const concurrency = either(here.concurrency, before.concurrency);
      const timeout = either(here.timeout, before.timeout);
      const none = literal(0, entry.at);
      return sectionOf(concurrency, timeout, [
        ...before.capsules.map((capsule) => ({
          ...capsule,
          concurrency: choose(condition, none, capsule.concurrency, entry.at),
        })),
        ...here.capsules.map((capsule) => ({
          ...capsule,
          concurrency: choose(condition, capsule.concurrency, none, entry.at),
        })),
      ]);
    },
    { capsules: [] },
  );
}

function section(file: ErbYaml, mapping: YamlMapping, given: Expression | undefined): SidekiqSection {
  return sectionOf(
    symbolSetting(file, mapping, 'concurrency', given),
    symbolSetting(file, mapping, 'timeout', given),
    capsules(file, mapping, given),
  );
}

function sectionOf(
  concurrency: Expression | undefined,
  timeout: Expression | undefined,
  all: SidekiqSection['capsules'],
): SidekiqSection {
  return {
    ...(concurrency !== undefined && { concurrency }),
    ...(timeout !== undefined && { timeout }),
    capsules: all,
  };
}

/** Keys are written as symbols (`:concurrency`) or as plain words; of two, Sidekiq keeps the later one. */
function symbolSetting(
  file: ErbYaml,
  mapping: YamlMapping,
  key: string,
  given: Expression | undefined,
): Expression | undefined {
  const written = keysOf(mapping)
    .filter((name) => name === key || name === `:${key}`)
    .at(-1);
  return written === undefined ? undefined : setting(file, mapping, written, given);
}

function capsules(file: ErbYaml, mapping: YamlMapping, given: Expression | undefined): SidekiqSection['capsules'] {
  const all = child(file, mapping, ':capsules', given) ?? child(file, mapping, 'capsules', given);
  if (all?.kind !== 'mapping') return [];
  return keysOf(all).flatMap((name) => {
    const capsule = child(file, all, name, given);
    if (capsule?.kind !== 'mapping') return [];
    const concurrency = symbolSetting(file, capsule, 'concurrency', given) ?? literal(null, capsule.at);
    return [{ name: name.replace(/^:/, ''), concurrency }];
  });
}
