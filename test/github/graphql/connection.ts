import { refused } from './refusal.js';

export interface Page {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

const MAX = 100;

/** A page of a list. GitHub wants to be told how long it is to be, and no more than a hundred. */
export function connection<Item, Shown>(name: string, items: readonly Item[], page: Page, show: (item: Item) => Shown) {
  check(name, page);
  const after = page.after ? indexOf(page.after) + 1 : 0;
  const before = page.before ? indexOf(page.before) : items.length;
  const from = page.last ? Math.max(after, before - page.last) : after;
  const to = page.first ? Math.min(before, from + page.first) : before;
  const nodes = items.slice(from, to);
  return {
    nodes: nodes.map(show),
    totalCount: items.length,
    pageInfo: {
      startCursor: nodes.length === 0 ? null : cursor(from),
      endCursor: nodes.length === 0 ? null : cursor(from + nodes.length - 1),
      hasPreviousPage: from > 0,
      hasNextPage: to < items.length,
    },
  };
}

function check(name: string, { first, last }: Page): void {
  if (first == null && last == null) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    throw refused('MISSING_PAGINATION_BOUNDARIES', message);
  }
  const asked = first ?? last ?? 0;
  if (asked >= 0 && asked <= MAX) return;
  const which = first == null ? 'last' : 'first';
  const message = `Requesting ${asked} records on the \`${name}\` connection exceeds the \`${which}\` limit of ${MAX} records.`;
  throw refused('EXCESSIVE_PAGINATION', message);
}

function cursor(index: number): string {
  return Buffer.from(`cursor:${index}`).toString('base64');
}

function indexOf(encoded: string): number {
  const [, index] = /^cursor:(\d+)$/.exec(Buffer.from(encoded, 'base64').toString('latin1')) ?? [];
  if (index === undefined) throw refused('BAD_USER_INPUT', `\`${encoded}\` does not appear to be a valid cursor.`);
  return Number(index);
}
