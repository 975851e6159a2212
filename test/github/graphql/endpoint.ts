import {
  buildSchema,
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  validate,
} from 'graphql';
import { z } from 'zod';
import type { Judge } from '../judge/judge.js';
import { readGraphqlSchema } from '../judge/schemas.js';
import { ok, type Reply } from '../server/call.js';
import type { Limits } from '../server/limits.js';
import type { LoggedRequest } from '../server/request-log.js';
import type { InstallationToken } from '../server/tokens.js';
import type { World } from '../state/world.js';
import { mutations } from './mutations.js';
import { queries } from './queries.js';
import { errorShape, Refusal } from './refusal.js';
import { Viewer } from './viewer.js';

const Request = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

interface Prepared {
  readonly document: DocumentNode;
  readonly errors: readonly GraphQLError[];
}

let schema: GraphQLSchema | undefined;

/** All doubles of a process share it. */
function githubSchema(): GraphQLSchema {
  schema ??= buildSchema(readGraphqlSchema(), { assumeValid: true, assumeValidSDL: true });
  return schema;
}

/** Executes GraphQL over GitHub's own schema. */
export class GraphqlEndpoint {
  readonly #world: World;
  readonly #limits: Limits;
  readonly #judge: Judge;
  readonly #schema = githubSchema();
  readonly #prepared = new Map<string, Prepared>();

  constructor(world: World, limits: Limits, judge: Judge) {
    this.#world = world;
    this.#limits = limits;
    this.#judge = judge;
  }

  async answer(body: unknown, token: InstallationToken, logged: LoggedRequest): Promise<Reply> {
    const request = Request.safeParse(body);
    if (!request.success)
      return { status: 400, body: { message: 'A query attribute must be specified and must be a string.' } };
    const { query, variables, operationName } = request.data;
    const { document, errors } = this.#prepare(query);
    if (errors.length > 0) return this.#wrong(errors);
    logged.graphql = rootFields(document);
    const viewer = new Viewer(this.#world, token);
    const rootValue = { ...queries(viewer, this.#limits), ...mutations(viewer) };
    const result = await execute({
      schema: this.#schema,
      document,
      rootValue,
      variableValues: variables,
      operationName,
    });
    return ok({ ...(result.data !== undefined && { data: result.data }), ...this.#errorsOf(result.errors) });
  }

  /** Errors that are no refusals are the client's, when its variables are wrong, or the double's own. */
  #errorsOf(errors: readonly GraphQLError[] | undefined) {
    if (errors === undefined) return {};
    for (const { message, originalError, path } of errors) {
      if (originalError instanceof Refusal && !originalError.careless) continue;
      this.#judge.record(path === undefined || originalError instanceof Refusal ? 'request' : 'reply', 'graphql', [
        message,
      ]);
    }
    return { errors: errors.map(errorShape) };
  }

  #wrong(errors: readonly GraphQLError[]): Reply {
    this.#judge.record(
      'request',
      'graphql',
      errors.map(({ message }) => message),
    );
    return ok({ errors: errors.map(errorShape) });
  }

  #prepare(query: string): Prepared {
    const known = this.#prepared.get(query);
    if (known !== undefined) return known;
    const prepared = prepare(query, this.#schema);
    if (this.#prepared.size < 200) this.#prepared.set(query, prepared);
    return prepared;
  }
}

function prepare(query: string, schema: GraphQLSchema): Prepared {
  try {
    const document = parse(query);
    return { document, errors: validate(schema, document) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { document: { kind: Kind.DOCUMENT, definitions: [] }, errors: [error] };
  }
}

function rootFields({ definitions }: DocumentNode): readonly string[] {
  return definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    return definition.selectionSet.selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
  });
}
