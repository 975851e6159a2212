import type { Known, Traced } from '../../model/traced.js';
import type { Diagnostic } from '../../policy/diagnostic.js';
import { type Leaf, type Leaves, sameLeaf } from './leaves.js';
import { isSane, numbersAskedFor } from './sane-number.js';

/** Lists of a process that a repair may add to. What else there is stays as many as it was: nothing is deployed by a repair. */
const MAY_GROW = new Set(['variables', 'probes', 'references', 'ignoredVariables']);
/** Numbers that follow from others; the rules judge them. */
const COMPUTED = new Set(['demand', 'contractFormulas', 'disruptionBudgets', 'versionOrder']);
/** True is the worse of the two. */
const WORSE_WHEN_TRUE = new Set(['openVariables', 'optional']);
/** Null is as good as a number. */
const MAY_BE_LEFT_OUT = new Set(['declaredReplicas', 'breaksAtPods', 'missingSection', 'suggestion']);

/** What a proposal does to the joined model that no repair of this finding does, in sentences. */
export function modelReasons(before: Leaves, after: Leaves, diagnostic: Diagnostic): readonly string[] {
  const comparison = { before, after, diagnostic, places: placesOf(diagnostic), wanted: numbersAskedFor(diagnostic) };
  const taken = [...before].flatMap(([key, leaf]) => (after.has(key) ? [] : removalReasons(leaf, comparison)));
  const changed = [...after].flatMap(([key, leaf]) => {
    const old = before.get(key);
    if (old === undefined) return additionReasons(leaf, comparison);
    return sameLeaf(old, leaf) ? [] : changeReasons(old, leaf, comparison);
  });
  return [...new Set([...taken, ...changed])];
}

interface Comparison {
  readonly before: Leaves;
  readonly after: Leaves;
  readonly diagnostic: Diagnostic;
  /** `path:line` of the finding's places. */
  readonly places: ReadonlySet<string>;
  readonly wanted: readonly number[];
}

function placesOf({ location, related }: Diagnostic): ReadonlySet<string> {
  const locations = [location, ...related.map((place) => place.location)];
  return new Set(locations.map(({ path, startLine }) => `${path}:${startLine}`));
}

/** Whether one of the places that decided the finding decided this value too. */
function inReach(leaf: Leaf, { places }: Comparison): boolean {
  if (leaf.kind === 'plain') return false;
  return leaf.traced.trail.some(({ location: { path, startLine } }) => places.has(`${path}:${startLine}`));
}

function removalReasons(leaf: Leaf, comparison: Comparison): readonly string[] {
  const { at } = leaf;
  if (at.includes('ignoredVariables') || at.at(-1) === 'notString') return [];
  if (at.includes('variables') && (leaf.kind === 'plain' || inReach(leaf, comparison))) return [];
  return [`It takes away ${named(recordOf(at))}.`];
}

function additionReasons(leaf: Leaf, { wanted }: Comparison): readonly string[] {
  const { at } = leaf;
  const setting = at.at(-1) ?? '';
  if (setting === 'notString' || !at.some((name) => MAY_GROW.has(name))) return [`It adds ${named(recordOf(at))}.`];
  if (leaf.kind === 'plain') return leaf.value === true && WORSE_WHEN_TRUE.has(setting) ? [lost(leaf)] : [];
  const { traced } = leaf;
  if (setting === 'state' && !traced.known) return [`Nobody can know whether ${named(recordOf(at))} is there.`];
  const isAbsurd = traced.known && typeof traced.value === 'number' && !isSane(at, null, traced.value, wanted);
  return isAbsurd ? [absurd(leaf)] : [];
}

function changeReasons(old: Leaf, leaf: Leaf, comparison: Comparison): readonly string[] {
  if (old.kind === 'plain' || leaf.kind === 'plain') return mayBePointed(old, comparison) ? [] : [elsewhere(leaf)];
  const [was, is] = [old.traced, leaf.traced];
  if (was.known && !is.known) return [`Nobody can know ${named(leaf.at)} any longer.`];
  if (!is.known) return [];
  return [...valueReasons(was, is, leaf, comparison), ...(reaches(old, comparison) ? [] : [elsewhere(leaf)])];
}

/**
 * Whether a value may change at all: one of the finding's places decided it, or it is the finding's own and was not declared or known
 * before, or it follows from others.
 */
function reaches(old: Leaf, comparison: Comparison): boolean {
  const { at } = old;
  if (COMPUTED.has(at[1] ?? '') || at.includes('demand') || inReach(old, comparison)) return true;
  const isOpen = old.kind === 'traced' && (!old.traced.known || old.traced.value === null);
  return (isOpen && isSubjects(at, comparison.diagnostic)) || isNewlyScaled(at, comparison);
}

