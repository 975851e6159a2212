import type { Location } from '../../model/location.js';
import type { Model } from '../../model/model.js';
import type { Traced } from '../../model/traced.js';

/** One value of the joined model: declared, following from what is declared, or a name. */
export type Leaf = {
  /** Where it stands in the model: `production`, `processes`, `Deployment/web/rails`, `memory`, `limit`. */
  readonly at: readonly string[];
} & (
  | { readonly kind: 'traced'; readonly traced: Traced<unknown> }
  /** What a record is called, or of which kind it is. */
  | { readonly kind: 'plain'; readonly value: string | number | boolean }
);

/** By where they stand. */
export type Leaves = ReadonlyMap<string, Leaf>;

/** The values of a model. Walks whatever there is, so that what is added to the model is compared as well. Places are no values. */
export function leavesOf(model: Model): Leaves {
  const leaves: Leaf[] = [];
  // Which files say something of an environment is no value: what they say is.
  for (const { sources: _, name, ...records } of model.environments) walk(records, [name], leaves);
  return new Map(leaves.map((leaf) => [leaf.at.join(' '), leaf]));
}

function walk(value: unknown, at: readonly string[], leaves: Leaf[]): void {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    leaves.push({ kind: 'plain', at, value });
  } else if (isTraced(value)) {
    leaves.push({ kind: 'traced', at, traced: value });
  } else if (Array.isArray(value)) {
    const seen = new Map<string, number>();
    for (const each of value) {
      const name = nameOf(each);
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      walk(each, [...at, count === 1 ? name : `${name} (${count})`], leaves);
    }
  } else if (isRecord(value) && !isLocation(value)) {
    for (const [key, each] of Object.entries(value)) {
      // What belongs to a process repeats all of it.
      if (key !== 'process' || !isRecord(each)) walk(each, [...at, key], leaves);
    }
  }
}

/** What tells a record of a list from the others, and stays when a setting of it is changed. */
const NAMING = ['database', 'service', 'port', 'type', 'name', 'variable', 'declaredBy'] as const;

function nameOf(record: unknown): string {
  if (!isRecord(record)) return String(record);
  const { id, process, formula } = record;
  if (typeof id === 'string') return id;
  const owner = isRecord(process) ? process.id : process;
  const law = isRecord(formula) ? formula.name : undefined;
  const own = NAMING.map((key) => record[key]).filter((each) => typeof each === 'string' || typeof each === 'number');
  return [owner, law, ...own].filter((each) => each !== undefined && each !== '').join(' ');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTraced(value: unknown): value is Traced<unknown> {
  return isRecord(value) && typeof value.known === 'boolean' && Array.isArray(value.trail);
}

function isLocation(value: object): value is Location {
  return 'startLine' in value && 'path' in value;
}

/** Two values are the same when a reader of the report would say so; where they come from does not count. */
export function sameLeaf(one: Leaf, other: Leaf): boolean {
  return spelled(one) === spelled(other);
}

function spelled(leaf: Leaf): string {
  if (leaf.kind === 'plain') return JSON.stringify(leaf.value);
  return leaf.traced.known ? JSON.stringify(leaf.traced.value) : `unknown ${leaf.traced.reason}`;
}
