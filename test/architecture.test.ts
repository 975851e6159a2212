import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';

type Files = Readonly<Record<string, string>>;

const VOCABULARY = /^model\/(?:location|traced|expression|facts\/[\w-]+)\.ts$/;
const READER_CONTRACT = /^readers\/reader\.ts$/;
const SYNTAX_ROOT = /^syntax\/[\w-]+\.ts$/;
const JOINED_MODEL = /^model\/(?!assembly\/)/;

/**
 * Which files of other rooms a file may import: the first room that its path belongs to decides. What a group captures, one
 * of many tools or channels, is a room of its own.
 */
const ROOMS: readonly { readonly room: RegExp; readonly mayImport: readonly RegExp[] }[] = [
  { room: /^model\/assembly\//, mayImport: [JOINED_MODEL, /^syntax\/shell\//, /^syntax\/source\.ts$/] },
  { room: /^model\//, mayImport: [] },
  // ERB is Ruby within YAML.
  { room: /^syntax\/erb\//, mayImport: [VOCABULARY, SYNTAX_ROOT, /^syntax\/(?:ruby|yaml)\//] },
  { room: /^syntax\/([\w-]+)\//, mayImport: [/^model\/(?:location|traced|expression)\.ts$/, SYNTAX_ROOT] },
  { room: SYNTAX_ROOT, mayImport: [/^model\/(?:location|traced)\.ts$/, SYNTAX_ROOT] },
  { room: /^readers\/registry\.ts$/, mayImport: [/^readers\//] },
  { room: READER_CONTRACT, mayImport: [VOCABULARY, SYNTAX_ROOT] },
  { room: /^readers\/([\w-]+)\//, mayImport: [VOCABULARY, READER_CONTRACT, /^syntax\//] },
  { room: /^workspace\//, mayImport: [] },
  { room: /^ledger\//, mayImport: [/^model\/assembly\/recall\.ts$/, /^workspace\//] },
  { room: /^reading\//, mayImport: [VOCABULARY, READER_CONTRACT, SYNTAX_ROOT, /^workspace\//] },
  { room: /^policy\//, mayImport: [JOINED_MODEL, SYNTAX_ROOT, /^syntax\/yaml\//] },
  { room: /^fix\//, mayImport: [JOINED_MODEL, /^policy\//, /^syntax\/password\.ts$/] },
  // What GitHub shows is Markdown.
  {
    room: /^reporters\/(check-run|review)\//,
    mayImport: [JOINED_MODEL, /^policy\//, SYNTAX_ROOT, /^reporters\/[\w-]+\.ts$/, /^reporters\/markdown\//],
  },
  { room: /^reporters\/([\w-]+)\//, mayImport: [JOINED_MODEL, /^policy\//, SYNTAX_ROOT, /^reporters\/[\w-]+\.ts$/] },
  { room: /^reporters\//, mayImport: [JOINED_MODEL, /^policy\//, SYNTAX_ROOT] },
  { room: /^check\//, mayImport: [/^(?!cli\b)/] },
  // The server's side knows of no parser; it only hands over what others brought.
  {
    room: /^analyst\/child\//,
    mayImport: [
      /^analyst\/[\w-]+\.ts$/,
      /^(?:check|fix|policy|readers|reporters|workspace)\//,
      JOINED_MODEL,
      SYNTAX_ROOT,
      /^ledger\/ledger\.ts$/,
    ],
  },
  {
    room: /^analyst\//,
    mayImport: [
      /^reporters\/(?:brief\/brief|check-run\/check-run|review\/review-plan|written)\.ts$/,
      /^policy\/proposal\.ts$/,
    ],
  },
  {
    room: /^github\/api\//,
    mayImport: [/^github\/[\w-]+\.ts$/, /^reporters\/(?:check-run\/check-run|review\/review-plan)\.ts$/],
  },
  {
    room: /^cli\//,
    mayImport: [
      /^(?:assistant|check|reporters|policy|settings|workspace)\//,
      JOINED_MODEL,
      SYNTAX_ROOT,
      /^settings\.ts$/,
    ],
  },
  { room: /^cli\.ts$/, mayImport: [/^cli\//] },
  // Settings of the App have a folder beside; only settings.ts hands them the environment.
  { room: /^settings(?:\.ts$|\/)/, mayImport: [] },
  { room: /^(?:log\/|metrics\.ts$)/, mayImport: [] },
  {
    room: /^github\//,
    mayImport: [
      /^(?:log|settings)\//,
      /^metrics\.ts$/,
      /^reporters\/(?:check-run\/check-run|review\/review-plan)\.ts$/,
      /^workspace\/error-code\.ts$/,
    ],
  },
  // It has the key of a model: it sees what the child made of a repository, and never the repository.
  {
    room: /^assistant\//,
    mayImport: [
      /^policy\/proposal\.ts$/,
      /^reporters\/(?:brief\/(?:brief|hidden-characters)|written)\.ts$/,
      /^settings\/model-settings\.ts$/,
    ],
  },
  // What each delivery asks for is done here, with everything that the server has.
  {
    room: /^workflows\//,
    mayImport: [
      /^(?:database|github|log)\//,
      /^analyst\/[\w-]+\.ts$/,
      /^metrics\.ts$/,
      /^workspace\/blob-id\.ts$/,
      /^assistant\/(?:assistant|model)\.ts$/,
      /^policy\/proposal\.ts$/,
      /^reporters\/(?:brief\/brief|written|markdown\/escape)\.ts$/,
      /^reporters\/check-run\/(?:check-run|failed-check-run)\.ts$/,
      /^reporters\/review\/review-plan\.ts$/,
    ],
  },
  {
    room: /^database\//,
    mayImport: [
      /^(?:analyst|log|workflows|workspace)\/[\w-]+\.ts$/,
      /^assistant\/call-log\.ts$/,
      /^github\/work\.ts$/,
      /^reporters\/written\.ts$/,
    ],
  },
  { room: /^app\//, mayImport: [/^(?:analyst|assistant|database|github|log|settings|workflows)\//, /^metrics\.ts$/] },
  { room: /^app\.ts$/, mayImport: [/^app\//, /^settings\.ts$/] },
];

function forbiddenImports(files: Files): readonly string[] {
  return Object.entries(files).flatMap(([path, text]) =>
    importsOf(path, text)
      .filter((imported) => !mayImport(path, imported))
      .map((imported) => `${path} imports ${imported}`),
  );
}

function importsOf(path: string, text: string): readonly string[] {
  const specifiers = [...text.matchAll(/(?:\bfrom|\bimport)[\s(]*'(\.[^']+)'/g)].map(([, specifier = '']) => specifier);
  return specifiers.map((specifier) => posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts'));
}

function mayImport(path: string, imported: string): boolean {
  const own = roomOf(path);
  return (
    own !== undefined && (roomOf(imported)?.name === own.name || own.mayImport.some((each) => each.test(imported)))
  );
}

function roomOf(path: string) {
  const found = ROOMS.find(({ room }) => room.test(path));
  return found && { name: `${found.room} ${found.room.exec(path)?.[1] ?? ''}`, mayImport: found.mayImport };
}

function readersOfEnvironment(files: Files): readonly string[] {
  return Object.entries(files).flatMap(([path, text]) =>
    /^(?!\s*(?:\/?\*|\/\/)).*\bprocess\s*(?:\.env\b|\[\s*['"]env)/m.test(text) ? [path] : [],
  );
}

function sources(): Files {
  const paths = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  return Object.fromEntries(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(`src/${path}`, 'utf8')]));
}

test('imports go one way', () => {
  expect(forbiddenImports(sources())).toEqual([]);
});

test('only settings.ts reads the environment of the process', () => {
  expect(readersOfEnvironment(sources())).toEqual(['settings.ts']);
});

describe('the check of the imports', () => {
  test.each([
    ['readers/puma/reader.ts', '../sidekiq/file.js', 'readers/sidekiq/file.ts'],
    ['readers/puma/reader.ts', '../../model/assembly/assemble.js', 'model/assembly/assemble.ts'],
    ['readers/puma/reader.ts', '../../settings.js', 'settings.ts'],
    ['syntax/yaml/parse.ts', '../ruby/parse.js', 'syntax/ruby/parse.ts'],
    ['syntax/source.ts', '../model/facts/fact.js', 'model/facts/fact.ts'],
    ['model/facts/fact.ts', '../assembly/assemble.js', 'model/assembly/assemble.ts'],
    ['policy/load.ts', '../readers/registry.js', 'readers/registry.ts'],
    ['reporters/json/json.ts', '../text/text.js', 'reporters/text/text.ts'],
    ['check/check.ts', '../cli/main.js', 'cli/main.ts'],
    ['github/app.ts', '../model/model.js', 'model/model.ts'],
  ])('does not let %s import %s', (path, specifier, imported) => {
    const refused = [`${path} imports ${imported}`];
    expect(forbiddenImports({ [path]: `import { x } from '${specifier}';\n` })).toEqual(refused);
    expect(forbiddenImports({ [path]: `const x = await import('${specifier}');\n` })).toEqual(refused);
  });

  test.each([
    ['readers/puma/reader.ts', './settings.js'],
    ['readers/puma/reader.ts', '../../syntax/ruby/parse.js'],
    ['readers/terraform/resources/aks/redis.ts', '../../value.js'],
    ['model/assembly/command.ts', '../../syntax/shell/parse.js'],
    ['reporters/json/json.ts', '../report.js'],
    ['cli/main.ts', '../settings.js'],
  ])('lets %s import %s', (path, specifier) => {
    expect(forbiddenImports({ [path]: `import { x } from '${specifier}';\n` })).toEqual([]);
  });

  test('finds who reads the environment, and not who only names it in a comment', () => {
    const files = { 'a.ts': 'const a = process.env.HOME;\n', 'b.ts': '/** As `process.env` says. */\n' };
    expect(readersOfEnvironment(files)).toEqual(['a.ts']);
  });
});
