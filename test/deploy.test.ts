import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { loadAll } from 'js-yaml';
import { z } from 'zod';
import { reportShape } from '../src/reporters/json/shape.js';
import { parseAppSettings } from '../src/settings/app-settings.js';
import { plumbline, project } from './e2e/command.js';
import { makeTree, removeTrees } from './support/tree.js';

const MANIFESTS = 'deploy/kubernetes';

const shipped = Object.fromEntries(
  readdirSync(MANIFESTS).map((name) => [name, readFileSync(join(MANIFESTS, name), 'utf8')]),
);

const Environment = z.record(z.string(), z.string());

const Deployment = z.object({
  spec: z.object({
    template: z.object({
      spec: z.object({
        containers: z.tuple([z.object({ env: z.array(z.object({ name: z.string(), value: z.string() })) })]),
      }),
    }),
  }),
});

const Reasons = z.record(z.string(), z.record(z.string(), z.string()));

const Compose = z.object({
  services: z.object({ plumbline: z.object({ environment: Environment, secrets: z.array(z.string()) }) }),
});

function parsed<Schema extends z.ZodType>(schema: Schema, path: string): z.infer<Schema> {
  return schema.parse(loadAll(readFileSync(path, 'utf8'))[0]);
}

/** What a container of the manifests gets as its environment. */
function kubernetesEnvironment(): Record<string, string> {
  const { data } = parsed(z.object({ data: Environment }), `${MANIFESTS}/configmap.yaml`);
  const [{ env }] = parsed(Deployment, `${MANIFESTS}/deployment.yaml`).spec.template.spec.containers;
  return { ...data, ...Object.fromEntries(env.map(({ name, value }) => [name, value])) };
}

const composeEnvironment = (file: string) => parsed(Compose, `deploy/compose/${file}`).services.plumbline.environment;

afterEach(removeTrees);

describe('the Kubernetes manifests', () => {
  const check = async (files: Readonly<Record<string, string>>) => {
    const { path, dispose } = project(files);
    const { code, stdout } = await plumbline(path, 'check', '--no-cache', '--fail-on', 'notice', '--format', 'json');
    dispose();
    return { code, report: reportShape.parse(JSON.parse(stdout)) };
  };

  test('have no finding of our own rules, and were judged', async () => {
    const { code, report } = await check(shipped);
    const { environments, diagnostics, undecided, coverage } = report;
    expect({ code, diagnostics, unread: coverage.filesNotRead }).toEqual({ code: 0, diagnostics: [], unread: [] });
    expect(environments.flatMap(({ processes }) => processes)).toMatchObject([
      {
        id: 'Deployment/plumbline/plumbline',
        replicas: { min: { value: 2 }, max: { value: 2 } },
        memory: { request: { value: 768 * 2 ** 20 }, limit: { value: 1536 * 2 ** 20 } },
      },
    ]);
    expect(coverage.deployment).toBe('judged');
    expect(coverage.rulesPassed).toBeGreaterThan(0);
    // It is not a Rails process, and nothing is claimed about what it does with its time to stop.
    expect(undecided.map(({ ruleId }) => ruleId)).toEqual(['job-grace-period-too-short']);
  });

  test.each([
    ['probe-port-mismatch', 'deployment.yaml', 'port: http', 'port: web'],
    ['pdb-blocks-drain', 'disruption-budget.yaml', 'maxUnavailable: 1', 'maxUnavailable: 0'],
    ['pdb-selector-matches-nothing', 'disruption-budget.yaml', 'io/name: plumbline', 'io/name: plumb'],
    ['env-reference-unresolved', 'configmap.yaml', '  name: plumbline\n', '  name: settings\n'],
  ])('are reported by %s once they break it', async (rule, file, from, to) => {
    const broken = shipped[file]?.replace(from, to);
    expect(broken).not.toBe(shipped[file]);
    const { code, report } = await check({ ...shipped, [file]: broken ?? '' });
    expect(code).toBe(1);
    expect(report.diagnostics.map(({ ruleId }) => ruleId)).toContain(rule);
  });

  test('give the App settings that it accepts', () => {
    const mounted = makeTree(SECRETS);
    const environment = mapValues(kubernetesEnvironment(), (value) => value.replace('/run/secrets/plumbline', mounted));
    expect(parseAppSettings(environment)).toMatchObject({
      ok: true,
      settings: {
        publicUrl: 'https://plumbline.example.com',
        credentials: { appId: 123456 },
        databaseUrl: SECRETS['database-url'],
        logLevel: 'info',
      },
    });
  });

  test('hold no value of a Secret', () => {
    const kinds = Object.values(shipped).flatMap((text) =>
      loadAll(text).map((each) => z.object({ kind: z.string() }).parse(each).kind),
    );
    expect(kinds.toSorted()).toEqual([
      'ConfigMap',
      'Deployment',
      'Namespace',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'Service',
      'ServiceAccount',
    ]);
  });
});

