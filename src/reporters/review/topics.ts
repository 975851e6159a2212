import type { NumberedFinding } from '../numbered-findings.js';
import { bestSuggestion, type VerifiedSuggestion } from '../verified.js';

/** Findings that one edit mends: people are told once. */
export interface Topic {
  readonly findings: readonly NumberedFinding[];
  readonly fix?: VerifiedSuggestion;
}

/** In the order of their first findings. Findings without an edit are one topic where their marks could not tell them apart. */
export function topicsOf(findings: readonly NumberedFinding[]): readonly Topic[] {
  const topics = new Map<string, Topic>();
  for (const each of findings) {
    const fix = bestSuggestion(each.finding);
    const key = fix === undefined ? markKey(each) : editKey(fix);
    const others = topics.get(key)?.findings ?? [];
    topics.set(key, { findings: [...others, each], ...(fix && { fix }) });
  }
  return [...topics.values()];
}

/** Each edit that would mend one of them, once. */
export function fixesOf(findings: readonly NumberedFinding[]): readonly VerifiedSuggestion[] {
  return topicsOf(findings).flatMap(({ fix }) => (fix === undefined ? [] : [fix]));
}

function markKey({ finding: { fingerprint, environments } }: NumberedFinding): string {
  return [fingerprint, ...environments].join('\0');
}

function editKey({ edit: { path, start, end, newText } }: VerifiedSuggestion): string {
  return [path, start, end, newText].join('\0');
}