/** Subjects are labelled `readiness probe of Deployment/web/rails`. */
function isSubjects([, , record = '']: readonly string[], { subject }: Diagnostic): boolean {
  return record.split(' ').some((name) => name !== '' && subject.split(' ').includes(name));
}

/** The pods of a workload that an autoscaler reaches only now. */
function isNewlyScaled(
  [environment = '', list, process = '', setting]: readonly string[],
  { before, after }: Comparison,
): boolean {
  if (list !== 'processes' || setting !== 'replicas') return false;
  return [...after.values()].some(({ at, ...leaf }) => {
    if (at[0] !== environment || at[1] !== 'autoscalers' || at[3] !== 'target' || at[4] !== 'name') return false;
    const isTarget = leaf.kind === 'plain' && process.split('/')[1] === leaf.value;
    return isTarget && isFalse(before.get([...at.slice(0, 3), 'targetFound'].join(' ')));
  });
}

function isFalse(leaf: Leaf | undefined): boolean {
  return leaf?.kind === 'traced' && leaf.traced.known && leaf.traced.value === false;
}

/** A budget or autoscaler that points to nothing may be pointed to something; none may be pointed elsewhere. */
function mayBePointed({ at }: Leaf, { before }: Comparison): boolean {
  const flag = { disruptionBudgets: 'matched', autoscalers: 'targetFound' }[at[1] ?? ''];
  const found = flag === undefined ? undefined : before.get([...at.slice(0, 3), flag].join(' '));
  return isFalse(found);
}

function valueReasons(
  was: Traced<unknown>,
  { value }: Known<unknown>,
  leaf: Leaf,
  { wanted, after }: Comparison,
): readonly string[] {
  const setting = leaf.at.at(-1) ?? '';
  const old = was.known ? was.value : null;
  if (value === null) return old === null || MAY_BE_LEFT_OUT.has(setting) ? [] : [lost(leaf)];
  if (typeof value === 'boolean') return was.known && value === WORSE_WHEN_TRUE.has(setting) ? [lost(leaf)] : [];
  if (typeof value === 'number' && !leaf.at.some((name) => COMPUTED.has(name))) {
    const sane = isSane(leaf.at, typeof old === 'number' ? old : null, value, wanted);
    return sane && !isBelowRequest(value, leaf, after) ? [] : [absurd(leaf)];
  }
  if (setting === 'allowedDisruptions' && opensDrain(value, leaf, after)) return [lost(leaf)];
  if (setting === 'command' && shapeOf(String(value)) !== shapeOf(String(old)))
    return [`It changes ${named(leaf.at)}.`];
  return [];
}

/** Whether all pods of a workload may be evicted at once: then its budget is none. */
function opensDrain(allowed: unknown, { at }: Leaf, after: Leaves): boolean {
  const pods = knownNumber(after.get([...at.slice(0, 3), 'replicas'].join(' ')));
  return typeof allowed === 'number' && pods !== undefined && allowed >= Math.max(pods, 2);
}

/** Kubernetes refuses such a container. */
function isBelowRequest(limit: number, { at }: Leaf, after: Leaves): boolean {
  if (at.at(-1) !== 'limit') return false;
  const request = knownNumber(after.get([...at.slice(0, -1), 'request'].join(' ')));
  return request !== undefined && limit < request;
}

function knownNumber(leaf: Leaf | undefined): number | undefined {
  const value = leaf?.kind === 'traced' && leaf.traced.known ? leaf.traced.value : undefined;
  return typeof value === 'number' ? value : undefined;
}

/** A command but for its numbers: `sidekiq -c 25`. */
function shapeOf(command: string): string {
  return command.replace(/\d+/g, '0');
}

function absurd({ at }: Leaf): string {
  return `With it, ${named(at)} is too far from what it was and from what the finding asks for.`;
}

function lost({ at }: Leaf): string {
  return `It takes something from ${named(at)}.`;
}

function elsewhere({ at }: Leaf): string {
  return `It changes ${named(at)}, which is no part of this finding.`;
}

/** `memory.limit of Deployment/web/rails in production` */
function named([environment = '', list = '', record = '', ...setting]: readonly string[]): string {
  return setting.length > 0
    ? `${setting.join('.')} of ${record} in ${environment}`
    : `${record} (${list}) in ${environment}`;
}

/** The record that a value belongs to; of a list within a process, the entry there. */
function recordOf(at: readonly string[]): readonly string[] {
  const inner = at.findIndex((name, index) => index > 2 && MAY_GROW.has(name));
  return inner === -1 ? at.slice(0, 3) : at.slice(0, inner + 2);
}
