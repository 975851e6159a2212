import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { commit, plumbline, project, write } from './command.js';
import { SHOP } from './shop.js';

let shop: ReturnType<typeof project>;
beforeEach(() => {
  shop = project(SHOP);
});
afterEach(() => {
  shop.dispose();
});

const run = (...args: string[]) => plumbline(shop.path, ...args, '--no-cache');

describe.each(['check', 'inspect'])('plumbline %s refuses', (command) => {
  test('an option that there is not', async () => {
    expect(await run(command, '--enviroment', 'production')).toEqual({
      code: 2,
      stdout: '',
      stderr: `plumbline: There is no option --enviroment. Did you mean --environment?\nplumbline ${command} --help tells all options.\n`,
    });
  });

  test('an option without its value', async () => {
    expect(await run(command, '--ref')).toEqual({
      code: 2,
      stdout: '',
      stderr: `plumbline: --ref needs a value, and --no-cache looks like the next option. If it is the value, write --ref=--no-cache.\nplumbline ${command} --help tells all options.\n`,
    });
  });

  test('a format that there is not', async () => {
    const formats = command === 'check' ? 'text, json, sarif, junit, markdown, github' : 'text, json';
    expect(await run(command, '--format', 'jsn')).toEqual({
      code: 2,
      stdout: '',
      stderr: `plumbline: --format cannot be "jsn": it is one of ${formats}. Did you mean json?\nplumbline ${command} --help tells all options.\n`,
    });
  });

  test('two directories', async () => {
    expect(await run(command, 'shop', 'depot')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'plumbline: One directory is analysed at a time, and there are 2: shop depot.\n',
    });
  });

  test('an environment that there is not', async () => {
    expect(await run(command, '--environment', 'prodution')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'plumbline: There is no environment "prodution". Did you mean production? There are: production.\n',
    });
  });
});

describe.each(['check', 'inspect'])('plumbline %s cannot analyse', (command) => {
  test('a directory that there is not', async () => {
    expect(await run(command, 'nowhere')).toEqual({
      code: 3,
      stdout: '',
      stderr: `plumbline: There is no directory ${join(shop.path, 'nowhere')}. Name the one that holds config/ and the deployment files.\n`,
    });
  });

  test('a revision of a directory that is no repository', async () => {
    expect(await run(command, '--ref', 'HEAD')).toEqual({
      code: 3,
      stdout: '',
      stderr: `plumbline: ${shop.path} is not in a git repository, so it has no revisions.\n`,
    });
  });

  test('a revision that there is not', async () => {
    commit(shop.path, 'Open the shop');
    expect(await run(command, '--ref', 'nope')).toEqual({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(/^plumbline: .* has no commit "nope"\./),
    });
  });
});

describe('plumbline check refuses', () => {
  test('a rule that there is not', async () => {
    const { code, stdout, stderr } = await run('check', '--rule', 'pdb-block-drain');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      /^plumbline: There is no rule "pdb-block-drain"\. Did you mean pdb-blocks-drain\? There are: contract-.*, web-concurrency-unparseable\.\n$/,
    );
  });

  test('a directory of rules that there is not', async () => {
    expect(await run('check', '--rules', 'handbook')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'plumbline: --rules names handbook, which is no directory. It holds <category>/<rule-id>/rule.yaml.\n',
    });
  });

  test('a base that there is not', async () => {
    commit(shop.path, 'Open the shop');
    const { code, stdout, stderr } = await run('check', '--base', 'origin/main');
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('has no commit "origin/main".');
  });
});

describe('plumbline check shows a mistake about itself on its line, with code 2:', () => {
  const MISTAKES = [
    {
      what: 'in the configuration',
      path: '.github/plumbline.yml',
      text: 'version: 1\nfail-on: error\n',
      finding: `  ✖ configuration-invalid  .github/plumbline.yml
    Unknown key \`fail-on\`; did you mean \`fail_on\`?

    .github/plumbline.yml:2:1
    1 │ version: 1
    2 │ fail-on: error
      │ ^^^^^^^
`,
    },
    {
      what: 'in the contract',
      path: 'config/infrastructure_contract.yml',
      text: 'version: "1.0"\ndatabase:\n  max_pol: 10\n',
      finding: `  ✖ contract-invalid  config/infrastructure_contract.yml
    The contract has no key database.max_pol: did you mean max_pool?

    config/infrastructure_contract.yml:3:3
    2 │ database:
    3 │   max_pol: 10
      │   ^^^^^^^
`,
    },
    {
      what: 'in a rule of the repository',
      path: '.plumbline/rules/web/one-replica/rule.yaml',
      text: 'id: one-replicas\nsubject: process\nseverity: error\ntitle: One\nrequire: "true"\nmessage: One.\nwhy: One.\nreferences: [https://shop.example.com]\n',
      finding: `  ✖ rule-invalid  .plumbline/rules/web/one-replica/rule.yaml
    The id must be the name of the rule's folder, \`one-replica\`.

    .plumbline/rules/web/one-replica/rule.yaml:1:5
    1 │ id: one-replicas
      │     ^^^^^^^^^^^^
    2 │ subject: process
`,
    },
  ];

  test.each(MISTAKES)('$what', async ({ path, text, finding }) => {
    write(shop.path, { [path]: text });
    const { code, stdout } = await run('check', '--fail-on', 'never');
    expect(code).toBe(2);
    expect(stdout).toContain(finding);
  });
});

test('plumbline inspect shows nothing by a configuration that is wrong', async () => {
  write(shop.path, { '.github/plumbline.yml': 'version: 1\nfail-on: error\nrules:\n  pdb-blocks-drain: fatal\n' });
  expect(await run('inspect')).toEqual({
    code: 2,
    stdout: '',
    stderr: `plumbline: .github/plumbline.yml:2: Unknown key \`fail-on\`; did you mean \`fail_on\`?
.github/plumbline.yml:4: \`rules.pdb-blocks-drain\` must be \`error\`, \`warning\`, \`notice\` or \`off\`
`,
  });
});
