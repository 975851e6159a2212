import { count } from '../count.js';
import { MAX_OUTPUT_BYTES } from './check-run.js';

/** The parts of a check run's page in their order. Each is Markdown that stands for itself and is never cut. */
export interface Parts {
  readonly head: readonly string[];
  readonly findings: readonly string[];
  /** Room is kept for it: how to act and how much was looked at is never pushed out by findings. */
  readonly tail: readonly string[];
  readonly asides: readonly string[];
}

export interface Page {
  readonly summary: string;
  readonly text?: string;
}

const SEPARATOR = '\n\n';
/** For the line that says that there is more. */
const NOTICE_BYTES = 200;

/** What does not fit into the summary goes into the text below it, and the rest is counted. */
export function layOut({ head, findings, tail, asides }: Parts): Page {
  const room = MAX_OUTPUT_BYTES - NOTICE_BYTES;
  const shown = fitting(findings, room - bytesOf([...head, ...tail]));
  const left = findings.slice(shown.length);
  const more = left.length === 0 ? [] : [`… and ${count(left.length, 'more finding')} below.`];
  const fixed = [...head, ...shown, ...more, ...tail];
  const shownAsides = left.length > 0 ? [] : fitting(asides, room - bytesOf(fixed));
  const below = textOf(left, asides.slice(shownAsides.length), room);
  return { summary: [...fixed, ...shownAsides].join(SEPARATOR), ...(below !== '' && { text: below }) };
}

function textOf(findings: readonly string[], asides: readonly string[], room: number): string {
  const shown = fitting(findings, room);
  const missing = findings.length - shown.length;
  if (missing > 0) {
    const notice = `… and ${count(missing, 'more finding')}: \`plumbline check --base\` with the base branch lists them all.`;
    return [...shown, notice].join(SEPARATOR);
  }
  return [...shown, ...fitting(asides, room - bytesOf(shown))].join(SEPARATOR);
}

/** The first blocks that fit. */
function fitting(blocks: readonly string[], room: number): readonly string[] {
  let used = 0;
  const first = blocks.findIndex((block) => {
    used += bytesOf([block]);
    return used > room;
  });
  return first === -1 ? blocks : blocks.slice(0, first);
}

function bytesOf(blocks: readonly string[]): number {
  return blocks.reduce((sum, block) => sum + Buffer.byteLength(block) + SEPARATOR.length, 0);
}
