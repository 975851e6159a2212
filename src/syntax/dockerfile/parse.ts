import type { Instruction } from './instruction.js';

const MAX_INSTRUCTIONS = 2000;
const HEREDOC = /<<-?(["']?)([A-Za-z_]\w*)\1/g;

/** The instructions of a Dockerfile, in order. Any text has some reading; what is no instruction is left out. */
export function parseDockerfile(text: string): readonly Instruction[] {
  const lines = new Lines(text);
  const instructions: Instruction[] = [];
  while (!lines.done && instructions.length < MAX_INSTRUCTIONS) {
    const instruction = readInstruction(lines);
    if (instruction !== undefined) instructions.push(instruction);
  }
  return instructions;
}

/** A stretch of joined text that stands in the file as it is. */
interface Segment {
  readonly index: number;
  readonly offset: number;
}

class Lines {
  readonly text: string;
  readonly escape: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
    this.escape = /^(?:#.*\n)*#\s*escape\s*=\s*`/i.test(text) ? '`' : '\\';
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  /** The line here without its line break, and moves to the next. */
  take(): { readonly text: string; readonly start: number } {
    const start = this.at;
    const newline = this.text.indexOf('\n', start);
    const end = newline === -1 ? this.text.length : newline;
    this.at = newline === -1 ? end : end + 1;
    return { text: this.text.slice(start, end).replace(/\r$/, ''), start };
  }
}

function readInstruction(lines: Lines): Instruction | undefined {
  const { text, segments, end } = readLogicalLine(lines);
  const match = /^\s*([A-Za-z]+)(?:\s+|$)((?:--[\w-]+(?:=\S*)?\s+)*)/.exec(text);
  if (match === null || match[1] === undefined) return undefined;
  const keyword = match[1].toUpperCase();
  const skipped = match[0].length;
  const body = text.slice(skipped).trimEnd();
  const place = (index: number): number => offsetAt(segments, index + skipped);
  return {
    keyword,
    flags: new Map(
      [...(match[2] ?? '').matchAll(/--([\w-]+)(?:=(\S*))?/g)].map((flag) => [flag[1] ?? '', flag[2] ?? '']),
    ),
    text: body,
    place,
    documents: /^(?:RUN|COPY|ADD)$/.test(keyword) ? readDocuments(body, lines) : [],
    start: offsetAt(segments, text.search(/\S/)),
    end,
  };
}

/** Comment lines and empty lines between continued lines are skipped, as Docker does. */
function readLogicalLine(lines: Lines): { text: string; segments: readonly Segment[]; end: number } {
  const segments: Segment[] = [];
  let text = '';
  let end = lines.at;
  for (let continued = true; continued && !lines.done; ) {
    const line = lines.take();
    if (/^\s*(?:#|$)/.test(line.text)) {
      if (text === '') break;
      continue;
    }
    const trimmed = line.text.trimEnd();
    continued = trimmed.endsWith(lines.escape);
    segments.push({ index: text.length, offset: line.start });
    text += continued ? trimmed.slice(0, -1) : line.text;
    end = line.start + trimmed.length;
  }
  return { text, segments, end };
}

function offsetAt(segments: readonly Segment[], index: number): number {
  const segment = segments.findLast((each) => each.index <= index);
  return segment === undefined ? index : segment.offset + index - segment.index;
}

function readDocuments(body: string, lines: Lines): Instruction['documents'] {
  return [...body.matchAll(HEREDOC)].map((match) => {
    const start = lines.at;
    let end = start;
    while (!lines.done) {
      const line = lines.take();
      if (line.text.trim() === match[2]) break;
      end = lines.at;
    }
    return { text: lines.text.slice(start, end), start };
  });
}
