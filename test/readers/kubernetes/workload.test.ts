import { describe, expect, test } from '@jest/globals';
import { factOf, shown, written } from './read.js';

const BAKERY = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: bakery
  namespace: shop
  annotations: { team: bread }
spec:
  replicas: 3
  strategy:
    rollingUpdate: { maxSurge: 50% }
  template:
    metadata:
      labels:
        app: bakery
    spec:
      initContainers:
        - name: migrate
          image: bakery:1
        - name: proxy
          image: envoy:1
          restartPolicy: Always
      containers:
        - name: web
          image: bakery:1
          command: [bundle, exec]
          args: ["puma", -C, config/puma.rb]
          ports:
            - { name: http, containerPort: 3000 }
          resources:
            requests: { cpu: 250m, memory: 512Mi }
            limits: { memory: 1.5Gi }
          lifecycle:
            preStop:
              exec: { command: [sh, -c, "kill -TSTP 1 && sleep 10; sleep 5s"] }
        - name: nginx
          image: nginx:1
      terminationGracePeriodSeconds: 60
`;

const bare = (name: string, role: string, image: string, at: string) => ({
  name,
  role,
  image,
  env: [],
  envFrom: [],
  memory: {
    request: `null <- container ${name} sets no memory request (${at})`,
    limit: `null <- container ${name} sets no memory limit (${at})`,
  },
  cpu: {
    request: `null <- container ${name} sets no cpu request (${at})`,
    limit: `null <- container ${name} sets no cpu limit (${at})`,
  },
  ports: [],
  probes: {},
  at,
});

test('a Deployment with all that it can say about its pods', () => {
  expect(shown(factOf('workload', BAKERY))).toEqual({
    kind: 'workload',
    platform: 'kubernetes',
    type: 'Deployment',
    name: 'bakery',
    placement: { namespace: 'shop' },
    podLabels: { app: 'bakery' },
    annotations: { team: 'bread' },
    replicas: '3 <- replicas of Deployment bakery (8:13)*',
    containers: [
      {
        ...bare('web', 'main', '"bakery:1" <- image of container web (24:18)*', '23:17'),
        command: { form: 'exec', words: ['bundle', 'exec'], at: '25:20' },
        args: { form: 'exec', words: ['puma', '-C', 'config/puma.rb'], at: '26:17' },
        ports: [{ name: 'http', number: '3000 <- containerPort (28:44)*' }],
        memory: {
          request: '536870912 <- memory request of container web (30:44)*',
          limit: '1610612736 <- memory limit of container web (31:31)*',
        },
        cpu: {
          request: '250 <- cpu request of container web (30:30)*',
          limit: 'null <- container web sets no cpu limit (23:17)*',
        },
        preStop: { seconds: '15 <- preStop command (34:32)' },
      },
      bare('nginx', 'sidecar', '"nginx:1" <- image of container nginx (36:18)*', '35:17'),
      bare('migrate', 'init', '"bakery:1" <- image of container migrate (18:18)*', '17:17'),
      bare('proxy', 'sidecar', '"envoy:1" <- image of container proxy (20:18)*', '19:17'),
    ],
    gracePeriodSeconds: '60 <- terminationGracePeriodSeconds of Deployment bakery (37:38)*',
    rollout: {
      strategy: 'RollingUpdate',
      maxSurge: '"50%" <- maxSurge of Deployment bakery (10:32)*',
      maxUnavailable: 'null <- Deployment bakery sets no maxUnavailable (4:9)*',
    },
    at: '4:9',
  });
});

const podOf = (spec: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: oven\nspec:\n  containers:\n    - name: oven\n${spec.replace(/^/gm, '      ')}\n`;

describe('what is left out', () => {
  test('replicas and the grace period are null, with the place where each would be written', () => {
    const text =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec:\n  template:\n    spec:\n      containers: []\n';
    const { replicas, gracePeriodSeconds } = factOf('workload', text);
    expect(replicas.known && replicas.value).toBeNull();
    expect(gracePeriodSeconds.known && gracePeriodSeconds.value).toBeNull();
    const slots = [replicas, gracePeriodSeconds].map(({ trail }) => trail[0]?.slot);
    expect(slots.map((slot) => slot && written(text, slot, '40').split('\n').slice(3, 8))).toEqual([
      ['spec:', '  replicas: 40', '  template:', '    spec:', '      containers: []'],
      ['spec:', '  template:', '    spec:', '      terminationGracePeriodSeconds: 40', '      containers: []'],
    ]);
  });

  test('a new variable goes before the first one, or starts the list', () => {
    const inserted = (spec: string) => {
      const slot = factOf('workload', podOf(spec)).containers[0]?.variableSlot;
      return slot && written(podOf(spec), slot, '5').replace('{name}', 'RAILS_MAX_THREADS').split('\n').slice(6, -1);
    };
    expect(inserted('env:\n- name: A\n  value: b')).toEqual([
      '    - name: oven',
      '      env:',
      '      - name: RAILS_MAX_THREADS',
      '        value: "5"',
      '      - name: A',
      '        value: b',
    ]);
    expect(inserted('image: oven:1')).toEqual([
      '    - name: oven',
      '      env:',
      '        - name: RAILS_MAX_THREADS',
      '          value: "5"',
      '      image: oven:1',
    ]);
    expect(inserted('env: [{ name: A, value: b }]')).toEqual([
      '    - name: oven',
      '      env: [{"name": "RAILS_MAX_THREADS", "value": "5"}, { name: A, value: b }]',
    ]);
  });
});

