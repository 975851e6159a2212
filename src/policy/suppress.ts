import type { Location } from '../model/location.js';
import { closestWord } from '../syntax/closest-word.js';
import type { IgnoreEntry } from './configuration.js';
import type { Diagnostic, Severity, Suppressed, Undecided } from './diagnostic.js';
import type { Directive } from './directives.js';
import { fingerprintOf } from './fingerprint.js';
import { compareDiagnostics } from './order.js';
import { fitsGlob, fitsWildcard } from './wildcard.js';

export interface Suppressions {
  /** Of every file that holds the words `plumbline:ignore`. */
  readonly directives: readonly Directive[];
  /** Of the configuration. */
  readonly ignore: readonly IgnoreEntry[];
  /** As `2026-11-20`; handed in, since no verdict reads a clock. */
  readonly today: string;
  /** Every rule that exists, so that a misspelt one is noticed. */
  readonly ruleIds: readonly string[];
}

export interface AfterSuppression {
  /** What is left, and what is wrong with the suppressions themselves; sorted. */
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly Suppressed[];
}

/** Takes out what somebody silenced with a reason. A suppression without reason, past its day, or for nothing is reported. */
export function suppress(
  diagnostics: readonly Diagnostic[],
  undecided: readonly Undecided[],
  { directives, ignore, today, ruleIds }: Suppressions,
): AfterSuppression {
  const inForce = ignore.filter(({ expires }) => expires === undefined || expires >= today);
  const silencers: readonly Silencer[] = [
    ...directives.filter(({ reason }) => reason !== '').map(byDirective),
    ...inForce.map(byEntry),
  ];
  const used = new Set<Silencer>();
  const suppressed: Suppressed[] = [];
  const remaining = diagnostics.filter((diagnostic) => {
    const silencer = silencers.find(({ silences }) => silences(diagnostic));
    if (silencer === undefined) return true;
    for (const each of silencers) if (each.silences(diagnostic)) used.add(each);
    suppressed.push({ diagnostic, reason: silencer.reason, location: silencer.at });
    return false;
  });
  const unused = silencers.filter((silencer) => !used.has(silencer) && !undecided.some(silencer.mayConcern));
  return {
    diagnostics: [
      ...remaining,
      ...directives.filter(({ reason }) => reason === '').map(withoutReason),
      ...ignore.filter((entry) => !inForce.includes(entry)).map(expired),
      ...unused.map((silencer) => forNothing(silencer, ruleIds)),
    ].sort(compareDiagnostics),
    suppressed,
  };
}

/** A directive or an entry, alike. */
interface Silencer {
  readonly ruleId: string;
  readonly reason: string;
  readonly at: Location;
  readonly silences: (diagnostic: Diagnostic) => boolean;
  /** A rule that could not be judged may still need it. */
  readonly mayConcern: (undecided: Undecided) => boolean;
}

function byDirective({ ruleId, reason, at }: Directive): Silencer {
  return {
    ruleId,
    reason,
    at,
    silences: (diagnostic) => {
      const { path, startLine, endLine } = diagnostic.location;
      return (
        diagnostic.ruleId === ruleId && path === at.path && at.startLine >= startLine - 1 && at.startLine <= endLine
      );
    },
    mayConcern: (undecided) => undecided.ruleId === ruleId,
  };
}

function byEntry({ rule, subject, path, reason, at }: IgnoreEntry): Silencer {
  const concerns = (judged: { readonly ruleId: string; readonly subject: string }): boolean =>
    judged.ruleId === rule && (subject === undefined || fitsWildcard(subject, judged.subject));
  return {
    ruleId: rule,
    reason,
    at,
    silences: (diagnostic) => concerns(diagnostic) && (path === undefined || fitsGlob(path, diagnostic.location.path)),
    mayConcern: concerns,
  };
}

function withoutReason({ ruleId, at }: Directive): Diagnostic {
  const message =
    ruleId === ''
      ? 'This comment names no rule and no reason, so it silences nothing. Write: plumbline:ignore <rule-id> <reason>.'
      : `This comment gives no reason, so it does not silence ${ruleId}. Write why the finding is accepted, after the rule's id.`;
  return aboutSuppression('suppression-without-reason', 'warning', message, ruleId, at);
}

function expired({ rule, expires, at, owner }: IgnoreEntry): Diagnostic {
  const asked = owner === undefined ? '' : ` Ask ${owner} whether it still stands.`;
  const message = `The finding of ${rule} was accepted until ${expires}, and is reported again.${asked}`;
  return aboutSuppression('suppression-expired', 'warning', message, rule, at);
}

function forNothing({ ruleId, at }: Silencer, ruleIds: readonly string[]): Diagnostic {
  const known = ruleIds.includes(ruleId);
  const meant = known ? undefined : closestWord(ruleId, ruleIds);
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  const message = known
    ? `${ruleId} reports nothing here: this suppression can go.`
    : `No rule is called ${ruleId}, so this silences nothing.${hint}`;
  return aboutSuppression('suppression-unused', 'notice', message, ruleId, at);
}

function aboutSuppression(
  id: string,
  severity: Severity,
  message: string,
  ruleId: string,
  location: Location,
): Diagnostic {
  return {
    ruleId: id,
    severity,
    subject: location.path,
    environments: [],
    message,
    location,
    related: [],
    suggestions: [],
    fingerprint: fingerprintOf(id, `${location.path} ${ruleId}`),
  };
}
