import type { DatabaseServer } from '../../facts/datastore.js';
import type { ProcessDraft } from '../draft.js';
import { evaluateText } from '../evaluate.js';
import type { EngineFamily } from './engine-family.js';
import { engineFamily } from './engine-family.js';
import { readsReplica } from './pool-demand.js';
import { hostOf, serverOfHost, serverOfTrail } from './server-host.js';

/** Who uses a server for certain, and who may. */
interface Attribution {
  readonly consumers: ProcessDraft[];
  readonly unattributed: ProcessDraft[];
}

/**
 * Gives each process the one server of its engine, or, of several, the one that its URL names. Everything else
 * is left open at every server that it could be, also a process whose adapter is unknown.
 */
export function attribute(
  servers: readonly DatabaseServer[],
  drafts: readonly { readonly draft: ProcessDraft; readonly family: EngineFamily | undefined }[],
): ReadonlyMap<DatabaseServer, Attribution> {
  const result = new Map(servers.map((server): [DatabaseServer, Attribution] => [server, emptyAttribution()]));
  const index = new CandidateIndex(servers);
  for (const { draft, family } of drafts) {
    for (const readOnly of readsReplica(draft.process) ? [false, true] : [false]) {
      const candidates = index.of(family, readOnly);
      const chosen = family === undefined ? undefined : chooseServer(candidates, draft, readOnly);
      if (chosen !== undefined) result.get(chosen)?.consumers.push(draft);
      else for (const candidate of candidates) result.get(candidate)?.unattributed.push(draft);
    }
  }
  return result;
}

function emptyAttribution(): Attribution {
  return { consumers: [], unattributed: [] };
}

/** The servers that an engine family may mean; one whose engine is unknown may be any. */
class CandidateIndex {
  readonly #servers: readonly DatabaseServer[];
  readonly #byKey = new Map<string, readonly DatabaseServer[]>();

  constructor(servers: readonly DatabaseServer[]) {
    this.#servers = servers;
  }

  of(family: EngineFamily | undefined, readOnly: boolean): readonly DatabaseServer[] {
    const key = `${family} ${readOnly}`;
    const found = this.#byKey.get(key);
    if (found !== undefined) return found;
    const candidates = this.#servers.filter((server) => {
      const engine = engineFamily(server.engine);
      return server.readOnly === readOnly && (family === undefined || !engine.known || engine.value === family);
    });
    this.#byKey.set(key, candidates);
    return candidates;
  }
}

function chooseServer(
  candidates: readonly DatabaseServer[],
  draft: ProcessDraft,
  readOnly: boolean,
): DatabaseServer | undefined {
  if (candidates.length < 2 || readOnly) return candidates.length === 1 ? candidates[0] : undefined;
  return namedServer(candidates, draft);
}

/** The server that a process's own settings name as that of its primary database. */
export function namedServer(candidates: readonly DatabaseServer[], draft: ProcessDraft): DatabaseServer | undefined {
  const made = serverOfTrail(candidates, draft.scope.variable('DATABASE_URL').trail);
  if (made !== undefined) return made;
  const host = primaryHost(draft);
  return host === undefined ? undefined : serverOfHost(candidates, host);
}

/** DATABASE_URL wins over the file; a host hidden in a Secret says nothing. */
function primaryHost(draft: ProcessDraft): string | undefined {
  const { application, scope } = draft;
  const url = scope.variable('DATABASE_URL');
  if (!url.known) return undefined;
  if (url.value !== null) return hostOf(url.value);
  const { railsEnv } = scope;
  if (!railsEnv.known) return undefined;
  for (const { environments } of application.databases) {
    if (!Object.hasOwn(environments, railsEnv.value)) continue;
    const configs = environments[railsEnv.value];
    const primary = configs?.find(({ name }) => name === 'primary') ?? configs?.[0];
    if (primary === undefined) continue;
    const address = primary.url ?? primary.host;
    const text = address === undefined ? undefined : evaluateText(address, scope);
    if (text?.known !== true || text.value === null) return undefined;
    return primary.url === undefined ? text.value : hostOf(text.value);
  }
  return undefined;
}
