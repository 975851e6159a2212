// Writes test/github/schema/: the parts of GitHub's published OpenAPI description and GraphQL schema that the double of GitHub answers by.
// The packages that hold them are large (385 MB), so they are fetched into a temporary directory and are no dependency.
// What is kept is named in kept.mjs beside the output; run this again after a change there, or to take newer schemas.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kind, parse, print, visit } from 'graphql';
import { KEPT } from '../test/github/schema/kept.mjs';

const OPENAPI = '@octokit/openapi@23.0.2';
const GRAPHQL = '@octokit/graphql-schema@15.26.1';
const OUTPUT = fileURLToPath(new URL('../test/github/schema/', import.meta.url));
const REF = '#/components/schemas/';

const temporary = mkdtempSync(join(tmpdir(), 'github-schema-'));
try {
  const description = JSON.parse(unpack(OPENAPI, 'package/generated/api.github.com.json'));
  const rest = restOf(description);
  const webhooks = webhooksOf(description, rest.schemas);
  const shared = new Map();
  share('replies', Object.values(rest.operations), rest.schemas, shared);
  share('payloads', [webhooks.events], webhooks.schemas, shared);
  write('rest.json', `${JSON.stringify({ source: `${OPENAPI}, api.github.com, MIT`, ...rest })}\n`);
  write('webhooks.json', `${JSON.stringify({ source: `${OPENAPI}, api.github.com, MIT`, ...webhooks })}\n`);
  const sdl = graphqlOf(parse(unpack(GRAPHQL, 'package/schema.graphql'), { noLocation: true }));
  write('graphql.graphql', `# From ${GRAPHQL} (schema.graphql), MIT: see README.md.\n\n${sdl}\n`);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function unpack(specifier, file) {
  const [tarball] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', temporary, specifier], {
      encoding: 'utf8',
    }),
  );
  const archive = join(temporary, tarball.filename);
  return execFileSync('tar', ['-xzOf', archive, file], { encoding: 'utf8', maxBuffer: 2 ** 28 });
}

function write(name, text) {
  writeFileSync(join(OUTPUT, name), text);
  console.log(`${name}: ${Math.round(text.length / 1024)} kB`);
}

function restOf(description) {
  const resolve = (value) =>
    value.$ref
      ? value.$ref
          .slice(2)
          .split('/')
          .reduce((at, key) => at[key], description)
      : value;
  const operations = Object.fromEntries(
    KEPT.operations.map((name) => {
      const [method, path] = name.split(' ');
      const operation = description.paths[path]?.[method.toLowerCase()];
      if (!operation) throw new Error(`GitHub has no operation ${name}`);
      return [name, operationOf(operation, resolve)];
    }),
  );
  // The description says here, alone of all places, that an account is a person and an enterprise at once.
  operations['GET /app/installations'].replies['200'] = { type: 'array', items: { $ref: '#/schemas/installation' } };
  const schemas = reachable(operations, description, {});
  // Nor does it say that a comment on a whole file, or on lines that have changed since, has no place.
  const comment = schemas['pull-request-review-comment'].properties;
  for (const name of ['line', 'original_line', 'position']) comment[name] = { type: ['integer', 'null'] };
  return { operations, schemas };
}

function operationOf(operation, resolve) {
  const parameters = (operation.parameters ?? []).map(resolve).filter((each) => each.in !== 'header');
  const body = operation.requestBody && resolve(operation.requestBody);
  return {
    parameters: parameters.map(({ name, in: place, required = false, schema }) => ({
      name,
      in: place,
      required,
      schema: plain(schema),
    })),
    ...(body && { body: { required: body.required ?? false, schema: plain(jsonOf(body)) } }),
    replies: Object.fromEntries(
      Object.entries(operation.responses).map(([status, reply]) => {
        const schema = jsonOf(resolve(reply));
        return [status, schema === undefined ? null : plain(schema)];
      }),
    ),
  };
}

function jsonOf({ content }) {
  return content?.['application/json']?.schema ?? content?.['application/vnd.github.v3+json']?.schema;
}

function webhooksOf(description, known) {
  const events = Object.fromEntries(
    KEPT.webhooks.map((name) => {
      const webhook = description['x-webhooks'][name.replace('.', '-').replaceAll('_', '-')];
      if (!webhook) throw new Error(`GitHub has no webhook ${name}`);
      return [name, plain(jsonOf(webhook.post.requestBody))];
    }),
  );
  return { events, schemas: reachable(events, description, known) };
}

