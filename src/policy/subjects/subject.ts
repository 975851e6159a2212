import type { Location } from '../../model/location.js';
import type { Environment } from '../../model/model.js';
import type { RecordType } from '../expressions/record-type.js';

/** A kind of thing that rules judge, one by one. */
export interface Subject {
  /** As `subject:` of a rule names it. */
  readonly name: string;
  /** By which name expressions read the item. */
  readonly variable: string;
  readonly type: RecordType;
  /** What it is follows from all processes of an environment together, not from those of one workload. */
  readonly ofWhole: boolean;
  cases(environment: Environment): readonly Case[];
}

/** One thing that a rule judges. */
export interface Case {
  /** The record of the model that expressions read. */
  readonly item: object;
  /** Names it for people and in fingerprints: the same after lines moved and files were renamed. */
  readonly label: string;
  /** The process, server or other thing that it is about: findings about the same one can replace each other. */
  readonly about: string;
  readonly place: Location;
}

interface Definition<T extends object> extends Pick<Subject, 'name' | 'variable'> {
  readonly ofWhole?: true;
  readonly type: RecordType<T>;
  items(environment: Environment): readonly T[];
  label(item: T): string;
  about(item: T): string;
  place(item: T): Location;
}

export function defineSubject<T extends object>(definition: Definition<T>): Subject {
  const { name, variable, type, ofWhole = false, items, label, about, place } = definition;
  const cases = (environment: Environment): readonly Case[] =>
    items(environment).map((item) => ({ item, label: label(item), about: about(item), place: place(item) }));
  return { name, variable, type: { kind: 'record', name: type.name, fields: type.fields }, ofWhole, cases };
}
