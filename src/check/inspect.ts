import type { Location } from '../model/location.js';
import type { Model } from '../model/model.js';
import type { Source } from '../syntax/source.js';
import type { Revision } from '../workspace/workspace.js';
import { analyse, type Context, memoryFor } from './analyse.js';
import type { CheckFailure } from './failure.js';
import { readSources } from './read-sources.js';

export interface InspectRequest {
  readonly directory: string;
  readonly ref?: string;
  readonly cache: boolean;
}

export interface Inspection {
  readonly revision: Revision;
  readonly model: Model;
  /** The texts of the files that the places are in. */
  sourcesOf(places: readonly Location[]): Promise<ReadonlyMap<string, Source>>;
}

/** Reads a revision and hands its model to `look`, while its files can still be read. */
export async function inspect<Result>(
  request: InspectRequest,
  context: Context,
  look: (inspection: Inspection) => Promise<Result>,
): Promise<{ readonly ok: true; readonly result: Result } | { readonly ok: false; readonly failure: CheckFailure }> {
  const memory = memoryFor(request.directory, request.cache, context);
  const analysed = await analyse(request.directory, request.ref, context, memory);
  if (!analysed.ok) return { ok: false, failure: { kind: 'not-opened', failure: analysed.failure } };
  const { workspace, model } = analysed.analysis;
  try {
    const result = await look({
      revision: workspace.revision,
      model,
      sourcesOf: (places) => readSources(workspace, new Set(places.map(({ path }) => path))),
    });
    memory.disk?.save();
    return { ok: true, result };
  } finally {
    await workspace.close();
  }
}
