import type { EnvRead, Expression, Literal } from '../../model/expression.js';
import type { Location } from '../../model/location.js';
import type { ShellWord, VariablePart, WordPart } from './program.js';
import { formatWord, literalText } from './word.js';

/** A shell word as an expression over the environment that the shell was started with. All of it is `at` one place. */
export function toExpression(word: ShellWord, at: Location): Expression {
  const text = literalText(word);
  if (text !== undefined) return literal(text, at);
  const parts = word.parts.map((part) => liftPart(part, at));
  const [only, more] = parts;
  return only !== undefined && more === undefined ? only : { kind: 'template', parts, at };
}

function liftPart(part: WordPart, at: Location): Expression {
  if (part.kind === 'literal') return literal(part.text, at);
  if (part.kind === 'variable' && /^[A-Za-z_]/.test(part.name)) return liftVariable(part, at);
  const text = formatWord({ parts: [part], start: 0, end: 0 });
  return { kind: 'opaque', text: text.slice(0, 200), reason: 'not-computable', at };
}

/** An unset variable is "" to a shell. With a colon, the modifiers treat a variable set to "" as unset. */
function liftVariable({ name, modifier }: VariablePart, at: Location): Expression {
  const read: EnvRead = { kind: 'env-read', name, strict: false, at };
  const orEmpty: Expression = { kind: 'fallback', blankToo: false, left: read, right: literal('', at), at };
  if (modifier === undefined) return orEmpty;
  const word = toExpression(modifier.word, at);
  switch (modifier.operator) {
    case ':-':
    case ':=':
      return { kind: 'fallback', blankToo: true, left: read, right: word, at };
    case '-':
    case '=':
      return { kind: 'fallback', blankToo: false, left: read, right: word, at };
    case ':?':
    case '?':
      return { ...read, strict: true };
    case ':+':
      return { kind: 'conditional', test: equals(orEmpty, '', at), then: literal('', at), otherwise: word, at };
    case '+':
      return { kind: 'conditional', test: equals(read, null, at), then: literal('', at), otherwise: word, at };
  }
}

function equals(left: Expression, value: string | null, at: Location): Expression {
  return { kind: 'compare', operator: '==', left, right: { kind: 'literal', value, at }, at };
}

function literal(value: string, at: Location): Literal {
  return { kind: 'literal', value, at };
}
