import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../policy/diagnostic.js';

/** By what Plumbline knows again what one of its comments is about. Holds nothing of the repository in clear. */
export interface Marker {
  readonly findings: readonly MarkedFinding[];
  /** Names the lines that the comment's suggestion replaces; absent where it came without one. */
  readonly replaced?: string;
  /** Names the line that a comment without a suggestion stands on. A model may propose later what to put there. */
  readonly line?: string;
}

/** A finding is recognised by its fingerprint and one environment, so that it stays the same when it spreads or recedes. */
export interface MarkedFinding {
  readonly fingerprint: string;
  /** Digests of the environments' names, which may hold anything. */
  readonly environments: readonly string[];
}

/** The last line of a comment: whatever else looks like it, earlier in the text, is only text. */
const MARKER =
  /(?:^|\n)<!-- plumbline ([0-9a-f]{16}(?:\/[0-9a-f,]+)?(?: [0-9a-f]{16}(?:\/[0-9a-f,]+)?)*)(?: replaces:([0-9a-f]{16}))?(?: on:([0-9a-f]{16}))? -->\s*$/;

export function formatMarker({ findings, replaced, line }: Marker): string {
  const words = findings.map(({ fingerprint, environments }) =>
    environments.length === 0 ? fingerprint : `${fingerprint}/${environments.join(',')}`,
  );
  if (replaced !== undefined) words.push(`replaces:${replaced}`);
  if (line !== undefined) words.push(`on:${line}`);
  return `<!-- ${['plumbline', ...words].join(' ')} -->`;
}

export function parseMarker(body: string): Marker | undefined {
  const [, words, replaced, line] = MARKER.exec(body.replaceAll('\r\n', '\n')) ?? [];
  if (words === undefined) return undefined;
  const findings = words.split(' ').map((word) => {
    const [fingerprint = '', environments] = word.split('/');
    return { fingerprint, environments: environments?.split(',') ?? [] };
  });
  return { findings, ...(replaced !== undefined && { replaced }), ...(line !== undefined && { line }) };
}

export type Named = Pick<Diagnostic, 'fingerprint' | 'environments'>;

export function markOf({ fingerprint, environments }: Named): MarkedFinding {
  return { fingerprint, environments: environments.map((name) => digest(name).slice(0, 8)) };
}

export function isMarked(marked: MarkedFinding, finding: Named): boolean {
  if (marked.fingerprint !== finding.fingerprint) return false;
  const { environments } = markOf(finding);
  if (environments.length === 0) return marked.environments.length === 0;
  return environments.some((name) => marked.environments.includes(name));
}

/** Sixteen hexadecimal digits. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