describe('the compose file', () => {
  const settings = (environment: Readonly<Record<string, string>>) => {
    const mounted = makeTree({ ...SECRETS, 'private-key': SECRETS['private-key.pem'] });
    return parseAppSettings(mapValues(environment, (value) => interpolate(value).replace('/run/secrets', mounted)));
  };

  test('begins without credentials, on the database that it starts', () => {
    const reading = settings(composeEnvironment('compose.yaml'));
    expect(reading).toMatchObject({ ok: true, settings: { databaseUrl: SECRETS['database-url'], logLevel: 'info' } });
    expect(reading.ok && reading.settings.credentials).toBeUndefined();
  });

  test('takes the credentials of an App that exists', () => {
    const both = { ...composeEnvironment('compose.yaml'), ...composeEnvironment('credentials.yaml') };
    expect(settings(both)).toMatchObject({ ok: true, settings: { credentials: { appId: 123456 } } });
  });

  test('asks a model only with a key for it', () => {
    const asking = { ...composeEnvironment('compose.yaml'), ...composeEnvironment('model.yaml') };
    const model = { provider: 'anthropic', apiKey: SECRETS['anthropic-api-key'], dailyBudget: 5 };
    expect(settings(asking)).toMatchObject({ ok: true, settings: { model } });
    const silent = settings(composeEnvironment('compose.yaml'));
    expect(silent.ok && silent.settings.model).toBeUndefined();
  });
});

describe('the self-hoster’s page', () => {
  const page = readFileSync('docs/operating.md', 'utf8');
  const explained = [...page.matchAll(/^\| (`[A-Z].*?) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
  );

  test('explains every variable that the App reads, and none that it does not', () => {
    const read = ['app-settings', 'model-settings'].flatMap((name) =>
      [
        ...readFileSync(`src/settings/${name}.ts`, 'utf8').matchAll(
          /^(?: {2}|const SECRET_FILES = \{ )([A-Z][A-Z_]+):/gm,
        ),
      ].map(([, each]) => each),
    );
    expect(explained.toSorted()).toEqual(read.filter((name) => name !== 'XDG_DATA_HOME').toSorted());
  });

  test('gives every permission of the App its reason', () => {
    const { plumbline: app } = parsed(z.object({ plumbline: z.object({ reasons: Reasons }) }), 'app.yml');
    const rows = Object.entries(app.reasons).flatMap(([permission, byAccess]) =>
      Object.entries(byAccess).map(([access, reason]) => `| ${permission}: ${access} | ${reason} |`),
    );
    expect(page.split('\n').filter((line) => /^\| \w+: (?:read|write) \|/.test(line))).toEqual(rows);
  });

  test('explains every variable that the deployments set', () => {
    const files = ['compose.yaml', 'credentials.yaml', 'model.yaml'];
    const set = [kubernetesEnvironment(), ...files.map(composeEnvironment)];
    expect(explained).toEqual(expect.arrayContaining(set.flatMap(Object.keys)));
  });
});

const SECRETS = {
  'private-key.pem': generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey,
  'webhook-secret': '0f3b9c52d7e8416aa1c04d7e92b5f863',
  'database-url': 'postgresql://plumbline:secret@database:5432/plumbline',
  'anthropic-api-key': 'key-of-nobody',
};

/** As compose fills in a variable that must be set, or else takes its default. */
function interpolate(value: string): string {
  const given: Readonly<Record<string, string>> = { PLUMBLINE_URL: 'https://plumbline.example.com', APP_ID: '123456' };
  return value.replace(/\$\{(\w+):[-?]([^}]*)\}/g, (_, name: string, otherwise: string) => given[name] ?? otherwise);
}

function mapValues(values: Readonly<Record<string, string>>, change: (value: string) => string) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
