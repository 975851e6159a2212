import type { Node } from 'web-tree-sitter';
import type { Source } from '../source.js';
import { liftTemplate, resolveEscapes } from './template.js';
import type { HclBinaryOperator, HclExpression, HclOpaque, HclStep } from './tree.js';

/** Real expressions nest some ten deep; the bound keeps hostile ones from exhausting the stack. */
const MAX_DEPTH = 100;
const MAX_OPAQUE_CHARACTERS = 200;
const MAX_ITEMS = 5_000;
/** Of one traversal: `a.b[0].c` has three. */
const MAX_STEPS = 50;

const BINARY: ReadonlySet<string> = new Set<HclBinaryOperator>([
  '+',
  '-',
  '*',
  '/',
  '%',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '&&',
  '||',
]);

/** The expression of an `expression` node of the grammar, or of one of the nodes that stand in its place. */
export function liftExpression(source: Source, node: Node, depth = 0): HclExpression {
  if (depth > MAX_DEPTH || node.isError || node.isMissing) return opaque(source, node);
  const lift = (child: Node): HclExpression => liftExpression(source, child, depth + 1);
  switch (node.type) {
    case 'expression':
      return liftWrapped(source, node, depth);
    case 'literal_value':
    case 'collection_value':
    case 'template_expr':
    case 'operation':
    case 'for_expr': {
      const inner = node.namedChild(0);
      return inner === null || node.namedChildCount !== 1 ? opaque(source, node) : lift(inner);
    }
    case 'numeric_lit':
    case 'bool_lit':
    case 'null_lit':
    case 'string_lit':
      return liftLiteral(source, node);
    case 'quoted_template':
    case 'heredoc_template':
      return liftTemplate(source, node, lift) ?? opaque(source, node);
    case 'variable_expr':
      return { kind: 'reference', root: textOf(source, node), steps: [], at: locate(source, node) };
    case 'function_call':
      return liftCall(source, node, lift);
    case 'tuple':
      return { kind: 'tuple', items: expressionsIn(node).map(lift), at: locate(source, node) };
    case 'object':
      return liftObject(source, node, lift);
    case 'conditional':
      return liftConditional(source, node, lift);
    case 'binary_operation':
    case 'unary_operation':
      return liftOperation(source, node, lift);
    case 'for_tuple_expr':
    case 'for_object_expr':
      return liftFor(source, node, lift);
    default:
      return opaque(source, node);
  }
}

export function opaque(source: Source, node: Node): HclOpaque {
  const end = Math.min(node.endIndex, node.startIndex + MAX_OPAQUE_CHARACTERS);
  return { kind: 'opaque', text: source.text.slice(node.startIndex, end), at: locate(source, node) };
}

type Lift = (node: Node) => HclExpression;

function locate(source: Source, node: Node) {
  return source.location(node.startIndex, node.endIndex);
}

function textOf(source: Source, node: Node): string {
  return source.text.slice(node.startIndex, node.endIndex);
}

function expressionsIn(node: Node): readonly Node[] {
  return node.namedChildren.filter(({ type }) => type === 'expression').slice(0, MAX_ITEMS);
}

/** `expression` holds its value and then, as further children, the steps of a traversal. */
function liftWrapped(source: Source, node: Node, depth: number): HclExpression {
  const [value, ...rest] = node.namedChildren.filter(({ type }) => type !== 'comment');
  if (value === undefined) return opaque(source, node);
  const lifted = liftExpression(source, value, depth + 1);
  if (rest.length === 0) return lifted;
  if (rest.length > MAX_STEPS) return opaque(source, node);
  const steps: HclStep[] = [];
  for (const step of rest) {
    if (!addSteps(source, step, depth, steps)) return opaque(source, node);
  }
  const at = locate(source, node);
  if (lifted.kind === 'reference') return { ...lifted, steps: [...lifted.steps, ...steps], at };
  return { kind: 'traversal', of: lifted, steps, at };
}

/** False for a node that is no step of a traversal. */
function addSteps(source: Source, node: Node, depth: number, steps: HclStep[]): boolean {
  const inner = node.namedChild(0);
  if (depth > MAX_DEPTH) return false;
  switch (node.type) {
    case 'get_attr':
      steps.push({ kind: 'attribute', name: inner === null ? '' : textOf(source, inner) });
      return inner !== null;
    case 'index': {
      const key = inner?.namedChildren.find(({ type }) => type === 'expression');
      const legacy = inner?.type === 'legacy_index' ? Number(textOf(source, inner).replace('.', '')) : Number.NaN;
      if (key !== undefined) steps.push({ kind: 'index', key: liftExpression(source, key, depth + 1) });
      else if (inner !== null && Number.isInteger(legacy)) {
        steps.push({
          kind: 'index',
          key: { kind: 'literal', value: legacy, quoted: false, at: locate(source, inner) },
        });
      } else return false;
      return true;
    }
    case 'splat':
      steps.push(inner?.type === 'attr_splat' ? { kind: 'splat', attributesOnly: true } : { kind: 'splat' });
      if (inner === null || inner.namedChildCount > MAX_STEPS) return false;
      return inner.namedChildren.every((step) => addSteps(source, step, depth + 1, steps));
    default:
      return false;
  }
}

