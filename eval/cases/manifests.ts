import type { Tree } from '../tree.js';

const COMMAND = /^ {10}command: .*$/m;

/** Lets the container of a fixture take its variables from the ConfigMap `library`: old text, new text. */
export const IN_CONFIG_MAP = [
  '          image: registry.example.org/library:1.4.0\n',
  '          image: registry.example.org/library:1.4.0\n          envFrom:\n            - configMapRef:\n                name: library\n',
] as const;

export function configMap(name: string, data: Readonly<Record<string, string>>, namespace?: string): string {
  const lines = Object.entries(data).map(([key, value]) => `  ${key}: "${value}"\n`);
  const place = namespace === undefined ? '' : `  namespace: ${namespace}\n`;
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${place}data:\n${lines.join('')}`;
}

/** A Deployment of the library's image that runs a program of the bundle. */
export function workload(name: string, program: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: ${program}
          image: registry.example.org/library:1.4.0
          command: ["bundle", "exec", "${program}"]
`;
}

/** The manifest once for production and once for staging, each in its folder, and what else a folder is to hold. */
export function inNamespaces(tree: Tree, path: string, beside: (namespace: string) => string | undefined): Tree {
  const manifest = tree.files.get(path) ?? '';
  const file = path.slice(path.lastIndexOf('/') + 1);
  return ['production', 'staging'].reduce((grown, namespace) => {
    const placed = manifest.replaceAll(/^metadata:\n/gm, `metadata:\n  namespace: ${namespace}\n`);
    const more = beside(namespace);
    const own = grown.with(`deploy/${namespace}/${file}`, placed);
    return more === undefined ? own : own.with(`deploy/${namespace}/config.yaml`, more);
  }, tree.without(path));
}

/** The limits of a container that has no resources yet, as `{ memory: 768Mi }`; they stand after its command. */
export function withLimits(tree: Tree, path: string, limits: string): Tree {
  const command = COMMAND.exec(tree.files.get(path) ?? '')?.[0] ?? '';
  return tree.replaced(path, command, `${command}\n          resources:\n            limits: ${limits}`);
}
