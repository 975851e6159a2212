import {
  AndNode,
  BeginNode,
  CallNode,
  CaseNode,
  ConstantPathNode,
  ConstantReadNode,
  ConstantWriteNode,
  DefinedNode,
  ElseNode,
  EmbeddedStatementsNode,
  FalseNode,
  FloatNode,
  GlobalVariableReadNode,
  IfNode,
  InstanceVariableReadNode,
  IntegerNode,
  InterpolatedStringNode,
  LocalVariableReadNode,
  LocalVariableWriteNode,
  NilNode,
  type Node,
  OrNode,
  ParenthesesNode,
  StatementsNode,
  StringNode,
  SymbolNode,
  TrueNode,
  UnlessNode,
} from '@ruby/prism/src/nodes.js';
import type { Expression, Scalar } from '../../model/expression.js';
import { bounded, choose, isTest, literal, not, opaque } from './build.js';
import { liftCall } from './lift-call.js';
import { caseTests } from './lift-case.js';
import { isRaise, required } from './lift-env.js';
import type { Scope } from './scope.js';
import type { RubyTree } from './tree.js';

/** Methods that call each other, or a deep chain, end here. */
const MAX_DEPTH = 60;
/** Nodes looked at for one expression, the bodies of methods counted each time they are called. */
const MAX_NODES = 2000;

/** Turns a Ruby expression into what it computes; what lies outside the grammar becomes opaque, with its text. */
export function liftExpression(node: Node, tree: RubyTree, scope: Scope): Expression {
  return bounded(new Lifter(tree, scope).lift(node), () => tree.text(node));
}

export class Lifter {
  readonly tree: RubyTree;
  readonly scope: Scope;
  readonly #depth: number;
  readonly #budget: { nodes: number };

  constructor(tree: RubyTree, scope: Scope, depth = 0, budget = { nodes: MAX_NODES }) {
    this.tree = tree;
    this.scope = scope;
    this.#depth = depth;
    this.#budget = budget;
  }

  lift(node: Node): Expression {
    this.#budget.nodes -= 1;
    if (this.#depth >= MAX_DEPTH || this.#budget.nodes < 0) return this.opaque(node);
    return new Lifter(this.tree, this.scope, this.#depth + 1, this.#budget).#lift(node);
  }

  /** What a list of statements gives; only a single one is followed. */
  liftBody(body: Node | null, owner: Node): Expression {
    if (body === null) return this.literal(null, owner);
    if (body instanceof ElseNode) return this.liftBody(body.statements, body);
    if (!(body instanceof StatementsNode)) return this.lift(body);
    const [only, ...more] = body.body;
    return only === undefined || more.length > 0 ? this.opaque(owner) : this.lift(only);
  }

  opaque(node: Node): Expression {
    return opaque(this.tree.text(node), this.tree.location(node));
  }

  /** A value that the program text does not spell out, at the place that implies it. */
  literal(value: Scalar, node: Node): Expression {
    return literal(value, this.tree.location(node));
  }

  #lift(node: Node): Expression {
    if (node instanceof CallNode) return liftCall(node, this);
    return this.#liftValue(node) ?? this.#liftName(node) ?? this.#liftChoice(node) ?? this.opaque(node);
  }

  #liftValue(node: Node): Expression | undefined {
    if (node instanceof IntegerNode) {
      return Number.isSafeInteger(node.value) ? this.#written(node.value, node) : this.opaque(node);
    }
    if (node instanceof FloatNode)
      return Number.isFinite(node.value) ? this.#written(node.value, node) : this.opaque(node);
    if (node instanceof NilNode) return this.#written(null, node);
    if (node instanceof TrueNode) return this.#written(true, node);
    if (node instanceof FalseNode) return this.#written(false, node);
    if (node instanceof SymbolNode) return this.literal(node.unescaped.value, node);
    if (node instanceof StringNode) return this.#string(node);
    if (node instanceof InterpolatedStringNode) return this.#interpolated(node);
    return undefined;
  }

