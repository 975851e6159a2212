import type { JsonSchema } from './schemas.js';

/**
 * The schema of a request body that also refuses properties that it does not name. GitHub ignores those, so that a misspelt one goes
 * unnoticed there. `root` names what its references begin at.
 */
export function refusingUnknown(schema: JsonSchema, root: string): JsonSchema {
  const inner = withInner(schema, root);
  const open = schema.additionalProperties !== undefined || !hasProperties(schema);
  return open ? inner : { ...inner, unevaluatedProperties: false };
}

/** Alternatives are parts of one object: what one of them names, another must not refuse. */
function withInner(schema: JsonSchema, root: string): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === 'properties' && isSchema(value)) return [key, mapped(value, root)];
      if (key === 'items' && isSchema(value)) return [key, refusingUnknown(value, root)];
      if (/^(?:anyOf|oneOf|allOf)$/.test(key) && Array.isArray(value)) {
        return [key, value.map((each) => (isSchema(each) ? withInner(each, root) : each))];
      }
      if (key === '$ref' && typeof value === 'string') return [key, value.replace(/^#/, `${root}#`)];
      return [key, value];
    }),
  );
}

function mapped(properties: JsonSchema, root: string): JsonSchema {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, isSchema(value) ? refusingUnknown(value, root) : value]),
  );
}

function hasProperties(schema: JsonSchema): boolean {
  const parts = [schema, ...['anyOf', 'oneOf', 'allOf'].flatMap((key) => schema[key] ?? [])];
  return parts.some((part) => isSchema(part) && 'properties' in part);
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
