/** Texts that try to break a parser or a walk over its tree: too deep, too wide, too long, cut off, or lying. */
export const CONTENTS: Readonly<Record<string, string>> = {
  empty: '',
  'only a byte order mark': '\uFEFF',
  'NUL bytes': 'a: "\0"\n\0\0\0\nthreads 5\0\n',
  'CR only': 'a: 1\rb: 2\rthreads 5\r',
  'a lone surrogate': 'a: \ud800\nb: "\udfff"\n',
  'line separators': 'a: 1\u2028b: 2\u2029c: 3\u0085d: 4\n',
  'one huge line': `a: ${'x'.repeat(250_000)}\n`,
  'a huge quoted scalar': `a: "${'x\\n'.repeat(60_000)}"\n`,
  'many lines': 'a\n'.repeat(60_000),
  'many spaces': ' '.repeat(100_000),
  'many tabs and dashes': '\t- '.repeat(20_000),
  'many quotes': '"\''.repeat(20_000),
  'many backslashes': '\\'.repeat(60_000),
  'many line continuations': 'a \\\n'.repeat(20_000),
  'many dollars': '$'.repeat(50_000),
  'many hashes': '#'.repeat(50_000),

  'YAML alias bomb': `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghijklm'
    .split('')
    .map((name, index) => `${name}: &${name} [${`*${'abcdefghijklm'[index]}, `.repeat(9)}]`)
    .join('\n')}\n`,
  'YAML merge bomb': `a: &a {x: 1}\n${'bcdefghijklm'
    .split('')
    .map((name, index) => `${name}: &${name}\n  <<: [${`*${'abcdefghijklm'[index]}, `.repeat(9)}]`)
    .join('\n')}\nproduction:\n  <<: *m\n`,
  'YAML that refers to itself': 'production: &p\n  pool: 5\n  <<: *p\n  self: *p\n',
  'YAML anchors in a circle': 'a: &a\n  b: *b\nb: &b\n  a: *a\n',
  'YAML block nesting': Array.from({ length: 3_000 }, (_, depth) => `${' '.repeat(Math.min(depth, 150))}a:\n`).join(''),
  'YAML inline sequences in block': `a:\n${'- '.repeat(3_000)}x\n`,
  'YAML flow nesting within the limit of brackets': `a: ${'['.repeat(199)}${']'.repeat(199)}\n`,
  'YAML many documents': '---\na: 1\n'.repeat(5_000),
  'YAML many keys': Array.from({ length: 2_000 }, (_, number) => `key${number}: ${number}\n`).join(''),
  'YAML one key many times': 'production:\n  pool: 5\n'.repeat(3_000),
  'YAML cut off in a quote': 'production:\n  pool: "5\n  host: x\n',
  'YAML complex keys': '? [a, {b: c}]\n: - x\n? |\n  block\n: y\n',
  'YAML tags':
    '!!binary a: !!set {x}\nb: !<tag:yaml.org,2002:float> .nan\nc: !ruby/object:Gem::Version x\nd: .inf\ne: -.inf\n',
  'YAML numbers':
    'a: 0x7fffffffffffffffffff\nb: 1e999\nc: -0\nd: 0o777\ne: 250_000\nf: 190:20:30\npool: 99999999999999999999\n',

  'names of Object.prototype':
    '__proto__:\n  polluted: true\nconstructor:\n  prototype: {polluted: true}\ntoString: x\nhasOwnProperty: y\nproduction:\n  __proto__: {pool: 5}\n  constructor: 5\n',
  'a manifest with names of Object.prototype':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: __proto__, labels: {__proto__: x, constructor: y}}\ndata: {__proto__: a, constructor: b, toString: c}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: constructor}\nspec: {template: {metadata: {labels: {__proto__: a}}, spec: {containers: [{name: toString, env: [{name: __proto__, value: x}]}]}}}\n',
  'a manifest of wrong types':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: [name]\nspec:\n  replicas: {}\n  template:\n    spec:\n      containers:\n        web: {}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: {}}\nspec: {template: {spec: {containers: [null, 1, x, [], {name: [], env: {}, resources: 5, ports: [x], livenessProbe: []}]}}}\n---\napiVersion: v1\nkind: List\nitems: {}\n---\n- apiVersion: v1\n  kind: List\n',
  'a list of lists of manifests': `${'{"apiVersion": "v1", "kind": "List", "items": ['.repeat(60)}{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "x"}}${']}'.repeat(60)}\n`,
  'JSON numbers that JSON does not have': '{"locals": {"a": 1e999, "b": -0, "c": -1e999}, "a": -0.0}\n',
  'JSON cut off': '{"apiVersion": "v1", "kind": "ConfigMap", "data": {"a": "b',

  'ERB many keys': `<% if a %>\n${Array.from({ length: 3_000 }, (_, number) => `key${number}: ${number}\n`).join('')}<% end %>\n`,
  'ERB cut off': 'production:\n  pool: <%= ENV.fetch("RAILS_MAX_THREADS") { 5 \n',
  'ERB cut off in a quote': 'production:\n  url: "<%= ENV["DATABASE_URL"]\n',
  'ERB many tags': '<%= 1 %>'.repeat(5_000),
  'ERB nested openings': '<%= <%= '.repeat(3_000),
  'ERB openings without end': '<%'.repeat(10_000),
  'ERB odd closings': 'a: <% -%>%><%%= x %%><%# ENV["A"] %>\nb: <%- if true -%>\n  c: 1\n<%- end\n',

  'Ruby nested parentheses within the limit of brackets': `x = ${'('.repeat(199)}1${')'.repeat(199)}\n`,
  'Ruby nested hashes within the limit of brackets': `x = ${'{ a: '.repeat(199)}1${' }'.repeat(199)}\n`,
  'Ruby nested ifs': `${'if a\n'.repeat(3_000)}${'end\n'.repeat(3_000)}`,
  'Ruby nested blocks': `${'a do\n'.repeat(2_000)}${'end\n'.repeat(2_000)}`,
  'Ruby nested modules': `${'module A\n'.repeat(2_000)}ENV["A"]\n${'end\n'.repeat(2_000)}`,
  'Ruby a long chain': `x${'.a'.repeat(10_000)}\n`,
  'Ruby a long sum': `threads ${'1 + '.repeat(10_000)}1\n`,
  'Ruby many nots': `threads ${'!'.repeat(10_000)}1\n`,
  'Ruby many ors': `threads ENV["A"]${' || ENV["A"]'.repeat(5_000)}\n`,
  'Ruby many ternaries': `threads ${'a ? b : '.repeat(3_000)}1\n`,
  'Ruby local variables that double': `a0 = ENV["A"].to_i\n${Array.from({ length: 40 }, (_, number) => `a${number + 1} = a${number} + a${number}`).join('\n')}\nthreads a40, a40\nworkers a40\n`,
  'Ruby numbers that JSON does not have': 'threads -0.0, 1e999\nworkers -0\nconfig.x = -0.0\nconfig.y = -1e999\n',
  'Ruby openings after a dollar sign': `exec ${'$('.repeat(190)}x${')'.repeat(190)}\n`,
  'Ruby calls in calls': `${'aif '.repeat(1_900)}ENV["A"]\n`,
  'Ruby constants in a circle': 'A = B\nB = A\nthreads A, B\n',
  'Ruby nested interpolation': `${'"#{'.repeat(190)}1${'}"'.repeat(190)}\n`,
  'Ruby many heredocs': `foo ${'<<A, '.repeat(2_000)}1\n${'x\nA\n'.repeat(2_000)}`,
  'Ruby a heredoc without end': 'threads <<~A\n  x\n',
  'Ruby __END__': 'threads 5\n__END__\n\xff{{{{',
  'Ruby another encoding': '# encoding: utf-16le\nthreads 5\n',
  'Ruby many reads': 'ENV["A"]; ENV.fetch("B") { ENV["C"] }\n'.repeat(3_000),

  'HCL numbers that JSON does not have': 'locals {\n  a = -0\n  b = 1e999\n  c = 0 * -1\n  d = ceil(-0.5)\n}\n',
  'HCL a long label that nothing closes': `a {\n  b = "x<\n}\nresource "${'\t'.repeat(30_000)}\n`,
  'HCL many nots': `a = ${'!'.repeat(5_000)}true\n`,
  'HCL a long sum': `a = ${'1 + '.repeat(5_000)}1\n`,
  'HCL many conditionals': `a = ${'x ? y : '.repeat(3_000)}1\n`,
  'HCL nested blocks within the limit of brackets': `${'a {\n'.repeat(199)}${'}\n'.repeat(199)}`,
  'HCL nested templates': `a = ${'"${'.repeat(190)}1${'}"'.repeat(190)}\n`,
  'HCL a heredoc without end': 'a = <<EOT\n${x\n%{ for y in z }\n',
  'HCL a long attribute path': `a = b${'.c'.repeat(5_000)}\n`,
  'HCL many indexes': `a = b${'[0]'.repeat(5_000)}\n`,
  'HCL locals in a circle':
    'locals {\n  a = local.b\n  b = local.a\n  c = "${local.c}${local.c}"\n}\nresource "aws_db_instance" "x" {\n  engine = local.a\n}\n',
  'HCL locals that double': `locals {\n  a0 = "x"\n${Array.from({ length: 40 }, (_, number) => `  a${number + 1} = "\${local.a${number}}\${local.a${number}}"`).join('\n')}\n}\nresource "aws_db_instance" "x" {\n  engine = local.a40\n}\n`,
  'HCL a module that calls itself': 'module "x" {\n  source = "./"\n}\nmodule "y" {\n  source = "../../../../.."\n}\n',
  'HCL huge counts':
    'resource "aws_db_instance" "x" {\n  count = 1000000000\n  engine = "postgres"\n}\nresource "aws_db_instance" "y" {\n  for_each = toset(range(1000000000))\n}\n',

  'Dockerfile many stages': Array.from(
    { length: 2_000 },
    (_, number) => `FROM stage${number} AS stage${number + 1}\n`,
  ).join(''),
  'Dockerfile stages in a circle': 'FROM b AS a\nFROM a AS b\nCMD ["x"]\n',
  'Dockerfile JSON that is none':
    'FROM a\nCMD ["x",\nENTRYPOINT [1, {}, null]\nENV __proto__=x A="unclosed\nENV\nARG\nFROM\n',
  'Dockerfile arguments that double': `ARG A0=x\n${Array.from({ length: 40 }, (_, number) => `ARG A${number + 1}=$A${number}$A${number}`).join('\n')}\nFROM $A40\nENV B=$A40\nCMD echo $A40\n`,
  'Dockerfile a heredoc without end': 'FROM a\nRUN <<EOF\necho 1\n',

  'shell nested quotes': `exec ${'"$('.repeat(190)}x${')"'.repeat(190)}\n`,
  'shell nested ifs': `${'if true; then\n'.repeat(3_000)}exec a\n${'fi\n'.repeat(3_000)}`,
  'shell many pipes': `a ${'| b '.repeat(5_000)}\n`,
  'shell many backticks': '`'.repeat(20_001),
  'shell a quote without end': 'exec bundle exec puma "-C\n',
  'shell defaults': `exec ${'${A:-'.repeat(190)}x${'}'.repeat(190)}\n`,
  'a Procfile of colons': ':'.repeat(50_000),
  'a Procfile of one name': 'web: bundle exec puma\n'.repeat(5_000),

  'a Gemfile.lock of nothing but indentation': `GEM\n  specs:\n${'    puma (6.4.3)\n'.repeat(10_000)}`,
  'a Gemfile.lock of parentheses': 'GEM\n  specs:\n    puma (((6.4.3\n    rails )))\n    (1)\n',
  'SQL cut off': 'CREATE EXTENSION IF NOT EXISTS "\nCREATE EXTENSION\n',
  'SQL many extensions': 'CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;\n'.repeat(3_000),
  'Go templates':
    '{{- range .Values.x }}{{ include "x" . | nindent 4 }}{{ end\n{{/* {{ */}}\napiVersion: v1\nkind: {{ .x\n',
};

