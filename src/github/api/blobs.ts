import { z } from 'zod';
import { GithubError } from '../github-error.js';
import { blobId } from './blob-id.js';
import { isBlobLeftOut, readBlobs, selectBlobs } from './blob-selection.js';
import type { Connection } from './connection.js';
import { askGraphql } from './graphql.js';
import { queryOf } from './selection.js';

/** GitHub gives a query ten seconds. */
const MAX_BATCH = 200;
const MAX_BATCH_BYTES = 4_000_000;
/** GraphQL cuts a text there. */
const MAX_TEXT_BYTES = 512_000;
/** Of a content that no listed tree has. */
const USUAL_BYTES = 20_000;

/** Bytes by blob id, as far as they are known. */
export type Sizes = ReadonlyMap<string, number>;

/** Contents in as many queries as they need; absent are those that the repository does not have. */
export async function fetchBlobs(
  connection: Connection,
  ids: readonly string[],
  sizes: Sizes,
): Promise<ReadonlyMap<string, Buffer>> {
  const { batches, single } = planBatches([...new Set(ids)], sizes);
  const fetched = await Promise.all([
    ...batches.map((batch) => fetchBatch(connection, batch)),
    fetchSingly(connection, single),
  ]);
  return new Map(fetched.flatMap((contents) => [...contents]));
}

/** What fits into one query each, and what GraphQL does not hand out whole. */
export function planBatches(
  ids: readonly string[],
  sizes: Sizes,
): { readonly batches: readonly (readonly string[])[]; readonly single: readonly string[] } {
  const batches: string[][] = [];
  const single: string[] = [];
  let room = 0;
  for (const id of ids) {
    const size = sizes.get(id) ?? USUAL_BYTES;
    if (size > MAX_TEXT_BYTES) {
      single.push(id);
      continue;
    }
    const batch = batches.at(-1);
    if (batch === undefined || batch.length === MAX_BATCH || size > room) {
      batches.push([id]);
      room = MAX_BATCH_BYTES - size;
    } else {
      batch.push(id);
      room -= size;
    }
  }
  return { batches, single };
}

async function fetchBatch(connection: Connection, ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const { data, problems } = await askGraphql(connection.octokit, {
    ...queryOf('Blobs', connection.at, [selectBlobs(ids)]),
    schema: z.object({ repository: z.looseObject({}) }),
    tolerates: isBlobLeftOut,
  });
  const { contents, others } = readBlobs(data.repository, ids, problems);
  return new Map([...contents, ...(await fetchSingly(connection, others))]);
}

/** One call each. */
export async function fetchSingly(
  connection: Connection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const fetched = await Promise.all(ids.map(async (id) => ({ id, content: await fetchBlob(connection, id) })));
  return new Map(fetched.flatMap(({ id, content }) => (content === undefined ? [] : [[id, content] as const])));
}

async function fetchBlob({ octokit, at }: Connection, id: string): Promise<Buffer | undefined> {
  const request = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}';
  try {
    const { data } = await octokit.request(request, { ...at, file_sha: id });
    const content = Buffer.from(data.content, 'base64');
    if (blobId(content) === id) return content;
  } catch (error) {
    if (error instanceof GithubError && error.kind === 'not-found') return undefined;
    throw error;
  }
  throw new GithubError('unavailable', `${request}: another content than the one that was asked for`);
}
