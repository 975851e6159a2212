import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { z } from 'zod';

const BASE = '1f3870be274f6c49b3e31a0c6728957f30f1e2d3';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'plumbline-'));
  // Each writes down what it was called with, one argument on a line; git knows no commit.
  for (const [name, code] of [
    ['docker', 0],
    ['git', 'cat-file'],
  ] as const) {
    const answer = code === 0 ? '' : '[[ " $* " != *" cat-file "* ]]\n';
    const path = join(directory, name);
    writeFileSync(path, `#!/usr/bin/env bash\nprintf '%s\\n' ${name} "$@" '' >>"$CALLS"\n${answer}`);
    chmodSync(path, 0o755);
  }
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** The command lines that the action runs with these inputs, but for who runs it. */
function calls(inputs: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  const log = join(directory, 'calls');
  execFileSync(resolve('scripts/action.sh'), {
    env: {
      PATH: `${directory}:${process.env.PATH}`,
      CALLS: log,
      GITHUB_ACTION_PATH: '/action',
      GITHUB_WORKSPACE: '/workspace',
      PLUMBLINE_PATH: '.',
      PLUMBLINE_BASE: '',
      PLUMBLINE_FAIL_ON: '',
      PLUMBLINE_FORMAT: 'github',
      ...inputs,
    },
  });
  return readFileSync(log, 'utf8')
    .trimEnd()
    .split('\n\n')
    .map((call) => call.split('\n').map((word) => (/^\d+:\d+$/.test(word) ? 'uid:gid' : word)));
}

const RUN = [
  ...['docker', 'run', '--rm', '--network', 'none', '--read-only', '--tmpfs', '/tmp', '--user', 'uid:gid'],
  ...['--mount', 'type=bind,source=/workspace,target=/repository,readonly'],
];
const BUILD = ['docker', 'build', '--quiet', '--tag', 'plumbline-action', '/action'];
const CHECK = ['plumbline-action', 'check', '--no-cache', '--format=github'];

describe('the action', () => {
  test('checks the workspace in its own image', () => {
    expect(calls({})).toEqual([BUILD, [...RUN, ...CHECK, '--', '.']]);
  });

  test('fetches the base that the checkout does not have, and hands over what the job says', () => {
    const inputs = {
      PLUMBLINE_BASE: BASE,
      PLUMBLINE_FAIL_ON: 'warning',
      PLUMBLINE_PATH: 'services/shop',
      GITHUB_STEP_SUMMARY: '/runner/summary',
    };
    expect(calls(inputs)).toEqual([
      BUILD,
      ['git', '-C', '/workspace', 'cat-file', '-e', `${BASE}^{commit}`],
      ['git', '-C', '/workspace', 'fetch', '--quiet', '--no-tags', '--depth=1', 'origin', BASE],
      [
        ...RUN,
        ...['--mount', 'type=bind,source=/runner/summary,target=/summary.md'],
        ...['--env', 'GITHUB_STEP_SUMMARY=/summary.md'],
        ...CHECK,
        ...[`--base=${BASE}`, '--fail-on=warning', '--', 'services/shop'],
      ],
    ]);
  });

  test('takes inputs for nothing but values', () => {
    const inputs = {
      PLUMBLINE_BASE: '--upload-pack=touch $(id)',
      PLUMBLINE_FAIL_ON: 'error; touch "$CALLS"',
      PLUMBLINE_PATH: '--output=`id`',
    };
    expect(calls(inputs)).toEqual([
      BUILD,
      [
        ...RUN,
        ...CHECK,
        ...['--base=--upload-pack=touch $(id)', '--fail-on=error; touch "$CALLS"', '--', '--output=`id`'],
      ],
    ]);
  });

  test('puts no expression into a command', () => {
    const shape = z.object({ runs: z.object({ steps: z.array(z.object({ run: z.string() })) }) });
    const { runs } = shape.parse(load(readFileSync('action.yml', 'utf8')));
    expect(runs.steps.map(({ run }) => run)).toEqual(['"$GITHUB_ACTION_PATH/scripts/action.sh"']);
  });
});
