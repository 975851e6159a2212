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
/** Nodes of what is computed for each pair of items. */
const MAX_NESTED_BODY = 60;
const COMPREHENSIONS = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

/** What an expression may not do, at its place in the expression's text. */
export interface ExpressionProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Looks for constructs whose cost is not bounded by the size of the expression and by the number of values that it may read:
 * lists and texts must not grow by being built from built ones.
 */
export function findCostlyConstruct(ast: ASTNode): ExpressionProblem | undefined {
  let comprehensions = 0;
  const visit = (node: ASTNode, depth: number): ExpressionProblem | undefined => {
    if (node.op !== 'rcall') return firstOf(childrenOf(node), (child) => visit(child, depth));
    const [method, receiver, operands] = node.args;
    const isComprehension = COMPREHENSIONS.has(method);
    if (isComprehension) comprehensions += 1;
    const refused = refusedCall(method, receiver) ?? (isComprehension && refusedComprehension(node, depth));
    if (refused) return { message: refused, start: node.start, end: node.end };
    if (comprehensions > MAX_COMPREHENSIONS) {
      return { message: 'an expression may hold three comprehensions, no more', start: node.start, end: node.end };
    }
    const inside = isComprehension ? depth + 1 : depth;
    return visit(receiver, depth) ?? firstOf(operands, (operand) => visit(operand, inside));
  };
  return visit(ast, 0);
}

function refusedCall(method: string, receiver: ASTNode): string | undefined {
  if (method === 'matches') return '`matches` is not available: use startsWith, endsWith, contains or `in`';
  if (receiver.op === 'id' && receiver.args === 'cel') return '`cel.bind` is not available';
  return undefined;
}

function refusedComprehension(node: RemoteCall, depth: number): string | undefined {
  const [method, receiver, operands] = node.args;
  if (depth === MAX_NESTED_COMPREHENSIONS) return 'comprehensions may be nested two deep, no deeper';
  if (!isModelList(receiver))
    return `\`${method}\` goes over lists of the model only; use \`in\` for a list of your own`;
  if (depth === 0) return undefined;
  if (method === 'map') return '`map` may not stand inside another comprehension';
  return operands.some((operand) => sizeOf(operand) > MAX_NESTED_BODY)
    ? 'what a nested comprehension computes for each item is too long'
    : undefined;
}

type RemoteCall = Extract<ASTNode, { op: 'rcall' }>;

/** A list as it stands in the model, or those of its items that pass a filter. */
function isModelList(node: ASTNode): boolean {
  if (node.op === '.') return isModelList(node.args[0]);
  if (node.op === 'rcall') return node.args[0] === 'filter' && isModelList(node.args[1]);
  return node.op === 'id';
}

function sizeOf(node: ASTNode): number {
  return childrenOf(node).reduce((sum, child) => sum + sizeOf(child), 1);
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
