import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import { refusingUnknown } from './refusing-unknown.js';
import { type JsonSchema, type Operation, readRestDescription } from './schemas.js';

/** The description's schemas under one name; their references to each other begin with `#`. */
const ROOT = 'double:github';

/** What is validated once is compiled for that: optimised code would take twice as long to make. */
const OPTIONS = { strict: false, inlineRefs: false, validateSchema: false, code: { optimize: false } } as const;

/** What GitHub's description says about values, compiled when it is first asked. */
export class Validators {
  readonly #description = readRestDescription();
  readonly #plain = new Ajv(OPTIONS);
  /** Bodies of requests: only the newer drafts can refuse what none of several alternatives knows. */
  readonly #strict = new Ajv2019({ ...OPTIONS, allErrors: true });
  /** Parameters are all strings. */
  readonly #coercing = new Ajv({ ...OPTIONS, allErrors: true, coerceTypes: true });
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor() {
    formats.default(this.#plain);
    formats.default(this.#strict);
    formats.default(this.#coercing);
    this.#plain.addSchema({ $id: ROOT, ...this.#description });
    this.#strict.addSchema({ $id: ROOT, schemas: this.#description.schemas });
  }

  operation(name: string): Operation {
    const operation = this.#description.operations[name];
    if (operation === undefined) throw new Error(`${name} is not among the extracted operations`);
    return operation;
  }

  get operations(): readonly string[] {
    return Object.keys(this.#description.operations);
  }

  get events(): readonly string[] {
    return Object.keys(this.#description.events);
  }

  /** What is wrong with the parameters of one place. Those that are not described are wrong. */
  parameters(name: string, place: 'path' | 'query', values: Readonly<Record<string, string>>): readonly string[] {
    const described = this.operation(name).parameters.filter((each) => each.in === place);
    return this.#problems(`${place} ${name}`, { ...values }, () =>
      this.#coercing.compile({
        type: 'object',
        properties: Object.fromEntries(described.map((each) => [each.name, withoutFormat(each.schema)])),
        required: described.filter(({ required }) => required).map((each) => each.name),
        additionalProperties: false,
      }),
    );
  }

  body(name: string, body: unknown): readonly string[] {
    const { schema = {} } = this.operation(name).body ?? {};
    return this.#problems(`body ${name}`, body, () => this.#strict.compile(refusingUnknown(schema, ROOT)));
  }

  reply(name: string, status: number, body: unknown): readonly string[] {
    return this.#described(`#/operations/${escaped(name)}/replies/${status}`, body);
  }

  error(body: unknown): readonly string[] {
    return this.#described('#/schemas/basic-error', body);
  }

  payload(event: string, payload: unknown): readonly string[] {
    return this.#described(`#/events/${escaped(event)}`, payload);
  }

  #described(pointer: string, value: unknown): readonly string[] {
    return this.#problems(pointer, value, () => this.#plain.compile({ $ref: `${ROOT}${pointer}` }));
  }

  #problems(key: string, value: unknown, compile: () => ValidateFunction): readonly string[] {
    const validate = this.#compiled.get(key) ?? compile();
    this.#compiled.set(key, validate);
    return validate(value) ? [] : (validate.errors ?? []).map(messageOf);
  }
}

/** Formats of identifiers say nothing about strings. */
function withoutFormat({ format: _, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

function escaped(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function messageOf({ instancePath, message, params }: ErrorObject): string {
  const name = params.additionalProperty ?? params.unevaluatedProperty;
  return `${instancePath || 'it'} ${message}${name === undefined ? '' : `: ${name}`}`;
}
