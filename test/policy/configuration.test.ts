import { describe, expect, test } from '@jest/globals';
import { readConfiguration } from '../../src/policy/configuration.js';
import { Source } from '../../src/syntax/source.js';

function read(text: string) {
  return readConfiguration(new Source('.github/plumbline.yml', text));
}

test('everything that can be configured', () => {
  const reading = read(`version: 1
environments:
  production:
    paths: ["deploy/prod/**", "k8s/*-prod.yaml"]
    namespaces: [shop]
ignore:
  - rule: pool-small
    subject: Deployment/web*
    reason: measured
    owner: "@ada"
    expires: 2026-12-31
rules:
  pool-large: off
  pool-small: notice
fail_on: warning
mode: advisory
new_only: false
max_comments: 5
require_complete: true
exclude: [vendor]
`);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const { environments, ignore, severities, isExcluded, ...verdict } = reading.configuration;
  expect(environments.map(({ name, namespaces }) => [name, namespaces])).toEqual([['production', ['shop']]]);
  const paths = ['deploy/prod/a/b.yaml', 'k8s/web-prod.yaml', 'k8s/web.yaml', 'deploy/staging/a.yaml'];
  expect(paths.filter((path) => environments[0]?.matchesPath(path))).toEqual([
    'deploy/prod/a/b.yaml',
    'k8s/web-prod.yaml',
  ]);
  expect(ignore).toEqual([
    {
      rule: 'pool-small',
      subject: 'Deployment/web*',
      reason: 'measured',
      owner: '@ada',
      expires: '2026-12-31',
      at: expect.objectContaining({ startLine: 7, startColumn: 5 }),
    },
  ]);
  expect([...severities]).toEqual([
    ['pool-large', 'off'],
    ['pool-small', 'notice'],
  ]);
  expect(verdict).toMatchObject({
    failOn: 'warning',
    mode: 'advisory',
    newOnly: false,
    maxComments: 5,
    requireComplete: true,
  });
  expect(['vendor/a.rb', 'src/vendor.rb'].map(isExcluded)).toEqual([true, false]);
});

test('what is left out has a default', () => {
  const reading = read('version: 1\n');
  expect(reading.ok && reading.configuration).toMatchObject({
    ignore: [],
    failOn: 'error',
    mode: 'blocking',
    newOnly: true,
    maxComments: 20,
    requireComplete: false,
  });
});

describe('a mistake is told at its line, with what would be right', () => {
  test.each([
    ['version: 2\n', '1:10 `version` must be `1`'],
    ['{}\n', '1:1 `version` is missing'],
    ['version: 1\nignores: []\n', '2:1 unknown key `ignores`; did you mean `ignore`?'],
    ['version: 1\nignore:\n  - rule: a\n', '3:5 `ignore.0.reason` is missing'],
    [
      'version: 1\nignore:\n  - { rule: a, reason: b, expires: 2026-02-30 }\n',
      '3:36 `ignore.0.expires` must be a day, as 2026-12-31',
    ],
    ['version: 1\nrules: { a: fatal }\n', '2:13 `rules.a` must be `error`, `warning`, `notice` or `off`'],
    ['version: 1\nfail_on: info\n', '2:10 `fail_on` must be `error`, `warning`, `notice` or `never`'],
    ['version: 1\nmode: advise\n', '2:7 `mode` must be `blocking` or `advisory`'],
    ['version: 1\nnew_only: sometimes\n', '2:11 `new_only` must be a boolean'],
    ['version: 1\nmax_comments: 51\n', '2:15 `max_comments` must be a whole number from 0 to 50'],
    ['version: 1\nmax_comments: 2.5\n', '2:15 `max_comments` must be a whole number from 0 to 50'],
    ['version: 1\nexclude: vendor\n', '2:10 `exclude` must be a list'],
    ['- a\n', '1:1 this file must hold a mapping of keys to values'],
  ])('%j', (text, expected) => {
    const reading = read(text);
    expect(
      reading.ok ? [] : reading.problems.map(({ message, at }) => `${at.startLine}:${at.startColumn} ${message}`),
    ).toEqual([expected]);
  });
});
