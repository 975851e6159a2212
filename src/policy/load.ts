import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closestWord } from '../syntax/closest-word.js';
import type { SyntaxProblem } from '../syntax/problem.js';
import { Source } from '../syntax/source.js';
import { compareText } from './order.js';
import type { Rule } from './rule.js';
import { type RuleReading, readRule } from './rule-source.js';

/** Where the rules that Plumbline comes with lie: beside `src` and `dist`. */
export const BUILT_IN_RULES = fileURLToPath(new URL('../../rules', import.meta.url));

/** A rule.yaml longer than this is no rule. */
const MAX_RULE_LENGTH = 64 * 1024;

export interface LoadedRules {
  /** Sorted by id. */
  readonly rules: readonly Rule[];
  /** Mistakes in rules; one with any is not among `rules`. */
  readonly problems: readonly SyntaxProblem[];
}

/** The rule.yaml files of a folder on disk: `<category>/<rule-id>/rule.yaml`. Paths are as `folder` was given. */
export function readRuleFiles(folder: string): readonly Source[] {
  return directoriesIn(folder).flatMap((category) =>
    directoriesIn(join(folder, category)).flatMap((id) => {
      const path = join(folder, category, id, 'rule.yaml');
      const text = readIfPresent(path);
      return text === undefined ? [] : [new Source(path.replaceAll('\\', '/'), text)];
    }),
  );
}

/** Compiles rules of several origins (built in, organisation, repository) into one set in which every id is one rule. */
export function loadRules(files: readonly Source[]): LoadedRules {
  const rules = new Map<string, Rule>();
  const problems: SyntaxProblem[] = [];
  for (const source of files) {
    const [category = '', folder = ''] = source.path.split('/').slice(-3);
    if (source.text.length > MAX_RULE_LENGTH) {
      problems.push({ message: 'a rule must be smaller than 64 KiB', at: source.lineLocation(1) });
      continue;
    }
    const reading = readOnce(source, category, folder);
    if (!reading.ok) problems.push(...reading.problems);
    else {
      const other = rules.get(reading.rule.id);
      if (other === undefined) rules.set(reading.rule.id, reading.rule);
      else problems.push({ message: `${other.path} has this id already`, at: source.lineLocation(1) });
    }
  }
  problems.push(...strangersIn(rules));
  return { rules: [...rules.values()].sort((left, right) => compareText(left.id, right.id)), problems };
}

/** Rules that are in force for every revision are compiled for the first alone. */
const known = new WeakMap<Source, RuleReading>();

function readOnce(source: Source, category: string, folder: string): RuleReading {
  const reading = known.get(source) ?? readRule(source, category, folder);
  known.set(source, reading);
  return reading;
}

/** Superseding rules that do not exist, or are superseded themselves: an addition to what is not reported would be lost. */
function strangersIn(rules: ReadonlyMap<string, Rule>): readonly SyntaxProblem[] {
  return [...rules.values()].flatMap(({ supersededBy }) => {
    if (supersededBy === undefined) return [];
    const { at } = supersededBy;
    return supersededBy.rules.flatMap((id) => {
      const leader = rules.get(id);
      if (leader?.supersededBy !== undefined) return [{ message: `\`${id}\` is superseded itself`, at }];
      const meant = leader === undefined ? closestWord(id, rules.keys()) : undefined;
      const hint = meant === undefined ? '' : `; did you mean \`${meant}\`?`;
      return leader === undefined ? [{ message: `no rule is called \`${id}\`${hint}`, at }] : [];
    });
  });
}

function directoriesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort(compareText);
}

/** A folder without a rule.yaml is a draft or something else. */
function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
