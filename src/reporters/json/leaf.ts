import type { Location } from '../../model/location.js';
import type { Hop, Traced } from '../../model/traced.js';
import type { HopJson, PlaceJson, UnknownJson } from './shape.js';

/** A traced value as every leaf of the report writes it. */
export type Leaf<T> = { value: T; trail: HopJson[] } | UnknownJson;

export function leafJson<T>(traced: Traced<T>): Leaf<T> {
  const trail = traced.trail.map(hopJson);
  return traced.known ? { value: traced.value, trail } : { unknown: traced.reason, detail: traced.detail, trail };
}

function hopJson({ location, says }: Hop): HopJson {
  return { path: location.path, line: location.startLine, column: location.startColumn, says };
}

export function placeJson({ path, startLine, startColumn, endLine, endColumn }: Location): PlaceJson {
  return { path, startLine, startColumn, endLine, endColumn };
}