/** The schemas that a value refers to, directly or through others, except those that are known already. */
function reachable(value, description, known) {
  const found = {};
  const waiting = [...references(value)];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (name in found || name in known) continue;
    found[name] = plain(description.components.schemas[name]);
    waiting.push(...references(found[name]));
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The description repeats whole objects in every payload. Each is kept once, among `schemas`: that halves the files and what has to be
 * compiled of them. Bodies of requests stay as they are, to be made stricter.
 */
function share(name, values, schemas, shared) {
  const counts = new Map();
  for (const each of [...values.map(withoutBody), schemas]) count(each, counts);
  const repeated = (schema) => {
    const text = JSON.stringify(schema);
    if (shared.has(text)) return { $ref: shared.get(text) };
    if (!(counts.get(text) > 1)) return undefined;
    const key = `${name}-${shared.size + 1}`;
    shared.set(text, `#/schemas/${key}`);
    schemas[key] = parts(schema);
    return { $ref: shared.get(text) };
  };
  const parts = (value) => {
    if (Array.isArray(value)) return value.map(whole);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, key === 'body' && value.replies ? each : whole(each)]),
    );
  };
  const whole = (value) => (isLarge(value) && repeated(value)) || parts(value);
  for (const each of values) Object.assign(each, parts(each));
  for (const [key, schema] of Object.entries(schemas)) schemas[key] = parts(schema);
}

function count(value, counts) {
  if (typeof value !== 'object' || value === null) return;
  if (isLarge(value)) counts.set(JSON.stringify(value), (counts.get(JSON.stringify(value)) ?? 0) + 1);
  for (const each of Object.values(value)) count(each, counts);
}

function withoutBody({ body: _, ...rest }) {
  return rest;
}

function isLarge(value) {
  return value?.properties !== undefined && JSON.stringify(value).length > 200;
}

function references(value) {
  return new Set([...JSON.stringify(value).matchAll(/"#\/schemas\/([^"]+)"/g)].map(([, name]) => name));
}

/** OpenAPI 3.0 as JSON Schema: `nullable` becomes a type, references are shortened, what only people read is left out. */
function plain(schema) {
  if (Array.isArray(schema)) return schema.map(plain);
  if (typeof schema !== 'object' || schema === null) return schema;
  if (schema.$ref) return { $ref: schema.$ref.replace(REF, '#/schemas/') };
  const kept = Object.entries(schema).flatMap(([key, value]) => {
    if (/^(?:description|title|examples?|default|deprecated|nullable|externalDocs|x-.*)$/.test(key)) return [];
    // Addresses of bots have brackets, also in GitHub's own payloads.
    return key === 'format' && value === 'email' ? [] : [[key, plainMember(key, value)]];
  });
  return orNull(Object.fromEntries(kept), schema.nullable === true);
}

function plainMember(key, value) {
  if (key === 'properties')
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, property(name, each)]));
  return key === 'enum' || key === 'required' ? value : plain(value);
}

/** Some payloads list the events of an App as they were before merge queues. */
function property(name, schema) {
  return name === 'events' && schema.items?.enum ? { type: 'array', items: { type: 'string' } } : plain(schema);
}

function orNull(schema, nullable) {
  if (!nullable) return schema;
  if (schema.enum && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
  if (typeof schema.type === 'string') return { ...schema, type: [schema.type, 'null'] };
  return { anyOf: [schema, { type: 'null' }] };
}

function graphqlOf(document) {
  const definitions = document.definitions.flatMap((definition) => {
    const fields = KEPT.graphql[definition.name?.value];
    return fields === undefined ? [] : [withFields(definition, fields)];
  });
  const names = new Set(Object.keys(KEPT.graphql));
  const needed = new Set(definitions.flatMap(typesNamedIn));
  const rest = document.definitions.filter(
    ({ name, kind }) => !names.has(name?.value) && needed.has(name?.value) && kind !== Kind.OBJECT_TYPE_DEFINITION,
  );
  const all = [...definitions, ...closed(rest, names, document)].map((each) => withoutProse(each, names));
  return print({ kind: Kind.DOCUMENT, definitions: all });
}

/** Enumerations, scalars and inputs bring along what they are made of. */
function closed(rest, names, document) {
  const known = new Map(rest.map((each) => [each.name.value, each]));
  for (const definition of known.values()) {
    if (definition.kind === Kind.INTERFACE_TYPE_DEFINITION || definition.kind === Kind.UNION_TYPE_DEFINITION) {
      throw new Error(`Say which fields of ${definition.name.value} are kept`);
    }
    for (const name of typesNamedIn(definition)) {
      const found = document.definitions.find((each) => each.name?.value === name);
      if (found && !names.has(name)) known.set(name, found);
    }
  }
  return [...known.values()];
}

function withFields(definition, fields) {
  const wanted = new Set(fields);
  const kept = definition.fields.filter(({ name }) => wanted.delete(name.value));
  if (wanted.size > 0) throw new Error(`${definition.name.value} has no ${[...wanted].join(', ')}`);
  return { ...definition, fields: kept };
}

function typesNamedIn(definition) {
  const found = [];
  visit({ ...definition, interfaces: [], directives: [] }, { NamedType: ({ name }) => void found.push(name.value) });
  return found;
}

function withoutProse(definition, names) {
  const bare = visit(definition, {
    Directive: () => null,
    leave: (node) => (node.description === undefined ? undefined : { ...node, description: undefined }),
  });
  return bare.interfaces ? { ...bare, interfaces: bare.interfaces.filter(({ name }) => names.has(name.value)) } : bare;
}
