import type { Expression } from '../expression.js';
import type { EvaluationScope } from './evaluate.js';
import { evaluate } from './evaluate.js';

/** Whether a processor count decides the expression's value in this process, and whose: the node's or the container's. */
export function decidedByProcessors(expression: Expression, scope: EvaluationScope): 'host' | 'container' | undefined {
  switch (expression.kind) {
    case 'processor-count':
      return expression.of;
    case 'env-read': {
      const value = scope.variable(expression.name);
      return value.known && value.value === null && expression.default !== undefined
        ? decidedByProcessors(expression.default, scope)
        : undefined;
    }
    case 'fallback': {
      const left = evaluate(expression.left, scope);
      if (!left.known) return decidedByProcessors(expression.left, scope);
      const empty = left.value === null || left.value === false || (expression.blankToo && left.value === '');
      return decidedByProcessors(empty ? expression.right : expression.left, scope);
    }
    case 'convert':
      return decidedByProcessors(expression.operand, scope);
    case 'arithmetic':
      return decidedByProcessors(expression.left, scope) ?? decidedByProcessors(expression.right, scope);
    case 'compare':
      return decidedByProcessors(expression.left, scope) ?? decidedByProcessors(expression.right, scope);
    case 'conditional': {
      const test = evaluate(expression.test, scope);
      if (!test.known) return decidedByProcessors(expression.test, scope);
      return decidedByProcessors(
        test.value !== null && test.value !== false ? expression.then : expression.otherwise,
        scope,
      );
    }
    default:
      return undefined;
  }
}
