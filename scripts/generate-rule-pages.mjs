// Writes docs/rules from rules/: a page for each rule, made of its rule.yaml and its example projects, and the list of all.
// With --check it writes nothing and fails when a page is not what it would write.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';

const RULES = fileURLToPath(new URL('../rules', import.meta.url));
const PAGES = fileURLToPath(new URL('../docs/rules', import.meta.url));
const LANGUAGES = { '.rb': 'ruby', '.yml': 'yaml', '.yaml': 'yaml', '.tf': 'hcl' };

function directoriesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function readRules() {
  return directoriesIn(RULES).flatMap((category) =>
    directoriesIn(join(RULES, category)).map((id) => {
      const folder = join(RULES, category, id);
      const rule = load(readFileSync(join(folder, 'rule.yaml'), 'utf8'));
      return { category, folder, levels: [rule], ...rule };
    }),
  );
}

/** The files of an example project that say something: where the rule points to, and where failing and passing differ. */
function filesOf({ id, folder }, project) {
  const text = (kind, path) => {
    const file = join(folder, kind, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const withoutMarks = (kind, path) => text(kind, path).replaceAll(/ *(#|\/\/) expect: [\w-]+/g, '');
  return readdirSync(join(folder, project), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(join(folder, project), join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter(
      (path) =>
        text('fails', path).includes(`expect: ${id}`) || withoutMarks('fails', path) !== withoutMarks('passes', path),
    )
    .sort()
    .map((path) => ({ path, text: withoutMarks(project, path) }));
}

function codeBlocks(files) {
  return files
    .map(({ path, text }) => `\`${path}\`\n\n\`\`\`${LANGUAGES[extname(path)] ?? ''}\n${text}\`\`\`\n`)
    .join('\n');
}

function severitiesOf({ levels }) {
  return [...new Set(levels.map(({ severity }) => severity))];
}

function fixOf({ levels }) {
  const fixes = levels.flatMap(({ fix }) => (fix === undefined ? [] : [fix]));
  if (fixes.length === 0) return 'none';
  if (fixes.every(({ safe }) => safe === false)) return 'suggested';
  return fixes.every(({ safe }) => safe === true)
    ? 'suggested; applied by `--fix`'
    : 'suggested; applied by `--fix` where safe';
}

function pageOf(rule) {
  const { id, title, subject, when, why, references, levels } = rule;
  const judged = levels.flatMap((level) => [
    `### ${level.severity}\n`,
    `\`\`\`text\n${level.require.trim()}\n\`\`\`\n`,
    `> ${level.message.trim().replaceAll('<', '&lt;')}\n`,
  ]);
  return [
    `<!-- Made by scripts/generate-rule-pages.mjs from rules/${rule.category}/${id}; edit those. -->`,
    `# ${title}\n`,
    `\`${id}\` · ${severitiesOf(rule).join(', ')} · fix: ${fixOf(rule)}\n`,
    `${why.trim()}\n`,
    '## What is required\n',
    `Judged for each ${subject.replaceAll('-', ' ')}${when === undefined ? '' : ` for which \`${when.trim().replaceAll(/\s+/g, ' ')}\``}.\n`,
    ...judged,
    '## Example\n',
    'This is reported:\n',
    codeBlocks(filesOf(rule, 'fails')),
    'This is not:\n',
    codeBlocks(filesOf(rule, 'passes')),
    '## To accept a finding\n',
    `\`# plumbline:ignore ${id} <reason>\` on the line or above it, or an entry under \`ignore:\` in \`.github/plumbline.yml\`.\n`,
    '## Sources\n',
    ...references.map((reference) => `- <${reference}>`),
    '',
  ].join('\n');
}

function listOf(rules) {
  const rows = rules.map(
    (rule) => `| [${rule.id}](${rule.id}.md) | ${rule.title} | ${severitiesOf(rule).join(', ')} | ${fixOf(rule)} |`,
  );
  return [
    '<!-- Made by scripts/generate-rule-pages.mjs from rules/; edit those. -->',
    '# Rules\n',
    '| Rule | What it reports | Severity | Fix |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** Every page that should exist, by file name. */
export function generatePages() {
  const rules = readRules();
  return new Map([['README.md', listOf(rules)], ...rules.map((rule) => [`${rule.id}.md`, pageOf(rule)])]);
}

/** Names of pages that are missing, differ, or belong to no rule. */
export function stalePages() {
  const pages = generatePages();
  const existing = existsSync(PAGES) ? readdirSync(PAGES) : [];
  const differing = [...pages].filter(
    ([name, text]) => !existing.includes(name) || readFileSync(join(PAGES, name), 'utf8') !== text,
  );
  return [...differing.map(([name]) => name), ...existing.filter((name) => !pages.has(name))].sort();
}

function writePages() {
  mkdirSync(PAGES, { recursive: true });
  for (const name of stalePages()) {
    const text = generatePages().get(name);
    if (text === undefined) rmSync(join(PAGES, name));
    else writeFileSync(join(PAGES, name), text);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) {
    const stale = stalePages();
    for (const name of stale) console.error(`docs/rules/${name} is not what rules/ says: run npm run docs`);
    process.exitCode = stale.length === 0 ? 0 : 1;
  } else writePages();
}
