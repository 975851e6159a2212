import type { Location } from '../../model/location.js';
import type { Hop, Slot } from '../../model/traced.js';
import { Source } from '../../syntax/source.js';
import { mergedEntries } from '../../syntax/yaml/lookup.js';
import type { YamlNode, YamlScalar } from '../../syntax/yaml/node.js';
import { parseYaml } from '../../syntax/yaml/parse.js';
import { scalarOf } from './decode.js';
import { derivedTrail, dueTo, type Piece, scalar, type Trail, textOf, unknownValue, type Value } from './value.js';

/** A stretch of the text put together, and where it came from. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly piece: Piece;
}

/**
 * What `jsondecode` makes of a text, each value at the place in the file that it was written at. A piece that is not
 * known stands for one JSON value (or for a part of a string), so that what is around it is still read.
 */
export function decodeText(text: Value, hop: Hop): Value {
  const pieces: readonly Piece[] = text.pieces ?? [{ from: 'value', value: text, at: hop.location }];
  if (text.kind === 'unknown' && text.pieces === undefined) return dueTo(text, derivedTrail([text], hop));
  const { rendered, stretches } = layOut(pieces);
  const { documents, problems } = parseYaml(new Source('', rendered), { schema: 'kubernetes' });
  const [document] = documents;
  if (document === null || document === undefined || documents.length > 1 || problems.length > 0) {
    return unknownValue('not-computable', 'a text that is not valid JSON', derivedTrail([text], hop));
  }
  return new Placed(stretches, hop, rendered).lift(document);
}

const MAX_NESTED_TEXTS = 5;

/** What an unknown piece is shown as: no JSON text holds it by itself. */
const HOLE = '\uE000';

function layOut(pieces: readonly Piece[]): { readonly rendered: string; readonly stretches: readonly Stretch[] } {
  let rendered = '';
  let quoted = false;
  const stretches: Stretch[] = [];
  for (const piece of flatten(pieces, 0)) {
    const known = piece.from === 'file' ? piece.text : knownText(piece.value);
    const text = known ?? (quoted ? HOLE : `"${HOLE}"`);
    stretches.push({ start: rendered.length, end: rendered.length + text.length, piece });
    rendered += text;
    if (known !== undefined) quoted = endsQuoted(text, quoted);
  }
  return { rendered, stretches };
}

/** A text within a text keeps its own pieces. */
function flatten(pieces: readonly Piece[], depth: number): readonly Piece[] {
  return pieces.flatMap((piece) => {
    const inner = piece.from === 'value' && piece.value.encoded === undefined ? piece.value.pieces : undefined;
    return inner === undefined || depth > MAX_NESTED_TEXTS ? [piece] : flatten(inner, depth + 1);
  });
}

function knownText(value: Value): string | undefined {
  return value.kind === 'scalar' ? textOf(value.value) : undefined;
}

function endsQuoted(text: string, before: boolean): boolean {
  let quoted = before;
  for (let at = 0; at < text.length; at += 1) {
    if (quoted && text[at] === '\\') at += 1;
    else if (text[at] === '"') quoted = !quoted;
  }
  return quoted;
}

class Placed {
  readonly #stretches: readonly Stretch[];
  readonly #hop: Hop;
  readonly #rendered: string;
  readonly #texts = new Map<Piece, Source>();

  constructor(stretches: readonly Stretch[], hop: Hop, rendered: string) {
    this.#stretches = stretches;
    this.#hop = hop;
    this.#rendered = rendered;
  }

  lift(node: YamlNode, says = 'the text'): Value {
    const trail: Trail = [{ location: this.#place(node.at.start, node.at.end), says }];
    switch (node.kind) {
      case 'scalar':
        return this.#scalar(node, says);
      case 'sequence':
        return { kind: 'list', items: node.items.map((item) => this.lift(item, says)), trail };
      case 'mapping': {
        const entries = mergedEntries(node).map(({ key, value }) => [key.text, this.lift(value, key.text)] as const);
        return { kind: 'map', entries: new Map(entries), trail };
      }
    }
  }

  #scalar(node: YamlScalar, says: string): Value {
    const { start, end } = node.at;
    const parts = this.#stretchesOf(start, end);
    const [only] = parts;
    const location = this.#place(start, end);
    const values = parts.flatMap(({ piece }) => (piece.from === 'value' ? [piece.value] : []));
    const unknown = values.find((value) => knownText(value) === undefined);
    if (unknown !== undefined) {
      const trail = derivedTrail([unknown], { location, says });
      return unknown.kind === 'unknown' ? dueTo(unknown, trail) : unknownValue('not-computable', says, trail);
    }
    if (only?.piece.from === 'value' && parts.length === 1 && only.start === start && only.end === end) {
      const value = only.piece.value;
      return { ...scalar(scalarOf(node), [value.trail[0], ...value.trail.slice(1), { location, says }]) };
    }
    const slot = this.#slot(node, parts);
    const hop: Hop = { location, says, ...(slot === undefined ? {} : { slot }) };
    return scalar(scalarOf(node), values.length === 0 ? [hop] : derivedTrail(values, hop));
  }

  #slot({ at, text }: YamlScalar, parts: readonly Stretch[]): Slot | undefined {
    const [only] = parts;
    if (only?.piece.from !== 'file' || parts.length !== 1 || text !== this.#rendered.slice(at.start, at.end)) {
      return undefined;
    }
    const place = this.#place(at.start, at.end);
    return { path: place.path, start: place.start, end: place.end, prefix: '', suffix: '', format: 'plain' };
  }

  /** The file's place of a stretch of the text; that of the whole piece where the text was changed on its way. */
  #place(start: number, end: number): Location {
    const first = this.#stretches[this.#indexOf(start)] ?? this.#stretches.at(-1);
    if (first === undefined) return this.#hop.location;
    const { piece } = first;
    if (piece.from === 'value' || piece.text.length !== piece.at.end - piece.at.start) return piece.at;
    const text = this.#texts.get(piece) ?? new Source(piece.at.path, piece.text);
    this.#texts.set(piece, text);
    return within(piece.at, text.location(start - first.start, Math.min(end, first.end) - first.start));
  }

  #stretchesOf(start: number, end: number): readonly Stretch[] {
    const parts: Stretch[] = [];
    for (let index = this.#indexOf(start); (this.#stretches[index]?.start ?? end) < end; index += 1) {
      const stretch = this.#stretches[index];
      if (stretch !== undefined && stretch.end > start) parts.push(stretch);
    }
    return parts;
  }

  /** Of the first stretch that ends after an offset. */
  #indexOf(offset: number): number {
    let low = 0;
    let high = this.#stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#stretches[middle]?.end ?? 0) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Where a place of a text lies, when the text itself lies at `at`. */
function within(at: Location, inner: Location): Location {
  const shift = (line: number, column: number) => (line === 1 ? at.startColumn + column - 1 : column);
  return {
    path: at.path,
    start: at.start + inner.start,
    end: at.start + inner.end,
    startLine: at.startLine + inner.startLine - 1,
    startColumn: shift(inner.startLine, inner.startColumn),
    endLine: at.startLine + inner.endLine - 1,
    endColumn: shift(inner.endLine, inner.endColumn),
  };
}
