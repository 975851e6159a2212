import type { ASTNode } from '@marcbachmann/cel-js';

/** Structural limits of one expression. Rules may come from a repository, so their cost must be bounded. */
export const SYNTAX_LIMITS = {
  maxAstNodes: 250,
  maxDepth: 40,
  maxListElements: 50,
  maxMapEntries: 50,
  maxCallArguments: 8,
} as const;

const MAX_NESTED_COMPREHENSIONS = 2;
const MAX_COMPREHENSIONS = 3;
const COMPREHENSIONS = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

/** What an expression may not do, at its place in the expression's text. */
export interface ExpressionProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** Looks for constructs whose cost is not bounded by the size of the expression and of the model. */
export function findCostlyConstruct(ast: ASTNode): ExpressionProblem | undefined {
  let comprehensions = 0;
  const visit = (node: ASTNode, depth: number): ExpressionProblem | undefined => {
    const refuse = (message: string): ExpressionProblem => ({ message, start: node.start, end: node.end });
    if (node.op === 'rcall') {
      const [method, receiver, operands] = node.args;
      if (method === 'matches') return refuse('`matches` is not available: use startsWith, endsWith, contains or `in`');
      if (receiver.op === 'id' && receiver.args === 'cel') return refuse('`cel.bind` is not available');
      if (COMPREHENSIONS.has(method)) {
        comprehensions += 1;
        if (depth === MAX_NESTED_COMPREHENSIONS) return refuse('comprehensions may be nested two deep, no deeper');
        if (comprehensions > MAX_COMPREHENSIONS) return refuse('an expression may hold three comprehensions, no more');
        return visit(receiver, depth) ?? firstOf(operands, (operand) => visit(operand, depth + 1));
      }
    }
    return firstOf(childrenOf(node), (child) => visit(child, depth));
  };
  return visit(ast, 0);
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The operands of a node, in the order in which they are written. */
export function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}
