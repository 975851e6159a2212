import type { Fact } from '../model/facts/fact.js';
import type { Reader, Reading, ReadPart } from '../readers/reader.js';
import { byPath } from '../workspace/by-path.js';
import { type ReadingLimits, tookTooLong } from './limits.js';
import { readerFailure, readerKey } from './read-file.js';
import { withinTime } from './within-time.js';
import type { FileNotRead, FileReading, JoinedParts, ReadingProblem, WorkspaceReading } from './workspace-reading.js';

/** Joins the readings of all files. Their order does not matter; that of the readers is the order of the facts. */
export function combine(
  readers: readonly Reader[],
  readings: readonly FileReading[],
  limits: ReadingLimits,
  before: readonly JoinedParts[] = [],
): WorkspaceReading {
  const sorted = [...readings].sort(byPath);
  const gaps = new Gaps();
  for (const reading of sorted) {
    if ('notRead' in reading) gaps.add(reading.path, reading.notRead);
    else gaps.addFrom(reading.path, reading.readings.values(), reading.failures);
  }
  const results = readers.map((reader) => new ReaderResults(reader));
  const byReader = new Map(results.map((each) => [readerKey(each.reader), each]));
  for (const reading of sorted) {
    if (!('readings' in reading)) continue;
    for (const [reader, each] of reading.readings) byReader.get(reader)?.add(reading.path, each);
  }
  const joined = joinAll(results, gaps, limits, before);
  const filesNotRead = gaps.sorted();
  return {
    files: sorted,
    joined,
    facts: joined.flatMap(({ facts }) => facts),
    coverage: { filesRead: sorted.length - new Set(filesNotRead.map(({ path }) => path)).size, filesNotRead },
    problems: results.flatMap(({ problems }) => problems).sort(byPlace),
  };
}

/** What one reader said about all files. */
class ReaderResults {
  readonly reader: Reader;
  readonly parts: ReadPart<unknown>[] = [];
  readonly problems: ReadingProblem[] = [];

  constructor(reader: Reader) {
    this.reader = reader;
  }

  add(path: string, { part, problems }: Reading<unknown>): void {
    if (part !== undefined) this.parts.push({ path, part });
    for (const { message, at } of problems ?? []) this.problems.push({ reader: this.reader.name, message, at });
  }
}

class Gaps {
  readonly #reasons = new Map<string, Set<string>>();

  add(path: string, reason: string): void {
    this.#reasons.set(path, (this.#reasons.get(path) ?? new Set()).add(reason));
  }

  addFrom(path: string, readings: Iterable<Reading<unknown>>, failures: readonly string[]): void {
    for (const reason of failures) this.add(path, reason);
    for (const { notRead } of readings) if (notRead !== undefined) this.add(path, notRead);
  }

  sorted(): readonly FileNotRead[] {
    return [...this.#reasons]
      .flatMap(([path, reasons]) => [...reasons].sort().map((reason) => ({ path, reason })))
      .sort(byPath);
  }
}

type Joined = { readonly ok: true; readonly facts: readonly Fact[] } | { readonly ok: false; readonly reason: string };

/**
 * The facts of each reader, in order. One that fails or never ends costs the files that it had parts of; the same parts are
 * not joined twice.
 */
function joinAll(
  results: readonly ReaderResults[],
  gaps: Gaps,
  limits: ReadingLimits,
  before: readonly JoinedParts[],
): readonly JoinedParts[] {
  const joined: Joined[] = [];
  while (joined.length < results.length) {
    const inTime = withinTime(limits.millisecondsPerFile, () => {
      for (const { reader, parts } of results.slice(joined.length)) {
        const same = before[joined.length];
        const isKnown = same !== undefined && sameParts(same.parts, parts);
        joined.push(isKnown ? { ok: true, facts: same.facts } : join(reader, parts));
      }
    });
    if (!inTime) joined.push({ ok: false, reason: tookTooLong(limits) });
  }
  return results.map(({ parts }, index): JoinedParts => {
    const result = joined[index];
    if (result?.ok === true) return { parts, facts: result.facts };
    for (const { path } of parts) gaps.add(path, result?.reason ?? '');
    return { facts: [] };
  });
}

function sameParts(some: JoinedParts['parts'], others: readonly ReadPart<unknown>[]): boolean {
  return (
    some?.length === others.length &&
    others.every(({ path, part }, index) => path === some[index]?.path && part === some[index]?.part)
  );
}

function join(reader: Reader, parts: readonly ReadPart<unknown>[]): Joined {
  try {
    return { ok: true, facts: reader.combine(parts) };
  } catch (error) {
    return { ok: false, reason: readerFailure(error) };
  }
}

function byPlace(a: ReadingProblem, b: ReadingProblem): number {
  return byPath(a.at, b.at) || a.at.start - b.at.start;
}
