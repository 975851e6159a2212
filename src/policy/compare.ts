import { type Diagnostic, SEVERITIES } from './diagnostic.js';

export interface Comparison {
  /** The head's diagnostics, in their order, each with its status. */
  readonly diagnostics: readonly Diagnostic[];
  /** The base's diagnostics that the head no longer has. */
  readonly resolved: readonly Diagnostic[];
}

/**
 * Tells what a change brought from what was there. A finding of the base with the same fingerprint and a common environment
 * is the same finding; in an environment that the base did not have it in, it is new.
 */
export function compareReports(base: readonly Diagnostic[], head: readonly Diagnostic[]): Comparison {
  const unmatched = new Map<string, Diagnostic[]>();
  for (const diagnostic of base) {
    unmatched.set(diagnostic.fingerprint, [...(unmatched.get(diagnostic.fingerprint) ?? []), diagnostic]);
  }
  const matched = new Set<Diagnostic>();
  const diagnostics = head.map((diagnostic): Diagnostic => {
    const candidates = unmatched.get(diagnostic.fingerprint) ?? [];
    const before = sameFinding(diagnostic, candidates, matched);
    if (before === undefined) return { ...diagnostic, status: 'new' };
    for (const each of before) matched.add(each);
    return { ...diagnostic, status: statusAgainst(diagnostic, before) };
  });
  return { diagnostics, resolved: base.filter((diagnostic) => !matched.has(diagnostic)) };
}

/** The base's findings that together cover every environment of this one; those not yet matched are preferred. */
function sameFinding(
  diagnostic: Diagnostic,
  candidates: readonly Diagnostic[],
  matched: ReadonlySet<Diagnostic>,
): readonly Diagnostic[] | undefined {
  const inReach = candidates.filter((candidate) => sharesEnvironment(diagnostic, candidate));
  const free = inReach.filter((candidate) => !matched.has(candidate));
  const same = free.find(({ message }) => message === diagnostic.message);
  const before = same !== undefined && covers([same], diagnostic) ? [same] : free.length > 0 ? free : inReach;
  return before.length > 0 && covers(before, diagnostic) ? before : undefined;
}

function sharesEnvironment(left: Diagnostic, right: Diagnostic): boolean {
  if (left.environments.length === 0) return right.environments.length === 0;
  return left.environments.some((name) => right.environments.includes(name));
}

function covers(before: readonly Diagnostic[], diagnostic: Diagnostic): boolean {
  const names = new Set(before.flatMap(({ environments }) => environments));
  return diagnostic.environments.every((name) => names.has(name));
}

function statusAgainst(diagnostic: Diagnostic, before: readonly Diagnostic[]): 'worsened' | 'existing' {
  const severer = before.every(({ severity }) => rank(diagnostic.severity) < rank(severity));
  const margins = before.map(({ margin }) => margin).filter((margin) => margin !== undefined);
  const further = diagnostic.margin !== undefined && margins.length > 0 && diagnostic.margin > Math.max(...margins);
  return severer || further ? 'worsened' : 'existing';
}

function rank(severity: Diagnostic['severity']): number {
  return SEVERITIES.indexOf(severity);
}
