import type { Node, Location as PrismLocation, ProgramNode } from '@ruby/prism/src/nodes.js';
import type { Location } from '../../model/location.js';
import type { Slot } from '../../model/traced.js';
import type { SyntaxProblem } from '../problem.js';
import type { Source } from '../source.js';
import { childrenOf } from './children.js';

/** Anything that has a place in the source: a node, or one of a node's own ranges (`node.contentLoc`). */
export type Placed = { readonly location: PrismLocation } | PrismLocation;

export interface RubyComment {
  /** With its `#`. */
  readonly text: string;
  readonly at: Location;
}

/**
 * A parsed Ruby file with its places in UTF-16 offsets. `root` is undefined when nothing could be parsed; a file with
 * syntax problems may have a root all the same, from which the broken parts are missing. At most 400 nodes deep.
 */
export class RubyTree {
  readonly source: Source;
  readonly root: ProgramNode | undefined;
  readonly problems: readonly SyntaxProblem[];
  readonly #commentPlaces: readonly PrismLocation[];
  readonly #utf16: (byteOffset: number) => number;

  constructor(
    source: Source,
    parsed: {
      readonly root?: ProgramNode;
      readonly problems: readonly SyntaxProblem[];
      readonly comments: readonly PrismLocation[];
    },
    utf16: (byteOffset: number) => number,
  ) {
    this.source = source;
    this.root = parsed.root;
    this.problems = parsed.problems;
    this.#commentPlaces = parsed.comments;
    this.#utf16 = utf16;
  }

  comments(): readonly RubyComment[] {
    return this.#commentPlaces.map((place) => ({ text: this.text(place), at: this.location(place) }));
  }

  location(placed: Placed): Location {
    return this.source.location(...this.range(placed));
  }

  text(placed: Placed): string {
    return this.source.text.slice(...this.range(placed));
  }

  /** The slot that overwrites a node's text. */
  slot(placed: Placed): Slot {
    return this.source.slot(...this.range(placed));
  }

  /** Start and end as UTF-16 offsets of the source. */
  range(placed: Placed): [start: number, end: number] {
    const { startOffset, length } = 'location' in placed ? placed.location : placed;
    return [this.#utf16(startOffset), this.#utf16(startOffset + length)];
  }
}

/** Calls `visit` for a node and all below it, parents first; `visit` returns false to leave out what is below. */
export function walk(node: Node, visit: (node: Node) => boolean | undefined): void {
  if (visit(node) === false) return;
  for (const child of childrenOf(node)) walk(child, visit);
}
