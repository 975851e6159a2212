import type { Brief } from '../reporters/brief/brief.js';
import { wrongSums } from './arithmetic.js';
import { claimsIn, ordersIn } from './claims.js';
import { Material } from './material.js';
import { flawsOfForm, flawsOfTitle } from './prose-form.js';
import { unknownNames } from './unknown-names.js';
import { unknownNumbers } from './unknown-numbers.js';

/** More would not help whoever writes it again. */
const MOST_REASONS = 8;

/**
 * Why an explanation is not shown, in whole sentences; empty where it is one short plain paragraph, all of whose names, numbers and
 * places stand in the brief, and which claims and orders nothing. That what it says of them is true, only the brief's rule knows.
 */
export function objectionsTo(explanation: string, brief: Brief): readonly string[] {
  const material = new Material(brief);
  const form = flawsOfForm(explanation);
  if (form.length > 0) return form;
  const sums = wrongSums(explanation, material);
  const numbers = unknownNumbers(explanation, material);
  const names = unknownNames(numbers.rest, material);
  const known = numbers.known + names.known;
  return [
    ...claimsIn(explanation),
    ...ordersIn(explanation),
    ...sums,
    ...numbers.objections,
    ...names.objections,
    ...(known === 0 ? ['It refers to nothing of the material: name the values and settings that decide.'] : []),
  ].slice(0, MOST_REASONS);
}

/** The same for the title of a proposal: one sentence in the imperative that may also speak of what the edits write. */
export function objectionsToTitle(title: string, brief: Brief, edits: readonly string[]): readonly string[] {
  const form = flawsOfTitle(title);
  if (form.length > 0) return form;
  const material = new Material(brief, edits);
  const numbers = unknownNumbers(title, material);
  const names = unknownNames(numbers.rest, material);
  return [...claimsIn(title), ...numbers.objections, ...names.objections].slice(0, MOST_REASONS);
}
