import { describe, expect, test } from '@jest/globals';
import { materialText } from '../../../src/assistant/material-text.js';
import { briefOf } from '../../../src/reporters/brief/brief-of.js';
import { Source } from '../../../src/syntax/source.js';
import { EXAMPLE, findingAbout, judged, TREES } from './trees.js';

/** No word of any file; each planting writes it where a secret would stand. */
const CANARY = 'zebrafinch';
const BASE64 = Buffer.from(CANARY).toString('base64').replaceAll('=', '');
const PEM_BODY = 'MIIEpAIBAAKCAQEA7zebrafinchQ2Z';

const PLANTED: readonly (readonly [string, string, string])[] = [
  [
    'a Secret',
    'k8s/a.yaml',
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\ndata:\n  url: ${BASE64}\nstringData:\n  name: ${CANARY}\n  type: ${CANARY}`,
  ],
  ['a Secret in quotes', 'k8s/a.yaml', `"kind": "Secret"\n"stringData":\n  "x": "${CANARY}"`],
  ['a Secret whose data is a flow', 'k8s/a.yaml', `kind: Secret\nstringData: { a: ${CANARY}, b: "${CANARY}" }`],
  [
    'a Secret with a block',
    'k8s/a.yaml',
    `kind: Secret\nstringData:\n  config: |\n    one: ${CANARY}\n    ${CANARY}:\n\n    - ${CANARY}`,
  ],
  [
    'a Secret in a stream',
    'k8s/a.yaml',
    `kind: ConfigMap\ndata:\n  a: b\n---\nstringData:\n  a: ${CANARY}\nkind: Secret\n---\nkind: Pod`,
  ],
  ['a Secret in a list', 'k8s/a.yaml', `kind: List\nitems:\n  - kind: Secret\n    stringData:\n      a: ${CANARY}`],
  ['a Secret after a byte order mark', 'k8s/a.yaml', `\ufeffkind: Secret\nstringData:\n  a: ${CANARY}`],
  ['a Secret with Windows line ends', 'k8s/a.yaml', `kind: Secret\r\nstringData:\r\n  a: ${CANARY}\r\n`],
  ['a Secret as JSON', 'k8s/a.json', `{\n  "kind": "Secret",\n  "stringData": {\n    "a": "${CANARY}"\n  }\n}`],
  ['a Secret as JSON in one line', 'k8s/a.json', `{"kind":"Secret","stringData":{"a":"${CANARY}"}}`],
  [
    'a Secret with an annotation of itself',
    'k8s/a.yaml',
    `kind: Secret\nmetadata:\n  annotations:\n    last: |\n      {"stringData":{"a":"${CANARY}"}}`,
  ],
  [
    'a Secret in a template',
    'templates/a.yaml.tpl',
    `kind: Secret\nstringData:\n  a: {{ .Values.a | default "${CANARY}" }}`,
  ],
  ['a Secret in ERB', 'k8s/a.yaml.erb', `kind: Secret\nstringData:\n  a: <%= ENV.fetch("A", "${CANARY}") %>`],
  [
    'a SealedSecret',
    'k8s/a.yaml',
    `kind: SealedSecret\nspec:\n  encryptedData:\n    a: ${CANARY}\n  template:\n    name: ${CANARY}`,
  ],
  [
    'an ExternalSecret',
    'k8s/a.yaml',
    `kind: ExternalSecret\nspec:\n  data:\n    - secretKey: A\n      remoteRef: { key: ${CANARY}, property: ${CANARY} }`,
  ],
  [
    'generated secrets of kustomize',
    'k8s/kustomization.yaml',
    `secretGenerator:\n- name: shop\n  literals:\n  - a=${CANARY}\n  - b=${CANARY}`,
  ],
  [
    'values of Helm',
    'values.yaml',
    `secrets:\n  a: ${CANARY}\n  nested:\n    b: "${CANARY}"\nauth:\n  rootPassword: ${CANARY}`,
  ],
  [
    'a variable of a container',
    'k8s/a.yaml',
    `env:\n  - name: DB_PASSWORD\n    value: ${CANARY}\n  - { name: API_TOKEN, value: "${CANARY}" }\n  - value: ${CANARY}\n    name: SECRET_KEY_BASE`,
  ],
  [
    'a variable with a block',
    'k8s/a.yaml',
    `env:\n  - name: APP_SECRET\n    value: |\n      ${CANARY}\n      ${CANARY}`,
  ],
  [
    'a ConfigMap',
    'k8s/a.yaml',
    `kind: ConfigMap\ndata:\n  STRIPE_API_KEY: ${CANARY}\n  smtp_pass: '${CANARY}'\n  token: >-\n    ${CANARY}\n    ${CANARY}\n  password: "${CANARY}\n    ${CANARY}"`,
  ],
  [
    'URLs of databases',
    'k8s/a.yaml',
    `DATABASE_URL: postgres://shop:${CANARY}@db:5432/shop\nREDIS_URL: "redis://:${CANARY}@redis/0"\nA: mysql2://root:${CANARY}@db/x?pool=5\nB: postgres://db/x?user=a&password=${CANARY}`,
  ],
  [
    'a URL in ERB',
    'config/database.yml',
    `production:\n  url: <%= ENV.fetch("DATABASE_URL", "postgres://shop:${CANARY}@db/shop") %>`,
  ],
  [
    'passwords in ERB',
    'config/database.yml',
    `production:\n  password: <%= ENV.fetch("DB_PASSWORD", "${CANARY}") %>\nstaging:\n  password: <%= ENV["DB_PASSWORD"] || '${CANARY}' %>\ntest:\n  password: <%= ENV.fetch("DB_PASSWORD") { "${CANARY}" } %>\n  password: ${CANARY}`,
  ],
  [
    'Ruby',
    'config/initializers/a.rb',
    `Stripe.api_key = "${CANARY}"\nconfig.secret_key_base = '${CANARY}'\nRedis.new(host: "a", password: "${CANARY}")\nx = { :token => "${CANARY}" }\nENV["API_TOKEN"] ||= "${CANARY}"\nENV.fetch("API_TOKEN", "${CANARY}")\npassword =\n  "${CANARY}"\ntoken = <<~TEXT\n  ${CANARY}\nTEXT\nkeys = { access_key_id: "${CANARY}" }`,
  ],
  ['Ruby in a block', 'config/puma.rb', `token = ENV.fetch("API_TOKEN") do\n  "${CANARY}"\nend\nthreads 5, 5`],
  [
    'variables of Terraform',
    'terraform/a.tf',
    `variable "db_password" {\n  type = string\n  default = "${CANARY}"\n}\nresource "aws_db_instance" "a" {\n  password = "${CANARY}"\n  master_password = "${CANARY}"\n}\nresource "aws_elasticache_replication_group" "a" {\n  auth_token = "${CANARY}"\n}`,
  ],
  [
    'secrets of Terraform',
    'terraform/a.tf',
    `resource "aws_secretsmanager_secret_version" "a" {\n  secret_string = jsonencode({\n    url = "${CANARY}"\n  })\n}\nresource "kubernetes_secret" "a" {\n  data = {\n    url = "${CANARY}"\n  }\n}\nresource "aws_ssm_parameter" "a" {\n  type = "SecureString"\n  value = "${CANARY}"\n}\nlocals {\n  secrets = {\n    a = "${CANARY}"\n    b = ["${CANARY}"]\n  }\n  token = <<EOT\n${CANARY}\nEOT\n}`,
  ],
  [
    'variables of a task',
    'terraform/a.tf',
    `environment = [\n  { name = "DB_PASSWORD", value = "${CANARY}" },\n  {\n    name  = "API_TOKEN"\n    value = "${CANARY}"\n  },\n  {\n    value = "${CANARY}"\n    name  = "API_SECRET"\n  }\n]`,
  ],
  ['tfvars', 'terraform/prod.auto.tfvars', `db_password = "${CANARY}"\nstripe_secret = "${CANARY}"`],
  [
    'a task definition',
    'ecs/task.json',
    `{\n  "environment": [\n    { "name": "DB_PASSWORD", "value": "${CANARY}" },\n    {\n      "name": "API_TOKEN",\n      "value": "${CANARY}"\n    }\n  ]\n}`,
  ],
  [
    '.env',
    '.env.production',
    `A=${CANARY}\nexport B="${CANARY} ${CANARY}"\nC='${CANARY}'\n# D=${CANARY}\nE="a\n${CANARY}"`,
  ],
  [
    'a Dockerfile',
    'Dockerfile',
    `ARG NPM_TOKEN=${CANARY}\nENV DB_PASSWORD ${CANARY}\nENV A=1 SECRET_KEY_BASE=${CANARY}\nRUN SECRET_KEY_BASE=${CANARY} rails assets:precompile\nRUN curl -H "Authorization: Bearer ${CANARY}" a`,
  ],
  [
    'a Procfile',
    'Procfile',
    `web: DB_PASSWORD=${CANARY} bundle exec puma\nredis: redis-server --requirepass ${CANARY}`,
  ],
  [
    'arguments',
    'k8s/a.yaml',
    `args: ["--requirepass", "${CANARY}"]\ncommand: redis-server --masterauth ${CANARY}\nexec: [sh, -c, "PGPASSWORD=${CANARY} pg_isready"]`,
  ],
  ['arguments in lines', 'k8s/a.yaml', `args:\n  - --requirepass\n  - ${CANARY}\n  - --port\n  - "6379"`],
  [
    'PEM',
    'config/a.rb',
    `CERT = <<~PEM\n  -----BEGIN RSA PRIVATE KEY-----\n  ${PEM_BODY}\n  ${CANARY}\n  -----END RSA PRIVATE KEY-----\nPEM\nX = "-----BEGIN EC PRIVATE KEY-----\\n${CANARY}"`,
  ],
  [
    'keys that are issued',
    'config/a.yml',
    `a: AKIA${'ZEBRAFINCH0123456789'.slice(0, 16)} # ${CANARY.length}\nb: sk_live_${CANARY}${CANARY}\nc: ghp_${CANARY}${CANARY}1\nd: xoxb-${CANARY}-${CANARY}\ne: glpat-${CANARY}${CANARY}`,
  ],
  [
    'random strings',
    'config/a.yml',
    `a: x9${CANARY.toUpperCase()}Qw3Er7Ty1Ui5Op2As8D\nb: 7f3a9c1e5b8d2f4a6c0e9b7d5f3a1c8e`,
  ],
  ['key files', 'config/master.key', CANARY],
  ['credentials', 'config/credentials/production.yml.enc', `${CANARY}--${CANARY}`],
  ['secrets.yml', 'config/secrets.yml', `production:\n  stripe: ${CANARY}\n  nested:\n    pk: ${CANARY}`],
  ['.npmrc', '.npmrc', `//registry/:_authToken=${CANARY}`],
  ['an HTML comment', 'README.md', `# Shop\n<!-- ${CANARY}\n${CANARY} -->\ntext`],
  ['a long line', 'k8s/a.json', `{"a":"${'x '.repeat(600)}","token":"${CANARY}"}`],
];

