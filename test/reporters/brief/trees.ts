import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { assemble } from '../../../src/model/assembly/assemble.js';
import type { Diagnostic } from '../../../src/policy/diagnostic.js';
import { evaluateRules } from '../../../src/policy/evaluate.js';
import { BUILT_IN_RULES, loadRules, readRuleFiles } from '../../../src/policy/load.js';
import { readers } from '../../../src/readers/registry.js';
import { readWorkspace } from '../../../src/reading/read-workspace.js';
import { Source } from '../../../src/syntax/source.js';
import { openFolder } from '../../../src/workspace/folder.js';
import { overlay } from '../../../src/workspace/overlay.js';

const { rules } = loadRules(readRuleFiles(BUILT_IN_RULES));

const REPORTED = rules.flatMap(({ id, title, why, levels: [level] }) =>
  level === undefined ? [] : [{ id, title, why, severity: level.severity }],
);

export const EXAMPLE = 'examples/rails-on-eks';

/** The failing project of each rule, and the example. */
export const TREES = [
  EXAMPLE,
  ...readdirSync(BUILT_IN_RULES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name === 'fails')
    .map((entry) => join(entry.parentPath, entry.name)),
];

/** The findings of a folder with some files replaced, and the texts of all its files. */
export async function judged(folder: string, texts: ReadonlyMap<string, string> = new Map()) {
  const opened = openFolder(folder);
  if (!opened.ok) throw new Error(`cannot open ${folder}`);
  const { facts } = await readWorkspace(overlay(opened.workspace, texts), readers);
  const { diagnostics } = evaluateRules(assemble(facts, { environments: [], unread: [] }).model, rules);
  const sources = new Map(
    [...new Set([...filesIn(folder), ...texts.keys()])].map((path) => {
      return [path, new Source(path, texts.get(path) ?? readFileSync(join(folder, path), 'utf8'))] as const;
    }),
  );
  return { diagnostics, report: { rules: REPORTED, sources } };
}

/** A finding that points to every line of every file: the most that a brief can be asked to tell. */
export function findingAbout(sources: Iterable<Source>): Diagnostic {
  const places = [...sources].map((source) => ({ location: source.lineLocation(1), says: '' }));
  const [first, ...related] = places;
  if (first === undefined) throw new Error('a tree has files');
  return {
    ruleId: 'db-pool-below-process-threads',
    severity: 'error',
    subject: 'Deployment/shop/web',
    environments: ['production'],
    message: 'Puma in web runs 16 threads but Active Record may open only 5 connections.',
    location: first.location,
    related,
    suggestions: [],
    fingerprint: '0123456789abcdef',
  };
}

export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}
