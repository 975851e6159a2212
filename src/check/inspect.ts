import type { Location } from '../model/location.js';
import type { Model } from '../model/model.js';
import { CONFIGURATION_PATH } from '../policy/configuration.js';
import type { Source } from '../syntax/source.js';
import type { Revision } from '../workspace/workspace.js';
import { analyse, type Context, memoryFor } from './analyse.js';
import type { CheckFailure } from './failure.js';
import { openRevision } from './open-revision.js';
import { readPolicyFiles } from './policy.js';
import { readConfiguration } from './read-configuration.js';
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
  const opened = await openRevision(request.directory, request.ref, context.settings, memory.disk?.index);
  if (!opened.ok) return { ok: false, failure: { kind: 'not-opened', failure: opened.failure } };
  const { workspace } = opened;
  try {
    const configured = readConfiguration((await readPolicyFiles(workspace)).get(CONFIGURATION_PATH));
    const { diagnostics } = configured;
    if (diagnostics.length > 0) return { ok: false, failure: { kind: 'wrong-configuration', diagnostics } };
    const { model } = await analyse(workspace, configured, context.observer, memory.facts);
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
