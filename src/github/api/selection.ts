/** A part of what one GraphQL query asks about a repository. Parts have different aliases and variables. */
export interface Selection {
  /** Types and values by name. */
  readonly variables: Readonly<Record<string, { readonly type: string; readonly value: unknown }>>;
  /** Within `repository { … }`. */
  readonly fields: string;
  /** Beside the query. */
  readonly fragments: string;
}

/** Puts parts together to one query about the repository. `viewer` is the App itself. */
export function queryOf(
  name: string,
  { owner, repo }: { readonly owner: string; readonly repo: string },
  parts: readonly Selection[],
): { readonly name: string; readonly document: string; readonly variables: Readonly<Record<string, unknown>> } {
  const own = { owner: { type: 'String!', value: owner }, name: { type: 'String!', value: repo } };
  const variables = [own, ...parts.map((part) => part.variables)].flatMap((some) => Object.entries(some));
  const declared = variables.map(([variable, { type }]) => `$${variable}: ${type}`).join(', ');
  const document = `query ${name}(${declared}) {
  viewer { login }
  repository(owner: $owner, name: $name) {
${parts.map(({ fields }) => fields).join('\n')}
  }
}
${parts.map(({ fragments }) => fragments).join('\n')}`;
  return { name, document, variables: Object.fromEntries(variables.map(([variable, { value }]) => [variable, value])) };
}
