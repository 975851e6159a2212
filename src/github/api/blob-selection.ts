import { z } from 'zod';
import { blobId } from './blob-id.js';
import type { GraphqlProblem } from './graphql-problem.js';
import type { Selection } from './selection.js';

const FRAGMENT = 'fragment Content on Blob { text }';

/** `text` is null for what GitHub holds to be binary, and cut at 512,000 bytes. */
const SelectedText = z.object({ text: z.string() });

/** Asks for contents by id. */
export function selectBlobs(ids: readonly string[]): Selection {
  const fields = ids.map((id, index) => `    ${aliasOf(index)}: object(oid: "${checked(id)}") { ...Content }`);
  return { variables: {}, fields: fields.join('\n'), fragments: ids.length > 0 ? FRAGMENT : '' };
}

/** GitHub answers within limits of its own; what falls victim to them is asked for in another way. */
export function isBlobLeftOut({ type, path }: GraphqlProblem): boolean {
  return type === 'RESOURCE_LIMITS_EXCEEDED' && path?.[0] === 'repository' && /^blob\d+$/.test(String(path[1]));
}

export interface ReadBlobs {
  readonly contents: ReadonlyMap<string, Buffer>;
  /** They exist, and GraphQL cannot hand them out as they are. */
  readonly others: readonly string[];
}

/**
 * The contents within the answer's repository. A text is believed when it has the id that was asked for: GitHub decodes as UTF-8 what may not be,
 * and cuts what is long.
 */
export function readBlobs(
  repository: Readonly<Record<string, unknown>>,
  ids: readonly string[],
  problems: readonly GraphqlProblem[],
): ReadBlobs {
  const leftOut = new Set(problems.filter(isBlobLeftOut).map(({ path }) => path?.[1]));
  const contents = new Map<string, Buffer>();
  const others: string[] = [];
  for (const [index, id] of ids.entries()) {
    const selected = repository[aliasOf(index)];
    if (selected === null && !leftOut.has(aliasOf(index))) continue;
    const { data: blob } = SelectedText.safeParse(selected);
    const content = blob && Buffer.from(blob.text);
    if (content !== undefined && blobId(content) === id) contents.set(id, content);
    else others.push(id);
  }
  return { contents, others };
}

function aliasOf(index: number): string {
  return `blob${index}`;
}

function checked(id: string): string {
  if (!/^[0-9a-f]{40}$/.test(id)) throw new RangeError('A blob id has 40 hexadecimal digits');
  return id;
}
