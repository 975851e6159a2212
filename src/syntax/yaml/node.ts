import type { Scalar } from '../../model/expression.js';
import type { Location } from '../../model/location.js';

/** Node of a YAML document. An alias is the node that its anchor names, shared, so `at` is the place of the anchored text. */
export type YamlNode = YamlScalar | YamlMapping | YamlSequence;

export type YamlStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded' | 'empty';

export interface YamlScalar {
  readonly kind: 'scalar';
  /** Without quotes; a block scalar's body without its `|`; an empty value is the empty range where it would stand. */
  readonly at: Location;
  /** The content after unquoting, unescaping and folding. */
  readonly text: string;
  /** The content as the schema types it. Quoted and block scalars are strings. */
  readonly value: Scalar;
  readonly style: YamlStyle;
  /** As written: `!!str`, `!ruby/object:Foo`. */
  readonly tag?: string;
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;
  /** From the key, with its quotes, to the end of the value (to the alias, when the value is one). */
  readonly at: Location;
}

export interface YamlMapping {
  readonly kind: 'mapping';
  readonly at: Location;
  readonly flow: boolean;
  /** In file order, as written: repeated keys are kept and `<<` is a key; read through `lookup` or `mergedEntries`. */
  readonly entries: readonly YamlEntry[];
  readonly tag?: string;
}

export interface YamlSequence {
  readonly kind: 'sequence';
  /** From the first `-` or `[`. */
  readonly at: Location;
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
  readonly tag?: string;
}
