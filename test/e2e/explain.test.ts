import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { reportShape } from '../../src/reporters/json/shape.js';
import { type Claude, startClaude } from '../claude/claude.js';
import { answering } from '../claude/play.js';
import { plumbline, project } from './command.js';
import { SHOP } from './shop.js';

/** Two pods that a budget keeps both of: no formula says which of them is wrong. */
const LIBRARY = {
  'k8s/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: library
spec:
  replicas: 2
  selector:
    matchLabels: { app: library }
  template:
    metadata:
      labels: { app: library }
    spec:
      containers:
        - name: rails
          image: registry.example.org/library:1.4.0
          command: ["bundle", "exec", "puma", "-C", "config/puma.rb"]
`,
  'k8s/budget.yaml': `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: library
spec:
  minAvailable: 2
  selector:
    matchLabels: { app: library }
`,
};
const VARIABLES = ['ANTHROPIC_API_KEY', 'ANTHROPIC_BASE_URL', 'PLUMBLINE_MODEL', 'PLUMBLINE_MODEL_PROVIDER'];
const environment = new Map(VARIABLES.map((name) => [name, process.env[name]]));

let shop: ReturnType<typeof project>;
let library: ReturnType<typeof project>;
let claude: Claude;

beforeAll(async () => {
  shop = project(SHOP);
  library = project(LIBRARY);
  claude = await startClaude();
});
afterAll(async () => {
  for (const [name, value] of environment) set(name, value);
  shop.dispose();
  library.dispose();
  await claude.stop();
});
beforeEach(() => {
  for (const name of VARIABLES) set(name, undefined);
});

function set(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

function withModel(): void {
  set('ANTHROPIC_API_KEY', claude.key);
  set('ANTHROPIC_BASE_URL', claude.url);
}

const explain = (...args: string[]) => plumbline(shop.path, 'explain', '--no-cache', ...args);
const explainLibrary = (...args: string[]) => plumbline(library.path, 'explain', '--no-cache', ...args);

const EXPLANATION =
  'The budget library in k8s/budget.yaml keeps 2 pods, and the Deployment library in k8s/web.yaml runs 2 replicas. A drain therefore cannot evict a pod.';
const PATCH = {
  title: 'Let one pod go.',
  edits: [{ path: 'k8s/budget.yaml', oldText: 'minAvailable: 2', newText: 'minAvailable: 1' }],
};
const OFF = 'Explanations by a model are off: none is configured. Set ANTHROPIC_API_KEY to have them.\n';

describe('plumbline explain', () => {
  test('lists what can be explained', async () => {
    expect(await explainLibrary()).toEqual({
      code: 0,
      stdout: `1  A disruption budget lets no pod be evicted
   k8s/budget.yaml:6  pdb-blocks-drain
2  A process may take all the memory of its node
   k8s/web.yaml:14  memory-limit-missing

plumbline explain --finding 1 explains the first.
`,
      stderr: '',
    });
  });

  test('tells what the report says of a finding and why it matters, and that explanations are off', async () => {
    const { code, stdout, stderr } = await explain('--finding', '1');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^1\. Connection pool smaller than the threads that share it\n\n {2}✖ db-pool-below/);
    expect(stdout).toContain('← config/database.yml:3       reads DB_POOL\n');
    expect(stdout).toContain(
      '    +   DB_POOL: "16"\n\n  Why it matters\n    Within one operating system process every',
    );
    expect(stdout.endsWith(`\n\n${OFF}`)).toBe(true);
  });

  test('shows the paragraph and the proved patch of a model', async () => {
    withModel();
    claude.plays(answering({ explanation: EXPLANATION }), answering(PATCH));
    const { code, stdout, stderr } = await explainLibrary('--finding', '1');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.replace(/^[\s\S]*(?= {2}Explained by)/, '').replace(/\d+ rules/, 'N rules')).toBe(
      `  Explained by claude-opus-5-5
    The budget library in k8s/budget.yaml keeps 2 pods, and the Deployment library in k8s/web.yaml
    runs 2 replicas. A drain therefore cannot evict a pod.

  Proposed by claude-opus-5-5
    Let one pod go.

--- a/k8s/budget.yaml
+++ b/k8s/budget.yaml
@@ -3,6 +3,6 @@
 metadata:
   name: library
 spec:
-  minAvailable: 2
+  minAvailable: 1
   selector:
     matchLabels: { app: library }

    N rules ran again on the files with it: this finding is gone, and nothing else became worse.
    Nothing was changed; look at it before you apply it.
`,
    );
    expect(stdout).not.toContain(OFF);
  });

  test('does not show what does not hold', async () => {
    withModel();
    const wrong = {
      ...PATCH,
      edits: [{ path: 'k8s/budget.yaml', oldText: 'minAvailable: 2', newText: 'minAvailable: 3' }],
    };
    const invented = answering({ explanation: 'The Redis of k8s/redis.yaml drops 17 jobs.' });
    claude.plays(invented, invented, answering(wrong), answering(wrong));
    const { stdout } = await explainLibrary('--finding', '1');
    expect(stdout).not.toMatch(/redis|minAvailable: 3/i);
    expect(stdout).toMatch(
      /claude-opus-5-5 wrote no explanation all of which stands in the places of this finding\.\n\nclaude-opus-5-5 proposed no patch that held when the rules ran on it\.\n$/,
    );
  });

  test('tells the rest when the model gives no answer, and why', async () => {
    withModel();
    set('ANTHROPIC_API_KEY', 'expired');
    const { code, stdout, stderr } = await explain('--finding', '1');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr:
        'plumbline: There is nothing by claude-opus-5-5 about this finding: the provider rejected the request; look at the key, and whether it may use this model (PLUMBLINE_MODEL).\n',
    });
    expect(stdout).toContain('Why it matters');
  });

  test.each([
    ['rule', 'ruleId'],
    ['fingerprint', 'fingerprint'],
  ] as const)('finds a finding by its %s', async (_, key) => {
    const { stdout } = await plumbline(library.path, 'check', '--no-cache', '--format', 'json');
    const { diagnostics } = reportShape.parse(JSON.parse(stdout));
    const drain = diagnostics.find(({ ruleId }) => ruleId === 'pdb-blocks-drain');
    const found = await explainLibrary('--finding', drain?.[key] ?? '');
    expect(found.stdout).toMatch(/^1\. A disruption budget/);
  });

  test('says so where nothing was found', async () => {
    const sound = project({
      ...SHOP,
      'k8s/production/web.yaml': SHOP['k8s/production/web.yaml']?.replace('"16"', '"5"') ?? '',
    });
    expect(await plumbline(sound.path, 'explain', '--no-cache')).toEqual({
      code: 0,
      stdout: 'Nothing was found. What was looked at, plumbline check tells.\n',
      stderr: '',
    });
    expect((await plumbline(sound.path, 'explain', '--no-cache', '--finding', '1')).stderr).toBe(
      'plumbline: There is no finding 1: nothing was found here.\n',
    );
    sound.dispose();
  });
});

describe('a wrong question ends with code 2 and what would be right:', () => {
  test.each([
    [
      'a number that is not in the list',
      '9',
      'There is no finding 9. The findings here are numbered 1 to 2; plumbline explain without --finding lists them.',
    ],
    [
      'a rule that is misspelt',
      'pdb-block-drain',
      'There is no finding pdb-block-drain. Did you mean pdb-blocks-drain? The findings here are numbered 1 to 2; plumbline explain without --finding lists them.',
    ],
  ])('%s', async (_, name, problem) => {
    expect(await explainLibrary('--finding', name)).toEqual({ code: 2, stdout: '', stderr: `plumbline: ${problem}\n` });
  });

  test('settings of the model that are wrong', async () => {
    set('PLUMBLINE_MODEL_PROVIDER', 'openai');
    expect(await explain('--finding', '1')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'plumbline: PLUMBLINE_MODEL_PROVIDER must be anthropic or bedrock.\n',
    });
  });

  test('a configuration that is wrong', async () => {
    const broken = project({ ...SHOP, '.github/plumbline.yml': 'version: 1\nfail_on: never ever\n' });
    const { code, stdout, stderr } = await plumbline(broken.path, 'explain', '--no-cache', '--finding', '1');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^plumbline: \.github\/plumbline\.yml:2: /);
    broken.dispose();
  });
});
