import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import { registerFunctions } from './functions.js';
import { SYNTAX_LIMITS } from './limits.js';
import type { FieldType, FieldTypes, RecordType } from './record-type.js';
import { celTypeName, ViewClasses } from './view.js';

/** A name that expressions may use, and the type of what it stands for. */
export type Variables = Readonly<Record<string, RecordType>>;

/** CEL with the types of the model: what the rules of one subject are written in. */
export interface Language {
  readonly cel: Environment;
  readonly variables: Variables;
  readonly classes: ViewClasses;
  /** Names that a rule gives to expressions of its own. */
  readonly definitions: ReadonlyMap<string, ParseResult>;
}

/** The types themselves, without a name for anything: registered once, since every language has the same. */
export class TypeSystem {
  readonly #cel = new Environment({ limits: SYNTAX_LIMITS });
  readonly #classes = new ViewClasses();
  readonly #registered = new Set<string>();

  constructor(types: readonly RecordType[]) {
    registerFunctions(this.#cel);
    for (const { name, fields } of types) this.#register(name, fields);
  }

  languageWith(variables: Variables): Language {
    const cel = this.#cel.clone();
    for (const [name, type] of Object.entries(variables)) cel.registerVariable(name, type.name);
    return { cel, variables, classes: this.#classes, definitions: new Map() };
  }

  #register(name: string, fields: FieldTypes): void {
    if (this.#registered.has(name)) return;
    this.#registered.add(name);
    const celFields = Object.entries(fields).map(([field, type]) => [field, celTypeName(name, field, type)] as const);
    for (const [field, type] of Object.entries(fields)) this.#registerNested(`${name}.${field}`, type);
    this.#cel.registerType(name, { ctor: this.#classes.of(name, fields), fields: Object.fromEntries(celFields) });
  }

  #registerNested(name: string, type: FieldType): void {
    if (typeof type === 'string') return;
    if (type.kind === 'group') this.#register(name, type.fields);
    else if (type.kind === 'record') this.#register(type.name, type.fields);
    else this.#register(type.of.name, type.of.fields);
  }
}

/** The language with one more name, for a checked expression of this language. */
export function withDefinition(language: Language, name: string, type: string, definition: ParseResult): Language {
  const definitions = new Map(language.definitions).set(name, definition);
  return { ...language, cel: language.cel.clone().registerVariable(name, type), definitions };
}
