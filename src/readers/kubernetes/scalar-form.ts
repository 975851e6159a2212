import type { Slot } from '../../model/traced.js';
import { parseBytes, parseMillicores } from '../../syntax/quantity.js';
import type { YamlScalar } from '../../syntax/yaml/node.js';

/** How a field's scalar is understood, following the field's type in the Kubernetes API. */
export interface ScalarForm<T> {
  /** Completes "… is not": `a whole number`. */
  readonly expected: string;
  readonly slotFormat: Slot['format'];
  /** Undefined when Kubernetes would refuse the value. */
  read(scalar: YamlScalar): T | undefined;
}

export const WHOLE_NUMBER: ScalarForm<number> = {
  expected: 'a whole number',
  slotFormat: 'plain',
  read: ({ value }) => (typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined),
};

export const TEXT: ScalarForm<string> = {
  expected: 'text: numbers and booleans need quotes here',
  slotFormat: 'plain',
  read: ({ value }) => (typeof value === 'string' ? value : undefined),
};

/** Kubernetes' IntOrString: `1`, `25%`, `http`. */
export const NUMBER_OR_TEXT: ScalarForm<string> = {
  expected: 'a number or text',
  slotFormat: 'plain',
  read: ({ value, text }) => (typeof value === 'boolean' || value === null ? undefined : text),
};

/** A quantity of bytes. */
export const MEMORY: ScalarForm<number> = {
  expected: 'a quantity that Kubernetes accepts, as 512Mi',
  slotFormat: 'memory',
  read: ({ value, text }) => (typeof value === 'boolean' ? undefined : parseBytes(text)),
};

/** A quantity of CPU, in millicores. */
export const CPU: ScalarForm<number> = {
  expected: 'a quantity that Kubernetes accepts, as 500m',
  slotFormat: 'plain',
  read: ({ value, text }) => (typeof value === 'boolean' ? undefined : parseMillicores(text)),
};
