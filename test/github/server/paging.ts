import { type Call, ok, type Reply } from './call.js';

const DEFAULT = 30;
const MAX = 100;

/** A page of a list, and in the `Link` header the way to the others. */
export function paged<Item>(call: Call, items: readonly Item[], shape: (page: readonly Item[]) => unknown): Reply {
  const size = Math.min(Number(call.query.get('per_page') ?? DEFAULT), MAX);
  const page = Number(call.query.get('page') ?? 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const links = [
    ...(page > 1 ? [link(call, page - 1, 'prev')] : []),
    ...(page < last ? [link(call, page + 1, 'next'), link(call, last, 'last')] : []),
  ];
  return ok(shape(items.slice((page - 1) * size, page * size)), links.length === 0 ? {} : { link: links.join(', ') });
}

function link({ query, address }: Call, page: number, relation: string): string {
  const parameters = new URLSearchParams(query);
  parameters.set('page', String(page));
  return `<${address}?${parameters}>; rel="${relation}"`;
}
