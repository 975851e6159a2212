import {
  CallNode,
  ConstantOrWriteNode,
  ConstantWriteNode,
  GlobalVariableOrWriteNode,
  GlobalVariableWriteNode,
  IndexOrWriteNode,
  InstanceVariableOrWriteNode,
  InstanceVariableWriteNode,
  LocalVariableAndWriteNode,
  LocalVariableOperatorWriteNode,
  LocalVariableOrWriteNode,
  LocalVariableTargetNode,
  LocalVariableWriteNode,
  MultiWriteNode,
  type Node,
} from '@ruby/prism/src/nodes.js';
import type { Expression } from '../../model/expression.js';
import { literal, opaque } from './build.js';
import { Lifter, liftExpression } from './lift.js';
import { elementsOf } from './lift-case.js';
import { defaulted, isEnv, overrideName, variableName } from './lift-env.js';
import { isArithmetic } from './lift-method.js';
import { argumentsOf } from './names.js';
import type { Scope } from './scope.js';
import type { RubyTree } from './tree.js';

/** Carries out an assignment; false when the statement is none that is followed. */
export function assign(node: Node, tree: RubyTree, scope: Scope): boolean {
  return assignName(node, tree, scope) || assignEnv(node, tree, scope);
}

function assignName(node: Node, tree: RubyTree, scope: Scope): boolean {
  if (
    node instanceof LocalVariableWriteNode ||
    node instanceof ConstantWriteNode ||
    node instanceof InstanceVariableWriteNode ||
    node instanceof GlobalVariableWriteNode
  ) {
    assignName(node.value, tree, scope);
    scope.set(node.name, liftExpression(node.value, tree, scope));
    return true;
  }
  if (
    node instanceof LocalVariableOrWriteNode ||
    node instanceof ConstantOrWriteNode ||
    node instanceof InstanceVariableOrWriteNode ||
    node instanceof GlobalVariableOrWriteNode
  ) {
    const at = tree.location(node);
    const left = scope.get(node.name) ?? literal(null, at);
    const right = liftExpression(node.value, tree, scope);
    scope.set(node.name, { kind: 'fallback', blankToo: false, left, right, at });
    return true;
  }
  if (node instanceof LocalVariableOperatorWriteNode) {
    const at = tree.location(node);
    const left = scope.get(node.name);
    const right = liftExpression(node.value, tree, scope);
    const { binaryOperator: operator } = node;
    const followed = left !== undefined && isArithmetic(operator);
    scope.set(node.name, followed ? { kind: 'arithmetic', operator, left, right, at } : opaque(tree.text(node), at));
    return true;
  }
  if (node instanceof LocalVariableAndWriteNode) {
    scope.set(node.name, opaque(tree.text(node), tree.location(node)));
    return true;
  }
  return node instanceof MultiWriteNode && assignSeveral(node, tree, scope);
}

/** `min, max = 1, 5`: values are computed before any name is set. */
function assignSeveral(node: MultiWriteNode, tree: RubyTree, scope: Scope): boolean {
  const elements = elementsOf(node.value);
  const simple = node.rest === null && node.rights.length === 0 && elements?.length === node.lefts.length;
  const values = simple ? elements.map((element) => liftExpression(element, tree, scope)) : [];
  for (const [index, target] of [...node.lefts, ...node.rights].entries()) {
    if (!(target instanceof LocalVariableTargetNode)) continue;
    scope.set(target.name, values[index] ?? opaque(tree.text(node), tree.location(node)));
  }
  return true;
}

/** `ENV["X"] = value` and `ENV["X"] ||= value`: later reads of the same program see it. */
function assignEnv(node: Node, tree: RubyTree, scope: Scope): boolean {
  if (!(node instanceof CallNode || node instanceof IndexOrWriteNode) || !isEnv(node.receiver)) return false;
  if (node instanceof CallNode && node.name !== '[]=') return false;
  const [nameNode, valueNode] =
    node instanceof CallNode ? argumentsOf(node) : [node.arguments_?.arguments_[0], node.value];
  const name = nameNode && variableName(nameNode, new Lifter(tree, scope));
  if (name === undefined || valueNode === undefined) return false;
  const at = tree.location(node);
  const value: Expression = liftExpression(valueNode, tree, scope);
  const previous = scope.get(overrideName(name));
  scope.set(overrideName(name), node instanceof CallNode ? value : defaulted(name, value, at, previous));
  return true;
}
