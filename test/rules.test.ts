import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { applyEdit } from '../src/fix/apply-edit.js';
import { type Outcome, type Trial, verifySuggestions } from '../src/fix/verify.js';
import { assemble } from '../src/model/assembly/assemble.js';
import { evaluateRules } from '../src/policy/evaluate.js';
import { BUILT_IN_RULES, loadRules, readRuleFiles } from '../src/policy/load.js';
import { readers } from '../src/readers/registry.js';
import { readWorkspace } from '../src/reading/read-workspace.js';
import { openFolder } from '../src/workspace/folder.js';
import { overlay } from '../src/workspace/overlay.js';

const { rules } = loadRules(readRuleFiles(BUILT_IN_RULES));

/** Every rule judges the project: a fixture shows the rule among the others, as people meet it. */
function projectIn(folder: string): Trial {
  return {
    textOf: (path) => readFileSync(join(folder, path), 'utf8'),
    check: async (texts): Promise<Outcome> => {
      const opened = openFolder(folder);
      if (!opened.ok) throw new Error(`cannot open ${folder}`);
      const { facts, problems } = await readWorkspace(overlay(opened.workspace, texts), readers);
      expect(problems).toEqual([]);
      return evaluateRules(assemble(facts, { environments: [], unread: [] }).model, rules);
    },
  };
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** `path:line` of each line that says `expect: <rule-id>`. */
function expectedPlaces(folder: string, ruleId: string): readonly string[] {
  const mark = new RegExp(`\\bexpect: ${ruleId}(?![\\w-])`);
  return filesIn(folder).flatMap((path) =>
    readFileSync(join(folder, path), 'utf8')
      .split('\n')
      .flatMap((line, index) => (mark.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

async function outcomeIn(folder: string): Promise<Outcome> {
  return projectIn(folder).check(new Map());
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const folder = join(BUILT_IN_RULES, rule.category, id);
  const hasFixed = existsSync(join(folder, 'fixed'));

  test('reports what its failing project expects, and nothing else', async () => {
    const { diagnostics } = await outcomeIn(join(folder, 'fails'));
    const reported = diagnostics.filter(({ ruleId }) => ruleId === id);
    const places = reported.map(({ location }) => `${location.path}:${location.startLine}`);
    expect([...new Set(places)].sort()).toEqual(expectedPlaces(join(folder, 'fails'), id));
    expect(reported.map(({ message }) => message).join('\n')).not.toMatch(/\(unknown\)|undefined|NaN| {2}| \.|\. ?\./);
  });

  test('reports nothing in its passing project, and knows what it needs', async () => {
    const { diagnostics, undecided } = await outcomeIn(join(folder, 'passes'));
    expect([...diagnostics, ...undecided].filter(({ ruleId }) => ruleId === id)).toEqual([]);
  });

  test('its suggestions make the fixed project of the failing one', async () => {
    const failing = join(folder, 'fails');
    const trial = projectIn(failing);
    const verified = await verifySuggestions((await trial.check(new Map())).diagnostics, trial);
    const suggestions = verified.filter(({ ruleId }) => ruleId === id).flatMap((each) => each.suggestions);
    expect(suggestions.length > 0).toBe(hasFixed);
    if (!hasFixed) return;
    const texts = new Map(filesIn(failing).map((path) => [path, trial.textOf(path) ?? '']));
    const lastFirst = suggestions.map(({ edit }) => edit).sort((left, right) => right.start - left.start);
    for (const edit of lastFirst) texts.set(edit.path, applyEdit(texts.get(edit.path) ?? '', edit));
    const fixed = new Map(
      filesIn(join(folder, 'fixed')).map((path) => [path, readFileSync(join(folder, 'fixed', path), 'utf8')]),
    );
    expect(texts).toEqual(fixed);
  });
});

test('every rule has a page that says what the rule says', () => {
  const script = fileURLToPath(new URL('../scripts/generate-rule-pages.mjs', import.meta.url));
  expect(spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
});
