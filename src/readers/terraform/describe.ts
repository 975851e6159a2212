import type { HclExpression, HclStep } from '../../syntax/hcl/tree.js';

/** An expression in a few words, for a message: references and calls as they are written, the rest by its kind. */
export function describe(expression: HclExpression): string {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? 'the text' : String(expression.value);
    case 'reference':
      return expression.root + steps(expression.steps);
    case 'traversal':
      return describe(expression.of) + steps(expression.steps);
    case 'call':
      return `${expression.name}(…)`;
    case 'template':
      return 'the template';
    case 'tuple':
      return 'the list';
    case 'object':
      return 'the map';
    case 'conditional':
      return 'the condition';
    case 'binary':
      return 'the expression';
    case 'unary':
      return `${expression.operator}${describe(expression.operand)}`;
    case 'for':
      return 'the `for` expression';
    case 'opaque':
      return expression.text;
  }
}

function steps(all: readonly HclStep[]): string {
  return all
    .map((step) => {
      if (step.kind === 'attribute') return `.${step.name}`;
      if (step.kind === 'splat') return '[*]';
      return step.key.kind === 'literal' ? `[${JSON.stringify(step.key.value)}]` : '[…]';
    })
    .join('');
}