function told(text: string): string {
  return text.toLowerCase();
}

describe('no planted secret is told', () => {
  test.each(PLANTED)('%s', (_, path, text) => {
    const source = new Source(path, text);
    const finding = findingAbout([source]);
    const brief = briefOf(finding, { rules: [], sources: new Map([[path, source]]) });
    const prompt = told(materialText(brief));
    for (const secret of [CANARY, BASE64, PEM_BODY, '7f3a9c1e', 'ZEBRAFINCH'])
      expect(prompt).not.toContain(told(secret));
  });

  test('nor in any example or fixture, with secrets planted in each of their files', async () => {
    let briefs = 0;
    for (const folder of TREES) {
      const { diagnostics, report } = await judged(folder);
      const planted = new Map([...report.sources].map(([path, source]) => [path, withSecrets(source)]));
      for (const finding of [...diagnostics, findingAbout(planted.values())]) {
        const brief = briefOf(finding, { rules: report.rules, sources: planted });
        expect(told(JSON.stringify(brief) + materialText(brief))).not.toContain(CANARY);
        briefs += 1;
      }
    }
    expect(briefs).toBeGreaterThan(TREES.length);
  });

  test('nor in a message that has it', () => {
    const source = new Source('k8s/a.yaml', `API_TOKEN: "${CANARY}-1"\nother: "${CANARY}-1"`);
    const finding = {
      ...findingAbout([source]),
      message: `API_TOKEN is ${CANARY}-1.`,
      says: `says API_TOKEN: "${CANARY}-1"`,
    };
    const brief = briefOf(finding, { rules: [], sources: new Map([[source.path, source]]) });
    expect(told(JSON.stringify(brief))).not.toContain(CANARY);
  });
});

