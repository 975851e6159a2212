import type { Scope } from './scope.js';
import {
  derivedTrail,
  dueTo,
  failure,
  type Piece,
  resourcesOf,
  scalar,
  type Trail,
  textOf,
  type UnknownValue,
  unknownValue,
  type Value,
} from './value.js';

/** The text of pieces put together. An unknown piece makes the text unknown, but its other pieces stay readable. */
export function joinPieces(pieces: readonly Piece[], scope: Scope, trail: Trail): Value {
  const values = pieces.flatMap((piece) => (piece.from === 'value' ? [piece.value] : []));
  const origin = { ...resourcesOf(values), pieces };
  const story = derivedTrail(values, trail[0]);
  let text = '';
  for (const piece of pieces) {
    const part = piece.from === 'file' ? piece.text : textOfPiece(piece.value);
    if (typeof part !== 'string') return { ...dueTo(part, story), ...origin };
    if (!scope.budget.takeText(part.length)) return unknownValue('not-computable', 'a text that grows too long', trail);
    text += part;
  }
  return { ...scalar(text, values.length === 0 ? trail : story), ...origin };
}

function textOfPiece(value: Value): string | UnknownValue {
  if (value.kind === 'unknown') return value;
  const text = value.kind === 'scalar' ? textOf(value.value) : undefined;
  return text ?? failure('a template holds something that is no text', value.trail);
}
