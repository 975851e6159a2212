import { expect, test } from '@jest/globals';
import { redactedFile } from '../../../src/reporters/brief/redacted-file.js';
import { Source } from '../../../src/syntax/source.js';

function redacted(path: string, text: string): string {
  return redactedFile(new Source(path, text)).lines.join('\n');
}

test.each<readonly [string, string, string, string]>([
  [
    'a Secret: its keys stay',
    'k8s/secret.yaml',
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\nstringData:\n  name: planted1\n  url: |\n    planted2: x',
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\nstringData:\n  name: ••••••••\n  url: •\n    ••••••••• •',
  ],
  [
    'a Secret in one line',
    'k8s/secret.json',
    '{"kind":"Secret","data":{"url":"planted"}}',
    '••••••••••••••••••••••••••••••••••••••••••',
  ],
  [
    'a variable whose name says it, and its neighbours not',
    'k8s/web.yaml',
    'env:\n  - name: DB_POOL\n    value: "5"\n  - name: DB_PASSWORD\n    value: planted\n  - name: WEB_CONCURRENCY\n    value: "2"',
    'env:\n  - name: DB_POOL\n    value: "5"\n  - name: DB_PASSWORD\n    value: •••••••\n  - name: WEB_CONCURRENCY\n    value: "2"',
  ],
  [
    'a pair that begins with its value',
    'k8s/web.yaml',
    'env:\n  - value: "5"\n    name: DB_POOL\n  - value: planted\n    name: DB_PASSWORD',
    'env:\n  - value: "5"\n    name: DB_POOL\n  - value: •••••••\n    name: DB_PASSWORD',
  ],
  [
    'the default in ERB, and not the name of the variable',
    'config/database.yml',
    'production:\n  pool: <%= ENV.fetch("DB_POOL", 5) %>\n  password: <%= ENV.fetch("DB_PASSWORD", "planted") %>\n  host: db',
    'production:\n  pool: <%= ENV.fetch("DB_POOL", 5) %>\n  password: <%= ENV.fetch("DB_PASSWORD", "•••••••") %>\n  host: db',
  ],
  [
    'a Terraform variable',
    'main.tf',
    'variable "db_password" {\n  type    = string\n  default = "planted"\n}\nvariable "db_class" {\n  default = "db.t4g.medium"\n}',
    'variable "db_password" {\n  type    = string\n  default = "•••••••"\n}\nvariable "db_class" {\n  default = "db.t4g.medium"\n}',
  ],
  [
    'references stay',
    'main.tf',
    'password = var.db_password\ntoken = "${var.token}"\nsecret_key = "planted"',
    'password = var.db_password\ntoken = "${var.token}"\nsecret_key = "•••••••"',
  ],
  [
    '.env, except small numbers',
    '.env.production',
    'export DATABASE_URL=postgres://shop:planted@db/shop\nRAILS_MAX_THREADS=5\nNOTE="planted planted"',
    'export DATABASE_URL=•••••••••••••••••••••••••••••••\nRAILS_MAX_THREADS=5\nNOTE=•••••••• ••••••••',
  ],
  [
    'a flag',
    'Dockerfile',
    'CMD ["redis-server", "--requirepass", "planted"]',
    'CMD ["redis-server", "--requirepass", "•••••••"]',
  ],
  ['a space', 'Dockerfile', 'ENV DB_PASSWORD planted', 'ENV DB_PASSWORD •••••••'],
  [
    'issued keys',
    'a.rb',
    'Aws.use "AKIAIOSFODNN7EXAMPLE"\nx = "ghp_abcdefghijklmnopqrstuvwxyz0123456789"',
    'Aws.use "••••••••••••••••••••"\nx = "••••••••••••••••••••••••••••••••••••••••"',
  ],
  [
    'long names stay, what is random does not',
    'a.yaml',
    'readOnlyRootFilesystem: true\nterminationGracePeriodSeconds: 30\nshared_buffers: "{DBInstanceClassMemory/32768}"\nvalue: 3q2Xw9ZkLm4RtY7uPb1Vc8Nd',
    'readOnlyRootFilesystem: true\nterminationGracePeriodSeconds: 30\nshared_buffers: "{DBInstanceClassMemory/32768}"\nvalue: ••••••••••••••••••••••••',
  ],
  [
    'what a reader of the file does not see',
    'config/puma.rb',
    '# <!-- merge\n# this --> threads\u200b 5\u202e',
    '# •••• •••••\n• •••• ••• threads• 5•',
  ],
])('hides secrets: %s', (_, path, text, shown) => {
  expect(redacted(path, text)).toBe(shown);
});
