import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { commit, plumbline, project, write } from './command.js';
import { SHOP } from './shop.js';

const CONFIGURATION = '.github/plumbline.yml';
const RULE = '.plumbline/rules/web/three-replicas/rule.yaml';
const THREE_REPLICAS = `id: three-replicas
title: Fewer than three replicas
subject: process
severity: error
require: process.replicas.min >= 4
message: The process {process.name} has {process.replicas.min} replicas.
why: The shop must survive the loss of a zone.
references:
  - https://shop.example.com/handbook
`;

let shop: ReturnType<typeof project>;
beforeEach(() => {
  shop = project({
    ...SHOP,
    'k8s/production/web.yaml': (SHOP['k8s/production/web.yaml'] ?? '').replace('"16"', '"5"'),
  });
});
afterEach(() => {
  shop.dispose();
});

/** Commits what is there as the base, makes the finding of SHOP and these changes, and checks the difference. */
async function checkChange(changes: Readonly<Record<string, string>>, ...args: string[]) {
  commit(shop.path, 'Open the shop');
  write(shop.path, { ...SHOP, ...changes });
  return plumbline(shop.path, 'check', '--no-cache', '--base', 'HEAD', ...args);
}

describe('a change cannot excuse itself', () => {
  test.each([
    ['a threshold', 'version: 1\nfail_on: never\n', ['removes fail_on: error', 'adds fail_on: never']],
    [
      'a rule that is off',
      'version: 1\nrules:\n  db-pool-below-process-threads: off\n',
      ['adds rules: db-pool-below-process-threads: off'],
    ],
    [
      'an accepted finding',
      'version: 1\nignore:\n  - rule: db-pool-below-process-threads\n    reason: later\n',
      ['adds ignore: db-pool-below-process-threads, later'],
    ],
    [
      'another verdict on pull requests',
      'version: 1\nmode: advisory\nmax_comments: 0\nrequire_complete: true\n',
      [
        'removes mode: blocking',
        'removes max_comments: 20',
        'removes require_complete: false',
        'adds mode: advisory',
        'adds max_comments: 0',
        'adds require_complete: true',
      ],
    ],
    ['a file left out', 'version: 1\nexclude: [k8s]\n', ['adds exclude: k8s']],
    ['another environment', 'version: 1\nenvironments:\n  shop:\n    paths: [k8s]\n', ['adds environments: shop: k8s']],
  ])('by %s', async (_, configuration, changes) => {
    const { code, stdout } = await checkChange({ [CONFIGURATION]: configuration });
    expect(code).toBe(1);
    expect(stdout).toContain('production: Deployment/shop/web  (new)');
    expect(stdout).toContain(
      [
        'Not obeyed before it is merged (the base revision says how a change is judged)',
        ...changes.map((change) => `  – ${CONFIGURATION} ${change}`),
        '',
      ].join('\n'),
    );
  });

  test('but a comment beside the value, which reviewers see, is obeyed and listed', async () => {
    const text = (SHOP['k8s/production/web.yaml'] ?? '').replace(
      '  DB_POOL',
      '  # plumbline:ignore db-pool-below-process-threads raised next week\n  DB_POOL',
    );
    const { code, stdout } = await checkChange({ 'k8s/production/web.yaml': text });
    expect(code).toBe(0);
    expect(stdout).toContain('Suppressed 1 finding');
  });

  test('and what the base says holds', async () => {
    write(shop.path, { [CONFIGURATION]: 'version: 1\nfail_on: never\n' });
    const { code, stdout } = await checkChange({});
    expect(code).toBe(0);
    expect(stdout).toContain('(new)');
    expect(stdout).not.toContain('Not obeyed');
  });

  test('without a base a revision is judged by its own files', async () => {
    write(shop.path, { ...SHOP, [CONFIGURATION]: 'version: 1\nfail_on: never\n' });
    expect((await plumbline(shop.path, 'check', '--no-cache')).code).toBe(0);
  });
});

describe('the rules of a repository', () => {
  test('do not hold before they are merged', async () => {
    const { stdout } = await checkChange({ [RULE]: THREE_REPLICAS });
    expect(stdout).not.toContain('✖ three-replicas');
    expect(stdout).toContain(`  – ${RULE} adds a rule\n`);
  });

  test('hold for both revisions as the base has them', async () => {
    write(shop.path, { [RULE]: THREE_REPLICAS });
    const { stdout } = await checkChange({ [RULE]: THREE_REPLICAS.replace('>= 4', '>= 1') });
    expect(stdout).toContain('✖ three-replicas  production: Deployment/shop/web  (existing)');
    expect(stdout).toContain(`  – ${RULE} changes a rule\n`);
  });
});

describe('a mistake in the configuration', () => {
  test('of the head is a warning on its line', async () => {
    const { code, stdout } = await checkChange(
      { [CONFIGURATION]: 'version: 1\nfail-on: never\n' },
      '--rule',
      'pdb-blocks-drain',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('▲ configuration-invalid  .github/plumbline.yml  (new)');
    expect(stdout).toContain('2 │ fail-on: never\n      │ ^^^^^^^');
    expect(stdout).not.toContain('Not obeyed');
  });

  test('of the base ends with code 2, and is not shown in the text of the head', async () => {
    write(shop.path, { [CONFIGURATION]: 'version: 1\nfail-on: never\n' });
    const { code, stdout } = await checkChange({ [CONFIGURATION]: 'version: 1\nfail_on: never\n' });
    expect(code).toBe(2);
    expect(stdout).toContain('✖ configuration-invalid  .github/plumbline.yml  (existing)');
    expect(stdout).toContain('    .github/plumbline.yml:2:1\n');
    expect(stdout).not.toContain('2 │ ');
  });
});

test('an entry that the head takes out with its finding is not reported as unused', async () => {
  const entry = 'version: 1\nignore:\n  - rule: db-pool-below-process-threads\n    reason: until autumn\n';
  write(shop.path, { ...SHOP, [CONFIGURATION]: entry });
  const mended = (SHOP['k8s/production/web.yaml'] ?? '').replace('DB_POOL: "5"', 'DB_POOL: "16"');
  const { stdout } = await checkChange({ 'k8s/production/web.yaml': mended, [CONFIGURATION]: 'version: 1\n' });
  expect(stdout).not.toContain('suppression-unused');
  expect(stdout).toContain('removes ignore: db-pool-below-process-threads, until autumn');
});

test('programs are told too', async () => {
  const { stdout } = await checkChange({ [CONFIGURATION]: 'version: 1\nexclude: [k8s]\n' }, '--format', 'json');
  expect(JSON.parse(stdout).unobeyed).toEqual([{ path: CONFIGURATION, says: 'adds exclude: k8s' }]);
});
