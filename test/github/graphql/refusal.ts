import type { GraphQLError } from 'graphql';

/** GitHub's kinds of errors; they stand beside the message in an answer. */
export type RefusalType =
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'UNPROCESSABLE'
  | 'STALE_DATA'
  | 'MISSING_PAGINATION_BOUNDARIES'
  | 'EXCESSIVE_PAGINATION'
  | 'BAD_USER_INPUT';

export class Refusal extends Error {
  readonly type: RefusalType;

  constructor(type: RefusalType, message: string) {
    super(message);
    this.name = 'Refusal';
    this.type = type;
  }

  /** The schema could not say it, and yet the query was wrong whatever GitHub held. */
  get careless(): boolean {
    return /PAGINATION|BAD_USER_INPUT/.test(this.type);
  }
}

export function refused(type: RefusalType, message: string): Refusal {
  return new Refusal(type, message);
}

/** An error as GitHub answers it. */
export function errorShape(error: GraphQLError) {
  const { message, locations, path } = error;
  const type = error.originalError instanceof Refusal ? { type: error.originalError.type } : {};
  return { ...type, ...(path && { path }), locations, message };
}
