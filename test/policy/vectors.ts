import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { Model } from '../../src/model/model.js';
import type { Subject } from '../../src/policy/subjects/subject.js';
import { hidden, stated } from './model-builder.js';
import { soundContract, soundEnvironment } from './sound-model.js';

/** One case of a rule's vectors.yaml. */
export interface Vector {
  readonly name: string;
  /**
   * By path, as `process.pool` or `contract.memory.base`: what differs from a model in good order. null is declared
   * nowhere, "?" is unknown.
   */
  readonly given: Readonly<Record<string, unknown>>;
  readonly expect: 'pass' | 'undecided' | 'not-applicable' | 'error' | 'warning' | 'notice';
  /** A part of the message. */
  readonly says?: string;
  /** What the suggestion writes. */
  readonly writes?: string;
}

type Fields = Record<string, unknown>;

export function vectorsIn(path: string): readonly Vector[] {
  const vectors = load(readFileSync(path, 'utf8'));
  if (!Array.isArray(vectors)) throw new Error(`${path} holds no list`);
  return vectors;
}

/** A model in good order, but for the values of the vector. */
export function modelWith({ given }: Vector, { variable, cases }: Subject): Model {
  const environment = soundEnvironment();
  const contract = soundContract();
  const [judged] = cases(environment);
  if (judged === undefined) throw new Error(`the sound model has no ${variable}`);
  const [process] = environment.processes;
  // These are judged as copies, with their process.
  const copied: Fields = { variable: process?.variables[0], ignoredVariable: process?.ignoredVariables[0] };
  const roots: Fields = { contract, environment, [variable]: copied[variable] ?? judged.item };
  for (const [path, value] of Object.entries(given)) put(roots, path.split('.'), value);
  return { environments: [environment], contract };
}

function put(root: Fields, path: readonly string[], value: unknown): void {
  const [step = '', ...rest] = path;
  if (rest.length > 0) {
    root[step] ??= {};
    const next = root[step];
    if (!isFields(next)) throw new Error(`${step} holds no values`);
    put(next, rest, value);
  } else root[step] = isPlain(root, step) ? value : traced(value, root[step]);
}

/** What the model keeps without a trail: names and kinds. */
function isPlain(root: Fields, step: string): boolean {
  const before = root[step];
  return step === 'notString' || (before !== undefined && !(isFields(before) && 'known' in before));
}

/** The place stays the value's own. */
function traced(value: unknown, before: unknown): unknown {
  if (value === '?') return hidden;
  const own = isFields(before) ? Object.entries(before).find(([name]) => name === 'trail')?.[1] : undefined;
  const trail = Array.isArray(own) ? own : stated(value, 'contract.yml', 1).trail;
  return { known: true, value, trail };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
