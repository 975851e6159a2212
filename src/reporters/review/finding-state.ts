import { fingerprintOf } from '../../policy/fingerprint.js';
import { isNew, type SetAside } from '../numbered-findings.js';
import type { Report } from '../report.js';
import { isMarked, type MarkedFinding } from './marker.js';

/** What became of findings that comments are about. */
export class FindingState {
  readonly #report: Report;
  readonly #ignored: ReadonlySet<string>;

  constructor(report: Report, ignored: readonly SetAside[]) {
    this.#report = report;
    this.#ignored = new Set(ignored.map(({ fingerprint }) => fingerprint));
  }

  /** Still found, and the change answers for it: it brought it, or made it worse. */
  lives(marked: MarkedFinding): boolean {
    return (
      !this.#ignored.has(marked.fingerprint) &&
      this.#report.diagnostics.some((one) => isMarked(marked, one) && isNew(one))
    );
  }

  /** Found, and no worse than before the change. */
  isAsBefore(marked: MarkedFinding): boolean {
    return !this.lives(marked) && this.#report.diagnostics.some((one) => isMarked(marked, one));
  }

  isSetAside(marked: MarkedFinding): boolean {
    return (
      this.#ignored.has(marked.fingerprint) ||
      this.#report.suppressed.some(({ diagnostic }) => isMarked(marked, diagnostic))
    );
  }

  /** Nobody knows whether it is gone: its rule was not decided, or the file that it was found in was not read. */
  isUndecided(marked: MarkedFinding, path: string): boolean {
    const { undecided, coverage, diagnostics } = this.#report;
    return (
      coverage.filesNotRead.some((file) => file.path === path) ||
      diagnostics.some(({ ruleId, location }) => ruleId === 'file-not-parsed' && location.path === path) ||
      undecided.some(({ ruleId, subject, environments }) =>
        isMarked(marked, { fingerprint: fingerprintOf(ruleId, subject), environments }),
      )
    );
  }
}