describe('what cannot be known', () => {
  test.each([
    [
      'memory: 1GiB',
      'not-computable: memory limit of container oven is "1GiB", not a quantity that Kubernetes accepts, as 512Mi',
    ],
    ['memory: ${MEMORY}', 'template-not-rendered: memory limit of container oven is "${MEMORY}"'],
    [
      'memory: [1]',
      'not-computable: memory limit of container oven is a sequence, not a quantity that Kubernetes accepts, as 512Mi',
    ],
  ])('the limit in %s', (limit, expected) => {
    const [oven] = factOf('workload', podOf(`resources:\n  limits:\n    ${limit}`)).containers;
    expect(shown(oven?.memory.limit)).toBe(`${expected} <- memory limit of container oven (10:19)`);
  });

  test('how many pods a DaemonSet has', () => {
    const { replicas } = factOf(
      'workload',
      'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: { name: logs }\nspec: {}\n',
    );
    expect(shown(replicas)).toBe('not-computable: a DaemonSet runs one pod on each node <- DaemonSet logs (3:19)');
  });
});

describe('preStop', () => {
  test.each([
    ['exec: { command: ["sleep", "5"] }', '5 <- preStop command (11:28)'],
    ['exec: { command: [sh, -c, "sleep 1m; sleep 0.5"] }', '60.5 <- preStop command (11:28)'],
    ['exec: { command: [nginx, -s, quit] }', '0 <- preStop command (11:28)'],
    ['sleep: { seconds: 7 }', '7 <- preStop sleep (11:29)*'],
    [
      'exec: { command: [sh, -c, "sleep $WAIT"] }',
      'not-computable: how long "sh -c sleep $WAIT" takes <- preStop command (11:28)',
    ],
    [
      'exec: { command: [sh, -c, "while busy; do sleep 1; done"] }',
      'not-computable: how long "sh -c while busy; do sleep 1; done" takes <- preStop command (11:28)',
    ],
    ['exec: { command: [./quiet.sh] }', 'not-computable: how long "./quiet.sh" takes <- preStop command (11:28)'],
    ['exec: { command: [/bin/sh, -c, "kill -TSTP 1 && touch /tmp/stopping"] }', '0 <- preStop command (11:28)'],
    [
      'exec: { command: [bundle, exec, sidekiqctl, stop, app.pid, "60"] }',
      'not-computable: how long "bundle exec sidekiqctl stop app.pid 60" takes <- preStop command (11:28)',
    ],
    [
      'exec: { command: [python, -c, "time.sleep(20)"] }',
      'not-computable: how long "python -c time.sleep(20)" takes <- preStop command (11:28)',
    ],
    [
      'httpGet: { path: /, port: 1 }',
      'not-computable: how long the preStop hook takes is not in its declaration <- preStop (10:9)',
    ],
  ])('%s', (hook, expected) => {
    const [oven] = factOf('workload', podOf(`image: oven:1\nlifecycle:\n  preStop:\n    ${hook}`)).containers;
    expect(shown(oven?.preStop?.seconds)).toBe(expected);
  });
});

describe('other kinds', () => {
  const containers = 'spec: { containers: [{ name: c, image: i }] }';
  test.each([
    ['apps/v1', 'StatefulSet', `{ replicas: 2, template: { ${containers} } }`, '2', 'RollingUpdate', '"0"'],
    ['batch/v1', 'Job', `{ parallelism: 4, template: { ${containers} } }`, '4', 'none', 'null'],
    ['batch/v1', 'CronJob', `{ jobTemplate: { spec: { template: { ${containers} } } } }`, 'null', 'none', 'null'],
    [
      'apps.openshift.io/v1',
      'DeploymentConfig',
      `{ replicas: 1, strategy: { type: Recreate }, template: { ${containers} } }`,
      '1',
      'Recreate',
      'null',
    ],
    [
      'argoproj.io/v1alpha1',
      'Rollout',
      `{ replicas: 5, strategy: { blueGreen: {} }, template: { ${containers} } }`,
      '5',
      'RollingUpdate',
      '"100%"',
    ],
    [
      'argoproj.io/v1alpha1',
      'Rollout',
      `{ replicas: 5, strategy: { canary: { maxSurge: 1 } }, template: { ${containers} } }`,
      '5',
      'RollingUpdate',
      '"1"',
    ],
    ['apps/v1', 'ReplicaSet', `{ replicas: 6, template: { ${containers} } }`, '6', 'none', 'null'],
  ])('%s %s %s', (apiVersion, kind, spec, replicas, strategy, maxSurge) => {
    const workload = factOf(
      'workload',
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: w }\nspec: ${spec}\n`,
    );
    expect(workload.containers.map(({ name }) => name)).toEqual(['c']);
    expect([workload.type, workload.rollout.strategy]).toEqual([kind, strategy]);
    const values = [workload.replicas, workload.rollout.maxSurge].map(
      (each) => each.known && JSON.stringify(each.value),
    );
    expect(values).toEqual([replicas, maxSurge]);
  });

  test('members of a List and of an OpenShift Template count like objects of their own', () => {
    const pod = (name: string) => `{ apiVersion: v1, kind: Pod, metadata: { name: ${name} }, ${containers} }`;
    expect(factOf('workload', `apiVersion: v1\nkind: List\nitems:\n  - ${pod('a')}\n`).name).toBe('a');
    expect(
      factOf('workload', `apiVersion: template.openshift.io/v1\nkind: Template\nobjects: [${pod('b')}]\n`).name,
    ).toBe('b');
  });

  test('a copy of the object in an annotation is left out', () => {
    const annotations = '{ kubectl.kubernetes.io/last-applied-configuration: "{}", team: a }';
    const text = `apiVersion: v1\nkind: Pod\nmetadata: { name: p, annotations: ${annotations} }\n${containers}\n`;
    expect(factOf('workload', text).annotations).toEqual({ team: 'a' });
  });
});