function liftLiteral(source: Source, node: Node): HclExpression {
  const at = locate(source, node);
  const text = textOf(source, node);
  if (node.type === 'string_lit')
    return { kind: 'literal', value: resolveEscapes(text.slice(1, -1), true), quoted: true, at };
  if (node.type === 'null_lit') return { kind: 'literal', value: null, quoted: false, at };
  if (node.type === 'bool_lit') return { kind: 'literal', value: text === 'true', quoted: false, at };
  const value = Number(text);
  return Number.isFinite(value) ? { kind: 'literal', value, quoted: false, at } : opaque(source, node);
}

function liftCall(source: Source, node: Node, lift: Lift): HclExpression {
  const name = node.namedChild(0);
  if (name === null) return opaque(source, node);
  const inner = node.namedChildren.find(({ type }) => type === 'function_arguments');
  return {
    kind: 'call',
    name: textOf(source, name),
    arguments: inner === undefined ? [] : expressionsIn(inner).map(lift),
    expand: inner?.namedChildren.some(({ type }) => type === 'ellipsis') ?? false,
    at: locate(source, node),
  };
}

function liftObject(source: Source, node: Node, lift: Lift): HclExpression {
  const elements = node.namedChildren.filter(({ type }) => type === 'object_elem').slice(0, MAX_ITEMS);
  const entries = elements.flatMap((element) => {
    const [key, value] = expressionsIn(element);
    if (key === undefined || value === undefined) return [];
    return [{ key: liftKey(source, key, lift), value: lift(value), at: locate(source, element) }];
  });
  return { kind: 'object', entries, at: locate(source, node) };
}

/** A bare word is the key itself; in parentheses it is a reference. */
function liftKey(source: Source, node: Node, lift: Lift): HclExpression {
  const key = lift(node);
  if (key.kind !== 'reference' || key.steps.length > 0 || source.text[node.startIndex] === '(') return key;
  return { kind: 'literal', value: key.root, quoted: false, at: key.at };
}

function liftConditional(source: Source, node: Node, lift: Lift): HclExpression {
  const [test, whenTrue, whenFalse] = expressionsIn(node);
  if (test === undefined || whenTrue === undefined || whenFalse === undefined) return opaque(source, node);
  return {
    kind: 'conditional',
    test: lift(test),
    whenTrue: lift(whenTrue),
    whenFalse: lift(whenFalse),
    at: locate(source, node),
  };
}

function liftOperation(source: Source, node: Node, lift: Lift): HclExpression {
  const children = node.children.filter(({ type }) => type !== 'comment');
  const at = locate(source, node);
  if (node.type === 'unary_operation') {
    const [operator, ...operand] = children;
    if (operator?.type !== '-' && operator?.type !== '!') return opaque(source, node);
    const lifted = liftSpread(source, node, operand, lift);
    if (operator.type === '-' && lifted.kind === 'literal' && typeof lifted.value === 'number') {
      return { ...lifted, value: 0 - lifted.value, at };
    }
    return { kind: 'unary', operator: operator.type, operand: lifted, at };
  }
  const middle = children.findIndex(({ type }) => BINARY.has(type));
  if (middle < 1) return opaque(source, node);
  return {
    kind: 'binary',
    operator: children[middle]?.type as HclBinaryOperator,
    left: liftSpread(source, node, children.slice(0, middle), lift),
    right: liftSpread(source, node, children.slice(middle + 1), lift),
    at,
  };
}

/** Operands are not wrapped in `expression`: a value, its steps and its parentheses are siblings of the operator. */
function liftSpread(source: Source, whole: Node, nodes: readonly Node[], lift: Lift): HclExpression {
  const [value, ...rest] = nodes.filter(({ isNamed }) => isNamed);
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (value === undefined || first === undefined || last === undefined) return opaque(source, whole);
  const lifted = lift(value);
  if (rest.length === 0) return lifted;
  const steps: HclStep[] = [];
  if (rest.length > MAX_STEPS || !rest.every((step) => addSteps(source, step, 0, steps))) return opaque(source, whole);
  const at = source.location(first.startIndex, last.endIndex);
  if (lifted.kind === 'reference') return { ...lifted, steps: [...lifted.steps, ...steps], at };
  return { kind: 'traversal', of: lifted, steps, at };
}

function liftFor(source: Source, node: Node, lift: Lift): HclExpression {
  const intro = node.namedChildren.find(({ type }) => type === 'for_intro');
  const condition = node.namedChildren.find(({ type }) => type === 'for_cond');
  const collection = intro === undefined ? undefined : expressionsIn(intro)[0];
  const results = expressionsIn(node);
  const value = results.at(-1);
  const grouping = node.namedChildren.some(({ type }) => type === 'ellipsis');
  if (intro === undefined || collection === undefined || value === undefined || grouping) return opaque(source, node);
  const names = intro.namedChildren.filter(({ type }) => type === 'identifier').map((name) => textOf(source, name));
  const key = node.type === 'for_object_expr' ? results[0] : undefined;
  const test = condition === undefined ? undefined : expressionsIn(condition)[0];
  return {
    kind: 'for',
    names,
    collection: lift(collection),
    ...(key === undefined ? {} : { key: lift(key) }),
    value: lift(value),
    ...(test === undefined ? {} : { test: lift(test) }),
    at: locate(source, node),
  };
}
