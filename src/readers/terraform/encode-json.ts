import type { Budget } from './budget.js';
import { type UnknownValue, unknownValue, type Value } from './value.js';

/** The JSON text of a value, keys sorted as Terraform writes them; or the unknown value in it. */
export function encodeJson(value: Value, budget: Budget): string | UnknownValue {
  if (!budget.enter()) return tooLarge(value);
  try {
    switch (value.kind) {
      case 'unknown':
        return value;
      case 'scalar':
        return JSON.stringify(value.value);
      case 'list':
        return joined(
          value.items.map((item) => encodeJson(item, budget)),
          ['[', ']'],
          value,
          budget,
        );
      case 'map': {
        if (value.rest !== undefined) return value.rest;
        const sorted = [...value.entries].sort(([a], [b]) => (a < b ? -1 : 1));
        return joined(
          sorted.map(([key, entry]) => withKey(key, encodeJson(entry, budget))),
          ['{', '}'],
          value,
          budget,
        );
      }
    }
  } finally {
    budget.leave();
  }
}

function withKey(key: string, value: string | UnknownValue): string | UnknownValue {
  return typeof value === 'string' ? `${JSON.stringify(key)}:${value}` : value;
}

function joined(
  items: readonly (string | UnknownValue)[],
  [open, close]: readonly [string, string],
  value: Value,
  budget: Budget,
): string | UnknownValue {
  const unknown = items.find((item) => typeof item !== 'string');
  if (unknown !== undefined && typeof unknown !== 'string') return unknown;
  const characters = items.reduce((sum, item) => sum + String(item).length + 1, 1);
  return budget.takeText(characters) ? `${open}${items.join(',')}${close}` : tooLarge(value);
}

function tooLarge({ trail }: Value): UnknownValue {
  return unknownValue('not-computable', 'a value that is too large', trail);
}
