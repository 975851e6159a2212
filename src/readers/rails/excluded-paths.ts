import {
  ArrayNode,
  BlockNode,
  BlockParametersNode,
  CallNode,
  ItLocalVariableReadNode,
  LambdaNode,
  LocalVariableReadNode,
  type Node,
  OrNode,
  ParenthesesNode,
  RegularExpressionNode,
  RequiredParameterNode,
  StatementsNode,
  StringNode,
} from '@ruby/prism/src/nodes.js';
import type { PathPattern } from '../../model/facts/rails-settings.js';
import { argumentsOf } from '../../syntax/ruby/names.js';

type Patterns = readonly PathPattern[] | undefined;

/** Repetition of what can itself repeat takes a matcher forever; one repetition of one character cannot. */
const SAFE_REGEXP = /^(?:[\w/^$|()?:.-]|\\[AzZ./dw-])*(?:[.\w/][*+])?\$?$/;
const MAX_REGEXP = 200;

/** The paths for which the lambda of `exclude:` is true; undefined when it asks for anything else. */
export function excludedPaths(lambda: Node): Patterns {
  const block = lambda instanceof CallNode && /^(?:lambda|proc)$/.test(lambda.name) ? lambda.block : lambda;
  if (!(block instanceof LambdaNode || block instanceof BlockNode)) return undefined;
  const condition = onlyStatement(block.body);
  return condition && patternsOf(condition, parameterName(block.parameters));
}

function parameterName(parameters: Node | null): string | undefined {
  const [first] = parameters instanceof BlockParametersNode ? (parameters.parameters?.requireds ?? []) : [];
  return first instanceof RequiredParameterNode ? first.name : undefined;
}

function onlyStatement(body: Node | null): Node | undefined {
  if (!(body instanceof StatementsNode)) return undefined;
  const [only, more] = body.body;
  return more === undefined ? only : undefined;
}

function patternsOf(node: Node, request: string | undefined): Patterns {
  if (node instanceof ParenthesesNode) {
    const inner = onlyStatement(node.body);
    return inner && patternsOf(inner, request);
  }
  if (node instanceof OrNode) {
    const [left, right] = [patternsOf(node.left, request), patternsOf(node.right, request)];
    return left && right && [...left, ...right];
  }
  if (!(node instanceof CallNode) || node.receiver === null) return undefined;
  const operands = argumentsOf(node);
  if (isPath(node.receiver, request)) return askedOfPath(node.name, operands);
  const [only, more] = operands;
  if (only === undefined || more !== undefined || !isPath(only, request)) return undefined;
  return askedAboutPath(node.receiver, node.name);
}

/** `request.path == "/up"`, `request.path.start_with?("/a", "/b")`, `request.path.match?(/re/)`, `request.path.in?([…])`. */
function askedOfPath(method: string, operands: readonly Node[]): Patterns {
  const [first] = operands;
  if (method === 'start_with?') return all(operands.map((operand) => text(operand, 'starts-with')));
  if (first === undefined || operands.length > 1) return undefined;
  if (method === '==' || method === 'eql?') return all([text(first, 'equals')]);
  if (method === 'in?') return members(first);
  if (method === 'include?') return all([contained(first)]);
  return /^(?:=~|match\??)$/.test(method) ? all([regexp(first)]) : undefined;
}

/** `["/up"].include?(request.path)`, `/re/.match?(request.path)`, `"/up" == request.path`. */
function askedAboutPath(receiver: Node, method: string): Patterns {
  if (method === 'include?') return members(receiver);
  if (method === '==') return all([text(receiver, 'equals')]);
  return /^(?:=~|===|match\??)$/.test(method) ? all([regexp(receiver)]) : undefined;
}

function isPath(node: Node, request: string | undefined): boolean {
  if (!(node instanceof CallNode) || !/^(?:path|fullpath|path_info)$/.test(node.name)) return false;
  const { receiver } = node;
  if (receiver instanceof ItLocalVariableReadNode) return true;
  return receiver instanceof LocalVariableReadNode && (receiver.name === request || receiver.name === '_1');
}

function members(node: Node): Patterns {
  const list = node instanceof CallNode && node.name === 'freeze' ? node.receiver : node;
  return list instanceof ArrayNode ? all(list.elements.map((element) => text(element, 'equals'))) : undefined;
}

function text(node: Node, match: 'equals' | 'starts-with'): PathPattern | undefined {
  return node instanceof StringNode ? { match, text: node.unescaped.value } : undefined;
}

/** A part of the path, wherever it stands. */
function contained(node: Node): PathPattern | undefined {
  if (!(node instanceof StringNode)) return undefined;
  return { match: 'regexp', text: node.unescaped.value.replace(/[^\w/-]/g, '\\$&') };
}

/** As a JavaScript expression: Ruby's `\A` and `\z` become `^` and `$`. Expressions that could run long are not taken. */
function regexp(node: Node): PathPattern | undefined {
  if (!(node instanceof RegularExpressionNode) || node.isIgnoreCase() || node.isExtended()) return undefined;
  const source = node.unescaped.value;
  if (source.length > MAX_REGEXP || !SAFE_REGEXP.test(source)) return undefined;
  return { match: 'regexp', text: source.replaceAll('\\A', '^').replace(/\\[zZ]/g, '$') };
}

function all(patterns: readonly (PathPattern | undefined)[]): Patterns {
  return patterns.every((pattern) => pattern !== undefined) ? patterns : undefined;
}
