import type { Expression } from '../../model/expression.js';
import type { SolidQueueSection, SolidQueueSettings } from '../../model/facts/job-settings.js';
import type { Location } from '../../model/location.js';
import type { ErbYaml } from '../../syntax/erb/document.js';
import { alternatives, exclusive, keysOf, setting } from '../../syntax/erb/settings.js';
import { both, choose, literal, opaque } from '../../syntax/ruby/build.js';
import type { YamlMapping, YamlNode } from '../../syntax/yaml/node.js';

type Worker = SolidQueueSection['workers'][number];

/** The name that the whole file goes by when it has no sections: Solid Queue then uses it in every environment. */
const EVERY_ENVIRONMENT = '*';

/** What each environment runs. */
export function queueSections(file: ErbYaml, root: YamlMapping): SolidQueueSettings['environments'] {
  const keys = keysOf(root);
  if (keys.includes('workers') || keys.includes('dispatchers')) {
    return { [EVERY_ENVIRONMENT]: section(file, root, undefined) };
  }
  const sections = keys.flatMap((name) => {
    const found = exclusive(alternatives(file, root, name)).flatMap(({ entry, condition }) =>
      entry.value.kind === 'mapping' ? [section(file, entry.value, condition)] : [],
    );
    if (found.length === 0) return [];
    const workers = found.flatMap((each) => each.workers);
    return [[name, { workers, dispatchers: Math.max(...found.map((each) => each.dispatchers)) }] as const];
  });
  return Object.fromEntries(sections);
}

/** What stands for a file that could not be read: workers of which nothing is known. */
export function unknownSections(why: string, at: Location): SolidQueueSettings['environments'] {
  const unknown = opaque(why, at, 'file-not-read');
  return {
    [EVERY_ENVIRONMENT]: { workers: [{ queues: '*', threads: unknown, processes: unknown, at }], dispatchers: 0 },
  };
}

/** `condition`: under which the file has this section; its workers have no processes otherwise. */
function section(file: ErbYaml, mapping: YamlMapping, condition: Expression | undefined): SolidQueueSection {
  const listed = exclusive(alternatives(file, mapping, 'workers', condition));
  const workers = listed.flatMap((list) => {
    const needed = list.condition === undefined ? condition : both(condition, list.condition);
    return itemsOf(list.entry.value).flatMap((item) => (item.kind === 'mapping' ? [worker(file, item, needed)] : []));
  });
  const dispatchers = alternatives(file, mapping, 'dispatchers').map(({ entry }) => itemsOf(entry.value).length);
  return { workers, dispatchers: Math.max(0, ...dispatchers) };
}

function worker(file: ErbYaml, mapping: YamlMapping, listed: Expression | undefined): Worker {
  const { at } = mapping;
  const given = file.conditionAt(at.start);
  const condition = given === undefined ? listed : both(listed, given);
  const threads = setting(file, mapping, 'threads', given);
  const written = setting(file, mapping, 'processes', given);
  const processes =
    condition === undefined ? written : choose(condition, written ?? literal(1, at), literal(0, at), at);
  return {
    queues: queueNames(file, mapping),
    ...(threads !== undefined && { threads }),
    ...(processes !== undefined && { processes }),
    at,
  };
}

/** Names joined by commas, as Solid Queue takes them; `*`, its default, where they are not given. */
function queueNames(file: ErbYaml, mapping: YamlMapping): string {
  const [last] = alternatives(file, mapping, 'queues').slice(-1);
  if (last === undefined) return '*';
  const { value } = last.entry;
  const scalars = (value.kind === 'sequence' ? value.items : [value]).filter((item) => item.kind === 'scalar');
  return scalars.map((scalar) => (file.isTemplate(scalar) ? '<%= … %>' : scalar.text)).join(',');
}

function itemsOf(node: YamlNode): readonly YamlNode[] {
  return node.kind === 'sequence' ? node.items : [];
}
