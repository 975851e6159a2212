/** A GraphQL id: the kind of thing, and something opaque that is not its number. */
export function nodeId(kind: string, id: number): string {
  return `${kind}_kwDO${Buffer.from(`plumb${id}`).toString('base64url')}`;
}
