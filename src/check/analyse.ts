import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { Ledger } from '../ledger/ledger.js';
import { assemble } from '../model/assembly/assemble.js';
import type { JoinedEnvironment } from '../model/assembly/join-environment.js';
import type { Environment, Model } from '../model/model.js';
import { EXCLUDED } from '../policy/configuration.js';
import type { Directive } from '../policy/directives.js';
import type { Reading } from '../readers/reader.js';
import { readers } from '../readers/registry.js';
import type { ReadingObserver } from '../reading/observer.js';
import { readerKey } from '../reading/read-file.js';
import { type ReadOptions, readWorkspace } from '../reading/read-workspace.js';
import type { WorkspaceReading } from '../reading/workspace-reading.js';
import type { Settings } from '../settings.js';
import { type FactsCache, MemoryCache } from '../workspace/cache.js';
import { type Caches, openCaches } from '../workspace/cache-directory.js';
import { overlay } from '../workspace/overlay.js';
import type { Workspace } from '../workspace/workspace.js';
import { DirectiveReader, directivesIn } from './directive-reader.js';
import { ExcludingWorkspace } from './exclude.js';
import type { Configured } from './read-configuration.js';

/** Readings that a run without a disk cache remembers, for the base revision and for trying fixes. */
const MAX_REMEMBERED = 50_000;

/** What does not depend on the request: the machine and the program. */
export interface Context {
  readonly settings: Settings;
  /** Plumbline's version: caches of another one are not believed. */
  readonly version: string;
  readonly observer: ReadingObserver;
  /** As `2026-11-20`: suppressions expire. */
  readonly today: string;
  /** What earlier runs came to; absent where nothing is kept. */
  readonly ledger?: Ledger;
}

export type FactsCacheOfReaders = FactsCache<Reading<unknown>>;

/** Where readings are remembered: between runs, or during this one alone. */
export interface Memory {
  readonly facts: FactsCacheOfReaders;
  readonly disk?: Caches<Reading<unknown>>;
}

/** One revision, read and joined. Whoever asked for it closes the workspace. */
export interface Analysis {
  readonly workspace: Workspace;
  readonly configured: Configured;
  readonly reading: WorkspaceReading;
  /** Every `plumbline:ignore` of the files that were read. */
  readonly directives: readonly Directive[];
  readonly model: Model;
  readonly joined: ReadonlyMap<Environment, JoinedEnvironment>;
  /** Makes the analysis of nearly the same tree cost what is different. */
  readonly ledger: Ledger;
}

/** The memory for a directory. One that does not exist has nothing to remember; opening it will say so. */
export function memoryFor(directory: string, keep: boolean, { settings, version }: Context): Memory {
  if (!keep || statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return { facts: new MemoryCache(MAX_REMEMBERED) };
  }
  const disk = openCaches<Reading<unknown>>(settings.cacheDirectory, directory, `${version} ${readersDigest()}`);
  return { facts: disk.facts, disk };
}

/** Names the readers and their versions. */
function readersDigest(): string {
  const all = [...readers, new DirectiveReader(readers)].map(readerKey);
  return createHash('sha1').update(all.join()).digest('base64url');
}

/** Reads and joins a revision in the way that a configuration, not always its own, asks for. */
export function analyse(
  workspace: Workspace,
  configured: Configured,
  observer: ReadingObserver,
  cache: FactsCacheOfReaders,
  ledger = new Ledger(),
): Promise<Analysis> {
  return analyseWith(workspace, configured, ledger, { observer, cache });
}

/** The analysis of the same tree with some texts in place of its own; it costs what they change. */
export function analyseEdited(
  { workspace, configured, ledger, reading }: Analysis,
  texts: ReadonlyMap<string, string>,
  cache: FactsCacheOfReaders,
): Promise<Analysis> {
  const before = { reading, changed: new Set(texts.keys()) };
  return analyseWith(overlay(workspace, texts), configured, ledger, { cache, before });
}

async function analyseWith(
  workspace: Workspace,
  configured: Configured,
  ledger: Ledger,
  options: ReadOptions,
): Promise<Analysis> {
  const { environments, isExcluded } = configured.configuration;
  const included = new ExcludingWorkspace(workspace, isExcluded);
  const directiveReader = new DirectiveReader(readers);
  const reading = await readWorkspace(included, [...readers, directiveReader], { ...options, names: ledger.names });
  const excluded = (await included.excludedPaths())
    .filter((path) => readers.some((reader) => reader.matches(path)))
    .map((path) => ({ path, reason: EXCLUDED }));
  const { coverage } = reading;
  return {
    workspace,
    configured,
    reading: { ...reading, coverage: { ...coverage, filesNotRead: [...coverage.filesNotRead, ...excluded] } },
    directives: directivesIn(reading, directiveReader),
    ledger,
    ...assemble(reading.facts, { environments, unread: unreadFiles(reading) }, ledger),
  };
}

/** Files whose facts are missing or doubtful: what they would have said must not be taken for absent. */
function unreadFiles({ coverage, problems }: WorkspaceReading): readonly string[] {
  return [...new Set([...coverage.filesNotRead.map(({ path }) => path), ...problems.map(({ at }) => at.path)])].sort();
}