  #written(value: Scalar, node: Node): Expression {
    return literal(value, this.tree.location(node), this.tree.slot(node));
  }

  /** The slot lies within the quotes; text with escapes has none, nor has a heredoc. */
  #string(node: StringNode): Expression {
    const { unescaped, contentLoc, openingLoc } = node;
    const plain =
      openingLoc !== null &&
      /^["']$/.test(this.tree.text(openingLoc)) &&
      this.tree.text(contentLoc) === unescaped.value;
    return literal(unescaped.value, this.tree.location(node), plain ? this.tree.slot(contentLoc) : undefined);
  }

  #interpolated(node: InterpolatedStringNode): Expression {
    const parts = node.parts.map((part) => {
      if (part instanceof EmbeddedStatementsNode) return this.liftBody(part.statements, part);
      return part instanceof StringNode || part instanceof InterpolatedStringNode ? this.lift(part) : this.opaque(part);
    });
    return { kind: 'template', parts, at: this.tree.location(node) };
  }

  #liftName(node: Node): Expression | undefined {
    if (
      node instanceof LocalVariableReadNode ||
      node instanceof ConstantReadNode ||
      node instanceof InstanceVariableReadNode ||
      node instanceof GlobalVariableReadNode
    ) {
      return this.scope.get(node.name);
    }
    if (node instanceof ConstantPathNode) return this.scope.get(node.name ?? '');
    if (node instanceof DefinedNode) return this.scope.get(this.tree.text(node));
    if (node instanceof LocalVariableWriteNode || node instanceof ConstantWriteNode) {
      // Within an expression nobody knows whether the assignment is reached, so the name is not to be followed.
      this.scope.set(node.name, this.opaque(node));
      return this.lift(node.value);
    }
    return undefined;
  }

  #liftChoice(node: Node): Expression | undefined {
    const at = this.tree.location(node);
    if (node instanceof OrNode) return this.#fallback(node);
    if (node instanceof AndNode) {
      const [left, right] = [this.lift(node.left), this.lift(node.right)];
      if (isTest(left) && isTest(right)) return { kind: 'logical', operator: 'and', operands: [left, right], at };
      return choose(left, right, left, at);
    }
    if (node instanceof IfNode) {
      return choose(
        this.lift(node.predicate),
        this.liftBody(node.statements, node),
        this.liftBody(node.subsequent, node),
        at,
      );
    }
    if (node instanceof UnlessNode) {
      const test = not(this.lift(node.predicate), at);
      return choose(test, this.liftBody(node.statements, node), this.liftBody(node.elseClause, node), at);
    }
    if (node instanceof CaseNode) return this.#case(node);
    if (node instanceof ParenthesesNode) return this.liftBody(node.body, node);
    if (node instanceof BeginNode && node.rescueClause === null && node.ensureClause === null) {
      return this.liftBody(node.statements, node);
    }
    return undefined;
  }

  #fallback(node: OrNode): Expression {
    const at = this.tree.location(node);
    if (isRaise(node.right)) {
      const read = this.lift(node.left);
      return read.kind === 'env-read' ? required(read, at) : read;
    }
    const left = this.lift(node.left);
    const right = this.lift(node.right);
    const presence = node.left instanceof CallNode && node.left.name === 'presence' && left.kind === 'fallback';
    return presence
      ? { kind: 'fallback', blankToo: true, left: left.left, right, at }
      : { kind: 'fallback', blankToo: false, left, right, at };
  }

  #case(node: CaseNode): Expression {
    const at = this.tree.location(node);
    const fallback = node.elseClause === null ? this.literal(null, node) : this.liftBody(node.elseClause, node);
    return caseTests(node, this).reduceRight<Expression>(
      (otherwise, { test, statements }) => choose(test, this.liftBody(statements, node), otherwise, at),
      fallback,
    );
  }
}
