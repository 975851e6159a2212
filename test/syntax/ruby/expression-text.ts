import type { Expression } from '../../../src/model/expression.js';

/** An expression in short: `int(WEB_CONCURRENCY ?? 2)`. What an unset variable falls back to stands after `??`. */
export function expressionText(expression: Expression): string {
  const text = expressionText;
  switch (expression.kind) {
    case 'literal':
      return JSON.stringify(expression.value);
    case 'env-read':
      if (expression.default !== undefined) return `(${expression.name} ?? ${text(expression.default)})`;
      return expression.strict ? `${expression.name}!` : expression.name;
    case 'rails-env':
      return 'rails-env';
    case 'processor-count':
      return `processors of ${expression.of}`;
    case 'arithmetic':
      return `(${text(expression.left)} ${expression.operator} ${text(expression.right)})`;
    case 'fallback':
      return `(${text(expression.left)} ${expression.blankToo ? 'or-if-blank' : 'or'} ${text(expression.right)})`;
    case 'convert':
      return `${expression.strict ? 'strict-' : ''}${expression.to}(${text(expression.operand)})`;
    case 'template':
      return `text(${expression.parts.map(text).join(' ')})`;
    case 'conditional':
      return `(if ${text(expression.test)} then ${text(expression.then)} else ${text(expression.otherwise)})`;
    case 'compare':
      return `(${text(expression.left)} ${expression.operator} ${text(expression.right)})`;
    case 'logical':
      return `${expression.operator}(${expression.operands.map(text).join(', ')})`;
    case 'present':
      return `present(${text(expression.operand)})`;
    case 'opaque':
      return `opaque<${expression.text}>`;
  }
}

/** A fact with its expressions in short and without its places. */
export function inShort(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inShort);
  if (typeof value !== 'object' || value === null) return value;
  if (isExpression(value)) return expressionText(value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'at' && key !== 'poolSlot')
      .map(([key, inner]) => [key, inShort(inner)]),
  );
}

function isExpression(value: object): value is Expression {
  return (
    'kind' in value &&
    'at' in value &&
    !['server-settings', 'database-settings', 'job-settings'].includes(String(value.kind))
  );
}
