import type { Slot } from '../../model/traced.js';
import type { Source } from '../source.js';
import type { YamlMapping, YamlScalar, YamlSequence } from './node.js';

/**
 * Where another value of this scalar would be written, inside its quotes if it has any; undefined when one line cannot
 * hold it (block scalars, scalars over several lines).
 */
export function slotOf(source: Source, scalar: YamlScalar, format: Slot['format'] = 'plain'): Slot | undefined {
  const { at, style } = scalar;
  if (style === 'literal' || style === 'folded' || at.startLine !== at.endLine) return undefined;
  const slot = source.slot(at.start, at.end, format);
  const needsSpace = style === 'empty' && source.text[at.start - 1] === ':';
  return needsSpace ? { ...slot, prefix: ' ' } : slot;
}

/** A place for new text in a collection: `before + text + after` is inserted at `offset`. */
export interface Insertion {
  readonly offset: number;
  readonly before: string;
  readonly after: string;
  /** A line break and the indentation of the collection: how the new text starts a further line. */
  readonly newLine: string;
  /** The collection is written as JSON is: new keys are quoted, and the new text stays on the line. */
  readonly flow: boolean;
}

/**
 * Where a new entry of a mapping goes: below its first entry if that is one line, else above it, so that neither comments
 * nor nested blocks are torn apart. Undefined when a tag or anchor stands before the first entry.
 */
export function insertionIntoMapping(source: Source, mapping: YamlMapping): Insertion | undefined {
  const first = mapping.entries[0];
  if (mapping.flow) {
    return {
      offset: mapping.at.start + 1,
      before: '',
      after: first === undefined ? '' : ', ',
      newLine: ' ',
      flow: true,
    };
  }
  if (first === undefined || !startsItsLine(source, first.at.start)) return undefined;
  const newLine = lineBreak(source) + ' '.repeat(first.at.startColumn - 1);
  const oneLine = first.value.kind === 'scalar' && slotOf(source, first.value) !== undefined;
  return oneLine
    ? { offset: lineEnd(source, first.at.end), before: newLine, after: '', newLine, flow: false }
    : { offset: first.at.start, before: '', after: newLine, newLine, flow: false };
}

/** Where a new first item of a sequence goes, its dash included; undefined when a tag or anchor stands before the first. */
export function insertionIntoSequence(source: Source, { at, flow, items }: YamlSequence): Insertion | undefined {
  if (flow) return { offset: at.start + 1, before: '', after: items.length === 0 ? '' : ', ', newLine: ' ', flow };
  if (!startsItsLine(source, at.start)) return undefined;
  const newLine = lineBreak(source) + ' '.repeat(at.startColumn - 1);
  return { offset: at.start, before: '', after: newLine, newLine, flow };
}

/** The slot that writes `key: <value>` as a new entry of a mapping. */
export function keySlot(
  source: Source,
  mapping: YamlMapping,
  key: string,
  format: Slot['format'] = 'plain',
): Slot | undefined {
  const insertion = insertionIntoMapping(source, mapping);
  if (insertion === undefined) return undefined;
  const { offset, before, after, flow } = insertion;
  const prefix = `${before}${flow ? `"${key}"` : key}: `;
  return { path: source.path, start: offset, end: offset, prefix, suffix: after, format };
}

/** Only spaces and list dashes stand before it. */
function startsItsLine(source: Source, offset: number): boolean {
  const lineStart = source.text.lastIndexOf('\n', offset - 1) + 1;
  return /^\uFEFF?(?: |- )*$/.test(source.text.slice(lineStart, offset));
}

/** The end of the line, its comment included. */
function lineEnd(source: Source, offset: number): number {
  const found = source.text.indexOf('\n', offset);
  const end = found === -1 ? source.text.length : found;
  return source.text[end - 1] === '\r' ? end - 1 : end;
}

function lineBreak(source: Source): '\r\n' | '\n' {
  const found = source.text.indexOf('\n');
  return source.text[found - 1] === '\r' ? '\r\n' : '\n';
}