/** The file with a secret in each form that its language has, at its end, so that places stay. */
function withSecrets(source: Source): Source {
  const forms: readonly (readonly [RegExp, string])[] = [
    [/\.ya?ml$/, `\nplanted:\n  DB_PASSWORD: ${CANARY}\n  url: redis://:${CANARY}@redis/0\n`],
    [/\.tf$/, `\nvariable "planted_password" {\n  default = "${CANARY}"\n}\n`],
    [/\.rb$|Gemfile$/, `\nplanted_token = "${CANARY}"\n`],
    [/Dockerfile$/, `\nENV PLANTED_TOKEN ${CANARY}\n`],
  ];
  const planted = forms.find(([path]) => path.test(source.path))?.[1] ?? `\nPLANTED_TOKEN=${CANARY}\n`;
  return new Source(source.path, source.text + planted);
}

test('what is no secret is told as it is', async () => {
  const { diagnostics, report } = await judged(EXAMPLE);
  const about = diagnostics.find(({ ruleId }) => ruleId === 'contract-formula-violated');
  if (about === undefined) throw new Error('the example has a formula that is violated');
  const { files } = briefOf(about, report);
  const hidden = files.flatMap(({ path, lines }) =>
    lines.filter(({ text }) => text.includes('•')).map(({ number }) => `${path}:${number}`),
  );
  expect(hidden.filter((place) => !place.includes('secrets.yaml'))).toEqual([]);
});
