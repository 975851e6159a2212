import type { Budget } from './budget.js';
import { failure, type UnknownValue, type Value } from './value.js';

/** The JSON text of a value, keys sorted as Terraform writes them; or the unknown value in it. */
export function encodeJson(value: Value, budget: Budget): string | UnknownValue {
  if (!budget.enter()) return failure('a value that is too large', value.trail);
  try {
    switch (value.kind) {
      case 'unknown':
        return value;
      case 'scalar':
        return JSON.stringify(value.value);
      case 'list':
        return joined(
          value.items.map((item) => encodeJson(item, budget)),
          '[',
          ']',
        );
      case 'map': {
        if (value.rest !== undefined) return value.rest;
        const sorted = [...value.entries].sort(([a], [b]) => (a < b ? -1 : 1));
        return joined(
          sorted.map(([key, entry]) => withKey(key, encodeJson(entry, budget))),
          '{',
          '}',
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

function joined(items: readonly (string | UnknownValue)[], open: string, close: string): string | UnknownValue {
  const unknown = items.find((item) => typeof item !== 'string');
  return unknown !== undefined && typeof unknown !== 'string' ? unknown : `${open}${items.join(',')}${close}`;
}
