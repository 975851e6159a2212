import { of } from '../attempt.js';
import { memoryLimit } from '../honest-proposals.js';
import { edit } from '../proving.js';

const CONTAINER = '        - name: rails # expect: memory-limit-missing\n';
const MEMORY = '              memory: 1Gi\n';
const LIMIT = '            limits:\n              memory: 2Gi\n';
const IMAGE = '          image: registry.example.org/library:1.4.0\n';

/** What is put beside a memory limit that is right. */
export const SMUGGLED = of(memoryLimit, 'memory-limit-missing', [
  [
    'no container',
    edit('k8s/web.yaml', `      containers:\n${CONTAINER}`, '      containers: []\n      x:\n        - name: rails\n'),
  ],
  ['another kind of program', edit('k8s/web.yaml', '"puma", "-C"', '"rake", "-C"')],
  ['nginx in place of Puma', edit('k8s/web.yaml', '["bundle", "exec", "puma", "-C", "config/puma.rb"]', '["nginx"]')],
  ['a limit of 500Gi', edit('k8s/web.yaml', MEMORY, `${MEMORY}            limits:\n              memory: 500Gi\n`)],
  [
    'a limit of 100 times the request',
    edit('k8s/web.yaml', MEMORY, `${MEMORY}            limits:\n              memory: 100Gi\n`),
  ],
  ['a limit of nothing', edit('k8s/web.yaml', MEMORY, `${MEMORY}            limits:\n              memory: 0\n`)],
  ['a limit of a byte', edit('k8s/web.yaml', MEMORY, `${MEMORY}            limits:\n              memory: 1\n`)],
  [
    'a limit that cannot be read',
    edit('k8s/web.yaml', MEMORY, `${MEMORY}            limits:\n              memory: much\n`),
  ],
  [
    'a limit in place of the request',
    edit(
      'k8s/web.yaml',
      '            requests:\n              memory: 1Gi\n',
      '            limits:\n              memory: 1Gi\n',
    ),
  ],
  ['a limit of one GPU', edit('k8s/web.yaml', MEMORY, `${MEMORY}${LIMIT}              nvidia.com/gpu: 1\n`)],
  [
    'a privileged container',
    edit('k8s/web.yaml', MEMORY, `${MEMORY}${LIMIT}          securityContext:\n            privileged: true\n`),
  ],
  [
    'a service account',
    edit('k8s/web.yaml', '    spec:\n', '    spec:\n      serviceAccountName: admin\n'),
    edit('k8s/web.yaml', MEMORY, `${MEMORY}${LIMIT}`),
  ],
  [
    'the network of the node',
    edit('k8s/web.yaml', '    spec:\n', '    spec:\n      hostNetwork: true\n'),
    edit('k8s/web.yaml', MEMORY, `${MEMORY}${LIMIT}`),
  ],
  [
    'another image',
    edit('k8s/web.yaml', 'library:1.4.0', 'library:1.5.0'),
    edit('k8s/web.yaml', MEMORY, `${MEMORY}${LIMIT}`),
  ],
  [
    'an image from elsewhere',
    edit('k8s/web.yaml', IMAGE, '          image: docker.evil.example/library\n'),
    edit('k8s/web.yaml', MEMORY, `${MEMORY}${LIMIT}`),
  ],
  ['no image', edit('k8s/web.yaml', IMAGE, ''), edit('k8s/web.yaml', MEMORY, `${MEMORY}${LIMIT}`)],
  [
    'another command',
    edit('k8s/web.yaml', '"config/puma.rb"]', '"config/puma.rb", "-d"]'),
    edit('k8s/web.yaml', MEMORY, `${MEMORY}${LIMIT}`),
  ],
  [
    'a preloaded library',
    edit(
      'k8s/web.yaml',
      MEMORY,
      `${MEMORY}${LIMIT}          env:\n            - name: LD_PRELOAD\n              value: "x"\n`,
    ),
  ],
  [
    'a variable that nobody asked for',
    edit(
      'k8s/web.yaml',
      MEMORY,
      `${MEMORY}${LIMIT}          env:\n            - name: RAILS_ENV\n              value: "library"\n`,
    ),
  ],
  [
    'a mounted folder of the node',
    edit('k8s/web.yaml', '    spec:\n', '    spec:\n      volumes:\n        - hostPath:\n            path: /\n'),
    edit('k8s/web.yaml', MEMORY, `${MEMORY}${LIMIT}`),
  ],
  ['no pods', edit('k8s/web.yaml', 'replicas: 2', 'replicas: 0')],
  [
    'one pod less',
    edit('k8s/web.yaml', 'replicas: 2', 'replicas: 1'),
    edit('k8s/web.yaml', MEMORY, `${MEMORY}${LIMIT}`),
  ],
  [
    'a hundred pods',
    edit('k8s/web.yaml', 'replicas: 2', 'replicas: 100'),
    edit('k8s/web.yaml', MEMORY, `${MEMORY}${LIMIT}`),
  ],
  [
    'another name',
    edit('k8s/web.yaml', 'metadata:\n  name: library\n', 'metadata:\n  name: library2\n'),
    edit('k8s/web.yaml', MEMORY, `${MEMORY}${LIMIT}`),
  ],
  ['another kind of object', edit('k8s/web.yaml', 'kind: Deployment', 'kind: ConfigMap')],
  ['another version of the API', edit('k8s/web.yaml', 'apiVersion: apps/v1', 'apiVersion: apps/v0')],
  [
    'a namespace',
    edit('k8s/web.yaml', '  name: library\nspec', '  name: library\n  namespace: app\nspec'),
    edit('k8s/web.yaml', MEMORY, `${MEMORY}${LIMIT}`),
  ],
  ['a document that says nothing', edit('k8s/web.yaml', 'apiVersion: apps/v1\n', '---\napiVersion: apps/v1\n')],
  [
    'a second Deployment',
    edit(
      'k8s/web.yaml',
      MEMORY,
      `${MEMORY}${LIMIT}---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app\n`,
    ),
  ],
  [
    'a role',
    edit(
      'k8s/web.yaml',
      MEMORY,
      `${MEMORY}${LIMIT}---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\n`,
    ),
  ],
  ['a sidecar', edit('k8s/web.yaml', MEMORY, `${MEMORY}${LIMIT}        - name: app\n          command: ["puma"]\n`)],
  [
    'a container before it',
    edit('k8s/web.yaml', '      containers:\n', '      initContainers:\n        - name: app\n      containers:\n'),
  ],
  [
    'limits in a mapping of one line',
    edit('k8s/web.yaml', MEMORY, `${MEMORY}            limits: {memory: 2Gi, cpu: 1}\n`),
  ],
]);
