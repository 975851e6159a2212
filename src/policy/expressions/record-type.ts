import type { Known } from '../../model/traced.js';

/** What a field of the model is to an expression. Numbers are whole, so that arithmetic is exact. */
export type FieldType =
  | 'string'
  | 'int'
  | 'bool'
  | 'list<string>'
  | 'list<int>'
  | 'map<string, string>'
  | RecordType
  | GroupType
  | ListType
  | MapType;

export type FieldTypes = Readonly<Record<string, FieldType>>;

/** A named type of the expression language: one interface of the model, with the fields that rules may read. */
export interface RecordType<T = unknown> {
  readonly kind: 'record';
  readonly name: string;
  readonly fields: FieldTypes;
  /** Never there: ties the description to the interface that it describes. (A method, so that it is compared bivariantly.) */
  describes?(value: T): void;
}

/** Fields below one name, as `memory.request` and `memory.limit`. It always exists, even where nothing is declared in it. */
export interface GroupType<T = unknown> {
  readonly kind: 'group';
  readonly fields: FieldTypes;
  describes?(value: T): void;
}

export interface ListType<T = unknown> {
  readonly kind: 'list';
  readonly of: RecordType<T>;
}

/** Records or groups by a name that is not fixed. */
export interface MapType<T = unknown> {
  readonly kind: 'map';
  readonly of: RecordType<T>;
}

/** What stands in the model once `Traced`, `Setting` and `?` are taken away. */
type Content<V> = NonNullable<[Extract<V, Known<unknown>>] extends [never] ? V : Extract<V, Known<unknown>>['value']>;

type FieldOfContent<C> = C extends string
  ? 'string'
  : C extends number
    ? 'int'
    : C extends boolean
      ? 'bool'
      : C extends readonly (infer E)[]
        ? FieldOfElement<E, Content<E>>
        : string extends keyof C
          ? FieldOfValues<C[keyof C & string], Content<C[keyof C & string]>>
          : RecordType<C> | GroupType<C>;

type FieldOfElement<E, C> = C extends string ? 'list<string>' : C extends number ? 'list<int>' : ListType<E>;

type FieldOfValues<V, C> = C extends string ? 'map<string, string>' : MapType<V>;

/** The field types that fit the properties of `T`: a field that the model lacks, or of another type, does not compile. */
export type FieldsOf<T> = { readonly [K in keyof T]?: FieldOfContent<Content<T[K]>> };

export function recordType<T>(name: string, fields: FieldsOf<T>): RecordType<T> {
  return { kind: 'record', name, fields: definedFields(fields) };
}

export function groupType<T>(fields: FieldsOf<T>): GroupType<T> {
  return { kind: 'group', fields: definedFields(fields) };
}

export function listOf<T>(of: RecordType<T>): ListType<T> {
  return { kind: 'list', of };
}

export function mapOf<T>(of: RecordType<T>): MapType<T> {
  return { kind: 'map', of };
}

function definedFields(fields: object): FieldTypes {
  const defined: Record<string, FieldType> = {};
  for (const [name, type] of Object.entries(fields)) if (type !== undefined) defined[name] = type;
  return defined;
}
