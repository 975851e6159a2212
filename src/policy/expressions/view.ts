import type { Location } from '../../model/location.js';
import type { Traced } from '../../model/traced.js';
import { unknown } from '../../model/traced.js';
import { type Observation, UnknownValue } from './observation.js';
import type { FieldType, FieldTypes } from './record-type.js';

const SOURCE = Symbol('source');
const OBSERVATION = Symbol('observation');
const PATH = Symbol('path');

type Fields = Readonly<Record<string, unknown>>;

/** A record of the model as expressions see it: each field that is read is recorded, and an unknown one throws. */
export interface View {
  readonly [SOURCE]: object;
  readonly [OBSERVATION]: Observation;
  readonly [PATH]: string;
}

export type ViewClass = new (source: object, observation: Observation, path: string) => View;

/** The classes by which the expression language tells one type from another, by type name. */
export class ViewClasses {
  readonly #byName = new Map<string, ViewClass>();

  of(name: string, fields: FieldTypes): ViewClass {
    const existing = this.#byName.get(name);
    if (existing !== undefined) return existing;
    const created = this.#create(name, fields);
    this.#byName.set(name, created);
    return created;
  }

  #create(name: string, fields: FieldTypes): ViewClass {
    const viewClass = class implements View {
      readonly [SOURCE]: object;
      readonly [OBSERVATION]: Observation;
      readonly [PATH]: string;
      constructor(source: object, observation: Observation, path: string) {
        this[SOURCE] = source;
        this[OBSERVATION] = observation;
        this[PATH] = path;
      }
    };
    for (const [field, type] of Object.entries(fields)) {
      const present = this.#presenter(`${name}.${field}`, type);
      Object.defineProperty(viewClass.prototype, field, {
        get(this: View) {
          const path = `${this[PATH]}.${field}`;
          const value = contentOf(Reflect.get(this[SOURCE], field), this[OBSERVATION]);
          if (value === undefined && !isGroup(type)) this[OBSERVATION].absent = path;
          return present(value, this[OBSERVATION], path);
        },
      });
    }
    return viewClass;
  }

  #presenter(name: string, type: FieldType): (value: unknown, observation: Observation, path: string) => unknown {
    if (type === 'int') return (value, _, path) => (value === undefined ? undefined : wholeNumber(value, path));
    if (type === 'string' || type === 'bool') return (value) => value;
    if (type === 'list<string>') return (value, observation) => listItems(value, observation);
    if (type === 'list<int>') {
      return (value, observation, path) => listItems(value, observation)?.map((item) => wholeNumber(item, path));
    }
    if (type === 'map<string, string>')
      return (value, observation) => lazyMap(value, (each) => contentOf(each, observation));
    const fields = isGroup(type) || type.kind === 'record' ? type.fields : type.of.fields;
    const viewClass = this.of(isGroup(type) ? name : type.kind === 'record' ? type.name : type.of.name, fields);
    const view = (value: unknown, observation: Observation, path: string) =>
      new viewClass(isFields(value) ? value : {}, observation, path);
    switch (type.kind) {
      case 'group':
        return view;
      case 'record':
        return (value, observation, path) => (value === undefined ? undefined : view(value, observation, path));
      case 'list':
        return (value, observation, path) =>
          listItems(value, observation)?.map((item, index) => view(item, observation, `${path}[${index}]`));
      case 'map':
        return (value, observation, path) => lazyMap(value, (each, key) => view(each, observation, `${path}.${key}`));
    }
  }
}

/** Where the record that a view shows is declared. */
export function placeOfView(value: unknown): Location | undefined {
  if (typeof value !== 'object' || value === null || !(SOURCE in value)) return undefined;
  const source = value[SOURCE];
  if (typeof source !== 'object' || source === null || !('at' in source)) return undefined;
  return isLocation(source.at) ? source.at : undefined;
}

/** The value behind `Traced` and `Setting`; undefined for what is declared nowhere, which is what `has()` asks for. */
function contentOf(value: unknown, observation: Observation): unknown {
  const content = isTraced(value) ? observation.read(value) : value;
  observation.countRead(content);
  return content === null ? undefined : content;
}

function listItems(value: unknown, observation: Observation): unknown[] | undefined {
  return Array.isArray(value) ? value.map((item) => contentOf(item, observation)) : undefined;
}

/** A map whose values are looked at only when they are read. */
function lazyMap(value: unknown, present: (each: unknown, key: string) => unknown): object | undefined {
  if (!isFields(value)) return undefined;
  const map = Object.create(null);
  for (const key of Object.keys(value)) {
    Object.defineProperty(map, key, { enumerable: true, get: () => present(value[key], key) });
  }
  return map;
}

function wholeNumber(value: unknown, path: string): bigint {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  throw new UnknownValue(unknown('not-computable', `${path} is ${value}, which is no whole number`));
}

function isTraced(value: unknown): value is Traced<unknown> {
  return isFields(value) && typeof value.known === 'boolean' && Array.isArray(value.trail);
}

function isLocation(value: unknown): value is Location {
  return isFields(value) && typeof value.path === 'string' && typeof value.startLine === 'number';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isGroup(type: FieldType): type is Extract<FieldType, { kind: 'group' }> {
  return typeof type === 'object' && type.kind === 'group';
}

/** The CEL name of a field's type. */
export function celTypeName(owner: string, field: string, type: FieldType): string {
  if (typeof type === 'string') return type;
  switch (type.kind) {
    case 'group':
      return `${owner}.${field}`;
    case 'record':
      return type.name;
    case 'list':
      return `list<${type.of.name}>`;
    case 'map':
      return `map<string, ${type.of.name}>`;
  }
}
