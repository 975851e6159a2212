import { contractType } from './contract-type.js';
import { environmentType } from './environment-type.js';
import { type Language, TypeSystem } from './expressions/language.js';
import type { Subject } from './subjects/subject.js';
import { SUBJECTS } from './subjects/table.js';

const types = new TypeSystem([environmentType, contractType, ...SUBJECTS.map(({ type }) => type)]);
const languages = new Map<string, Language>();

/** What rules of one subject may name: the subject, its environment and the contract. */
export function languageOf(subject: Subject): Language {
  const existing = languages.get(subject.name);
  if (existing !== undefined) return existing;
  const created = types.languageWith({
    [subject.variable]: subject.type,
    environment: environmentType,
    contract: contractType,
  });
  languages.set(subject.name, created);
  return created;
}

export function subjectNamed(name: string): Subject | undefined {
  return SUBJECTS.find((subject) => subject.name === name);
}

export const SUBJECT_NAMES: readonly string[] = SUBJECTS.map(({ name }) => name);