/** For whose files a text is made, by how its name begins; any other is for all. */
const AIMS: readonly (readonly [name: RegExp, path: RegExp])[] = [
  [/^(?:YAML|JSON|names|a manifest|a list|Go) /, /\.(?:ya?ml|json)$/],
  [/^ERB /, /^config\/.*\.yml$/],
  [/^Ruby /, /\.rb$|^Gemfile$|^config\/database\.yml$/],
  [/^HCL /, /\.(?:tf|tfvars)$/],
  [/^Dockerfile /, /^Dockerfile$/],
  [/^shell /, /^(?:bin\/.*|Dockerfile|Procfile)$/],
  [/^a Procfile /, /^Procfile$/],
  [/^a Gemfile\.lock /, /^Gemfile\.lock$/],
  [/^SQL /, /\.sql$/],
];

/** Whether a text may harm who reads this file. */
export function isAimedAt(name: string, path: string): boolean {
  return AIMS.find(([names]) => names.test(name))?.[1].test(path) ?? true;
}

/** Prism 1.9 as it comes overruns its stack into its own tables here and never ends. */
export const NEVER_ENDING = `exec ${'$('.repeat(190)}x${')'.repeat(190)}\n`;

/** Brackets far beyond what is given to parsers at all. */
export const TOO_DEEP: Readonly<Record<string, string>> = {
  'deploy/deep.yaml': `a: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
  'deploy/deep.json': `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  'config/puma.rb': `threads ${'('.repeat(10_000)}5${')'.repeat(10_000)}\n`,
  'infra/main.tf': `a = ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
  'config/database.yml': `a: <%= ${'('.repeat(10_000)}5${')'.repeat(10_000)} %>\n`,
  Dockerfile: `FROM a\nRUN ${'$('.repeat(10_000)}x${')'.repeat(10_000)}\n`,
  'bin/docker-entrypoint': `#!/bin/sh\nexec ${'$('.repeat(10_000)}x${')'.repeat(10_000)}\n`,
};

/** Together these are wanted by every reader. */
export const PATHS: readonly string[] = [
  'Dockerfile',
  'Gemfile',
  'Gemfile.lock',
  'Procfile',
  'app/models/order.rb',
  'bin/docker-entrypoint',
  'bin/start.sh',
  'config/application.rb',
  'config/cable.yml',
  'config/cache.yml',
  'config/database.yml',
  'config/environments/production.rb',
  'config/infrastructure_contract.yml',
  'config/initializers/good_job.rb',
  'config/initializers/sidekiq.rb',
  'config/puma.rb',
  'config/queue.yml',
  'config/routes.rb',
  'config/sidekiq.yml',
  'db/schema.rb',
  'db/structure.sql',
  'deploy/kustomization.yaml',
  'deploy/web.json',
  'deploy/web.yaml',
  'infra/main.tf',
  'infra/main.tf.json',
  'infra/production.tfvars',
  'infra/terraform.tfvars.json',
];
