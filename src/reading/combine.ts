import type { Fact } from '../model/facts/fact.js';
import type { Reader, Reading, ReadPart } from '../readers/reader.js';
import { byPath } from '../workspace/by-path.js';
import { type ReadingLimits, tookTooLong } from './limits.js';
import { type ReaderResult, readerFailure } from './read-file.js';
import { withinTime } from './within-time.js';
import type { FileNotRead, ReadingProblem, WorkspaceReading } from './workspace-reading.js';

/** What there is to say about one wanted file: each reader's result, or why no reader got its text. */
export type FileReading =
  | { readonly path: string; readonly notRead: string }
  | { readonly path: string; readonly blobId: string; readonly results: ReadonlyMap<Reader, ReaderResult> };

/** Joins the readings of all files. Their order does not matter; that of the readers is the order of the facts. */
export function combine(
  readers: readonly Reader[],
  readings: readonly FileReading[],
  limits: ReadingLimits,
): WorkspaceReading {
  const sorted = [...readings].sort(byPath);
  const gaps = new Gaps();
  for (const reading of sorted) {
    if ('notRead' in reading) gaps.add(reading.path, reading.notRead);
    else for (const result of reading.results.values()) gaps.addResult(reading.path, result);
  }
  const facts = joinAll(readers, sorted, gaps, limits);
  const filesNotRead = gaps.sorted();
  return {
    facts,
    coverage: { filesRead: sorted.length - new Set(filesNotRead.map(({ path }) => path)).size, filesNotRead },
    problems: readers.flatMap((reader) => problemsOf(reader, sorted)).sort(byPlace),
  };
}

class Gaps {
  readonly #reasons = new Map<string, Set<string>>();

  add(path: string, reason: string): void {
    this.#reasons.set(path, (this.#reasons.get(path) ?? new Set()).add(reason));
  }

  addResult(path: string, result: ReaderResult): void {
    if (!result.ok) this.add(path, result.reason);
    else if (result.reading.notRead !== undefined) this.add(path, result.reading.notRead);
  }

  sorted(): readonly FileNotRead[] {
    return [...this.#reasons]
      .flatMap(([path, reasons]) => [...reasons].sort().map((reason) => ({ path, reason })))
      .sort(byPath);
  }
}

type Joined = { readonly ok: true; readonly facts: readonly Fact[] } | { readonly ok: false; readonly reason: string };

/** The facts of each reader, in order. One that fails or never ends costs the files that it had parts of. */
function joinAll(
  readers: readonly Reader[],
  readings: readonly FileReading[],
  gaps: Gaps,
  limits: ReadingLimits,
): readonly Fact[] {
  const parts = readers.map((reader) => partsOf(reader, readings));
  const joined: Joined[] = [];
  while (joined.length < readers.length) {
    const inTime = withinTime(limits.millisecondsPerFile, () => {
      for (const reader of readers.slice(joined.length)) joined.push(join(reader, parts[joined.length] ?? []));
    });
    if (!inTime) joined.push({ ok: false, reason: tookTooLong(limits) });
  }
  return joined.flatMap((result, index) => {
    if (result.ok) return result.facts;
    for (const { path } of parts[index] ?? []) gaps.add(path, result.reason);
    return [];
  });
}

function join(reader: Reader, parts: readonly ReadPart<unknown>[]): Joined {
  try {
    return { ok: true, facts: reader.combine(parts) };
  } catch (error) {
    return { ok: false, reason: readerFailure(error) };
  }
}

function partsOf(reader: Reader, readings: readonly FileReading[]): readonly ReadPart<unknown>[] {
  return readingsOf(reader, readings).flatMap(([path, { part }]) => (part === undefined ? [] : [{ path, part }]));
}

function problemsOf(reader: Reader, readings: readonly FileReading[]): readonly ReadingProblem[] {
  return readingsOf(reader, readings).flatMap(([, { problems }]) =>
    problems === undefined ? [] : problems.map(({ message, at }) => ({ reader: reader.name, message, at })),
  );
}

function readingsOf(
  reader: Reader,
  readings: readonly FileReading[],
): readonly (readonly [string, Reading<unknown>])[] {
  return readings.flatMap((reading) => {
    const result = 'results' in reading ? reading.results.get(reader) : undefined;
    return result?.ok === true ? [[reading.path, result.reading] as const] : [];
  });
}

function byPlace(a: ReadingProblem, b: ReadingProblem): number {
  return byPath(a.at, b.at) || a.at.start - b.at.start;
}
