/** Constraints that structured outputs do not enforce, so that a schema with them is refused. */
const REFUSED = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'maxItems',
  'uniqueItems',
  'oneOf',
];

/** Why a JSON schema cannot be an output format, as the API says it; undefined when it can. */
export function outputSchemaProblem(schema: unknown): string | undefined {
  if (Array.isArray(schema)) return firstProblem(schema);
  if (!isObject(schema)) return undefined;
  const refused = REFUSED.find((keyword) => keyword in schema);
  if (refused !== undefined) return `For '${String(schema.type)}' type, property '${refused}' is not supported`;
  if (schema.type === 'object' && schema.additionalProperties !== false) {
    return "For 'object' type, 'additionalProperties' must be explicitly set to false";
  }
  const { properties, $defs } = schema;
  const named = [properties, $defs].flatMap((each) => (isObject(each) ? Object.values(each) : []));
  return firstProblem([...named, schema.items, schema.anyOf, schema.allOf]);
}

function firstProblem(schemas: readonly unknown[]): string | undefined {
  return schemas.map(outputSchemaProblem).find((problem) => problem !== undefined);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
