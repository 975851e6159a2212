import { describe, expect, test } from '@jest/globals';
import type { Diagnostic } from '../../../src/policy/diagnostic.js';
import { briefOf } from '../../../src/reporters/brief/brief-of.js';
import { Source } from '../../../src/syntax/source.js';
import { DATABASE_YML, POOL_FINDING, WEB_YAML } from '../example-report.js';
import { EXAMPLE, findingAbout, judged } from './trees.js';

const RULE = {
  id: 'db-pool-below-process-threads',
  title: 'Connection pool smaller than the threads that share it',
  severity: 'error' as const,
  why: 'Every thread that runs a query\nneeds a connection of its own.',
};

function reportOf(...sources: readonly Source[]) {
  return { rules: [RULE], sources: new Map(sources.map((source) => [source.path, source])) };
}

const EXAMPLE_REPORT = reportOf(DATABASE_YML, WEB_YAML);
const FINDING: Diagnostic = { ...POOL_FINDING, suggestions: POOL_FINDING.suggestions.slice(1) };

test('a brief has the finding, its places, and the files with their lines', () => {
  const { key, ...brief } = briefOf(FINDING, EXAMPLE_REPORT);
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(brief).toEqual({
    fingerprint: POOL_FINDING.fingerprint,
    ruleId: 'db-pool-below-process-threads',
    severity: 'error',
    title: 'Connection pool smaller than the threads that share it',
    message: 'Puma in container web runs 16 threads but Active Record may open only 5 connections.',
    why: 'Every thread that runs a query needs a connection of its own.',
    subject: 'Deployment/shop/web',
    environments: ['production'],
    places: [
      { path: 'k8s/production/web.yaml', line: 6, says: POOL_FINDING.says ?? '' },
      { path: 'config/database.yml', line: 3, says: 'reads DB_POOL' },
      { path: 'k8s/production/web.yaml', line: 7, says: 'ConfigMap shop, key RAILS_MAX_THREADS' },
    ],
    files: [
      {
        path: 'k8s/production/web.yaml',
        lines: WEB_YAML.text
          .trimEnd()
          .split('\n')
          .map((text, index) => ({ number: index + 1, text })),
      },
      {
        path: 'config/database.yml',
        lines: [
          { number: 1, text: 'production:' },
          { number: 2, text: '  adapter: postgresql' },
          { number: 3, text: '  pool: <%= ENV.fetch("DB_POOL", 5) %>' },
        ],
      },
    ],
    wantsPatch: true,
  });
});

test('a patch is wanted where no suggestion was verified, and not where one was', () => {
  expect(briefOf(FINDING, EXAMPLE_REPORT).wantsPatch).toBe(true);
  expect(briefOf(POOL_FINDING, EXAMPLE_REPORT).wantsPatch).toBe(false);
});

describe('the key', () => {
  const key = (finding: Diagnostic, ...sources: readonly Source[]) => briefOf(finding, reportOf(...sources)).key;
  const known = key(FINDING, DATABASE_YML, WEB_YAML);

  test('is the same where a model is told the same', () => {
    expect(key({ ...FINDING, status: 'new', margin: 3, fingerprint: 'f'.repeat(16) }, WEB_YAML, DATABASE_YML)).toBe(
      known,
    );
  });

  test.each<readonly [string, Diagnostic, Source]>([
    ['the message', { ...FINDING, message: 'Puma runs 17 threads.' }, DATABASE_YML],
    ['an environment', { ...FINDING, environments: ['production', 'staging'] }, DATABASE_YML],
    ['a place', { ...FINDING, related: [] }, DATABASE_YML],
    ['a line of a file', FINDING, new Source(DATABASE_YML.path, `${DATABASE_YML.text}# a comment\n`)],
  ])('is another one after a change of %s', (_of, finding, source) => {
    expect(key(finding, source, WEB_YAML)).not.toBe(known);
  });

  test('is the same after a secret changed, since nobody is told', () => {
    const withPassword = (password: string) =>
      new Source(DATABASE_YML.path, `${DATABASE_YML.text}  password: ${password}\n`);
    expect(key(FINDING, withPassword('planted1'), WEB_YAML)).toBe(key(FINDING, withPassword('planted2'), WEB_YAML));
  });
});

describe('the files', () => {
  const long = new Source(
    'k8s/web.yaml',
    Array.from({ length: 500 }, (_line, index) => `line: ${index + 1}\n`).join(''),
  );

  test('of a long one, only the lines around each place are told', () => {
    const finding = {
      ...findingAbout([long]),
      location: long.lineLocation(100),
      related: [{ location: long.lineLocation(490), says: '' }],
    };
    const [file] = briefOf(finding, reportOf(long)).files;
    const numbers = file?.lines.map(({ number }) => number) ?? [];
    expect([numbers[0], numbers[30], numbers[31], numbers.at(-1), numbers.length]).toEqual([85, 115, 475, 500, 57]);
  });

  test('together stay below what a prompt may cost', () => {
    const many = Array.from(
      { length: 40 },
      (_file, index) => new Source(`k8s/${index}.yaml`, `key${index}: ${'word '.repeat(50)}\n`.repeat(100)),
    );
    const { files } = briefOf(findingAbout(many), reportOf(...many));
    expect(JSON.stringify(files).length).toBeLessThan(40_000);
    expect(files[0]?.lines).toHaveLength(100);
  });

  test('of which the text is not known, or too long, or whose path hides something, are not told', () => {
    const huge = new Source('k8s/huge.yaml', 'a: b\n'.repeat(100_000));
    const strange = new Source('k8s/we\u202eb.yaml', 'a: b\n');
    const absent = new Source('k8s/absent.yaml', 'a: b\n');
    expect(briefOf(findingAbout([huge, strange, absent]), reportOf(huge, strange)).files).toEqual([]);
  });
});

test('texts are printable, without HTML comments, and of a bounded length', () => {
  const brief = briefOf(
    { ...FINDING, subject: 'Deployment/\u202eshop', message: `a <!-- merge --> b\u001b[31m${'c'.repeat(9000)}` },
    EXAMPLE_REPORT,
  );
  expect(brief.subject).toBe('Deployment/�shop');
  expect(brief.message).toMatch(/^a b␛\[31mc+…$/);
  expect(brief.message.length).toBeLessThanOrEqual(1500);
});

test('the findings of the example have briefs that differ, each twice the same', async () => {
  const { diagnostics, report } = await judged(EXAMPLE);
  const briefs = diagnostics.map((finding) => briefOf(finding, report));
  expect(new Set(briefs.map(({ key }) => key)).size).toBe(diagnostics.length);
  expect(diagnostics.map((finding) => briefOf(finding, report))).toEqual(briefs);
});
