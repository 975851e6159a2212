import {
  AndNode,
  BeginNode,
  BlockNode,
  BlockParametersNode,
  BreakNode,
  CallNode,
  CaseNode,
  ClassNode,
  DefNode,
  ElseNode,
  ForNode,
  IfNode,
  LocalVariableWriteNode,
  ModuleNode,
  NextNode,
  type Node,
  OrNode,
  ParenthesesNode,
  RequiredParameterNode,
  RescueModifierNode,
  ReturnNode,
  StatementsNode,
  UnlessNode,
  UntilNode,
  WhileNode,
} from '@ruby/prism/src/nodes.js';
import type { Expression } from '../../model/expression.js';
import { assign } from './assign.js';
import { both, bounded, not, opaque } from './build.js';
import { Lifter, liftExpression } from './lift.js';
import { caseTests } from './lift-case.js';
import { isRaise } from './lift-env.js';
import { Scope } from './scope.js';
import type { RubyTree } from './tree.js';

/** What becomes of a call's block: it runs once here and now, it runs at another time, or nobody knows. */
export type BlockUse = 'runs' | 'later' | 'unknown';

/** What a configuration file's statements mean. */
export interface Interpreter {
  /** A call that stands as a statement, in the order of execution, before its block. */
  call(call: CallNode, moment: Moment): BlockUse;
}

/** The point that execution has reached. */
export interface Moment {
  readonly tree: RubyTree;
  /** What names stand for here. Settings kept in it become conditional by themselves where branches join. */
  readonly scope: Scope;
  /** Under which the statement runs; undefined: always. */
  readonly condition: Expression | undefined;
  lift(node: Node): Expression;
}

/** How a list of statements ends: it runs through, leaves its file or block early, perhaps does, or stops the process. */
type Outcome = 'through' | 'leaves' | 'may-leave' | 'stops';

/** A statement with two sides; each runs its own statements. */
interface Fork {
  readonly test: Expression;
  readonly onTrue: (run: Run) => Outcome;
  readonly onFalse: (run: Run) => Outcome;
}

/** The side on which what follows runs, and how both become one again. */
interface Sides {
  readonly goesOn: Run;
  readonly join: () => void;
}

interface Step {
  readonly outcome: Outcome;
  readonly sides?: Sides;
}

/**
 * Goes through a file's statements in the order in which Ruby would, following variables and both sides of every
 * condition. What cannot be followed (loops, rescue, blocks that may not run) makes the names it sets opaque. `known` gives
 * calls whose value is certain where this file runs, by their text (`Sidekiq.server?`).
 */
export function run(
  tree: RubyTree,
  interpreter: Interpreter,
  known: Iterable<[call: string, value: Expression]> = [],
): Scope {
  const scope = new Scope(known);
  if (tree.root !== undefined) new Run(tree, interpreter, scope, undefined).body(tree.root.statements);
  return scope;
}

class Run implements Moment {
  readonly tree: RubyTree;
  readonly scope: Scope;
  readonly condition: Expression | undefined;
  readonly #interpreter: Interpreter;

  constructor(tree: RubyTree, interpreter: Interpreter, scope: Scope, condition: Expression | undefined) {
    this.tree = tree;
    this.scope = scope;
    this.condition = condition;
    this.#interpreter = interpreter;
  }

  lift(node: Node): Expression {
    return liftExpression(node, this.tree, this.scope);
  }

  /** Runs what stands in the body of a construct. */
  body(body: Node | null): Outcome {
    if (body === null) return 'through';
    if (body instanceof StatementsNode) return this.#list(body.body);
    return body instanceof ElseNode ? this.body(body.statements) : this.#list([body]);
  }

  /** Where a statement may leave, what follows runs on the side that goes on, and the sides join at the end. */
  #list(statements: readonly Node[]): Outcome {
    const joins: (() => void)[] = [];
    let run: Run = this;
    let end: Outcome = 'through';
    for (const statement of statements) {
      const step: Step = run.#step(statement);
      if (step.outcome === 'through') continue;
      end = step.outcome;
      if (end !== 'may-leave') break;
      const { goesOn, join } = step.sides ?? run.#doubtful(statement);
      joins.push(join);
      run = goesOn;
    }
    for (const join of joins.reverse()) join();
    return joins.length > 0 ? 'may-leave' : end;
  }

  #step(statement: Node): Step {
    const fork = this.#forkAt(statement);
    return fork === undefined ? { outcome: this.#statement(statement) } : this.#branch(fork, statement);
  }

  #branch({ test, onTrue, onFalse }: Fork, statement: Node): Step {
    const left = this.#under(test);
    const right = this.#under(not(test, test.at));
    const [ofLeft, ofRight] = [onTrue(left), onFalse(right)];
    if (ofLeft === 'stops' || ofRight === 'stops') {
      this.scope.adopt(ofLeft === 'stops' ? right.scope : left.scope);
      return { outcome: ofLeft === 'stops' ? ofRight : ofLeft };
    }
    const join = () => this.#join(test, left, right, statement);
    if (ofLeft === 'leaves' && ofRight === 'through') return { outcome: 'may-leave', sides: { goesOn: right, join } };
    if (ofLeft === 'through' && ofRight === 'leaves') return { outcome: 'may-leave', sides: { goesOn: left, join } };
    join();
    return { outcome: ofLeft === ofRight ? ofLeft : 'may-leave' };
  }

  #statement(node: Node): Outcome {
    if (assign(node, this.tree, this.scope)) return 'through';
    if (isRaise(node)) return 'stops';
    if (node instanceof CallNode) return this.#call(node);
    if (node instanceof ParenthesesNode || node instanceof ClassNode || node instanceof ModuleNode)
      return this.body(node.body);
    if (node instanceof ReturnNode || node instanceof NextNode || node instanceof BreakNode) return 'leaves';
    if (node instanceof DefNode) this.scope.define(node.name, node);
    if (node instanceof BeginNode) return this.#begin(node);
    if (node instanceof RescueModifierNode) this.#uncertain(node, (run) => run.#list([node.expression]));
    if (node instanceof WhileNode || node instanceof UntilNode || node instanceof ForNode) {
      this.#uncertain(node, (run) => run.body(node.statements));
    }
    return 'through';
  }

  #begin(node: BeginNode): Outcome {
    if (node.rescueClause === null) {
      const outcome = this.body(node.statements);
      if (node.ensureClause !== null) this.body(node.ensureClause.statements);
      return outcome;
    }
    this.#uncertain(node, (run) => run.body(node.statements));
    return 'through';
  }

  /** A block's early exit ends the block alone. */
  #call(call: CallNode): Outcome {
    const use = this.#interpreter.call(call, this);
    const { block } = call;
    if (!(block instanceof BlockNode) || use === 'later') return 'through';
    const names = parameterNames(block);
    const outer = names.map((name) => [name, this.scope.get(name)] as const);
    for (const name of names) this.scope.set(name, opaque(name, this.tree.location(block)));
    if (use === 'runs') this.body(block.body);
    else this.#uncertain(call, (run) => run.body(block.body));
    for (const [name, value] of outer) if (value !== undefined) this.scope.set(name, value);
    return 'through';
  }

  #forkAt(node: Node): Fork | undefined {
    if (node instanceof IfNode || node instanceof UnlessNode) {
      const predicate = node.predicate instanceof ParenthesesNode ? onlyStatement(node.predicate) : node.predicate;
      if (predicate instanceof LocalVariableWriteNode) assign(predicate, this.tree, this.scope);
      const test = this.lift(predicate instanceof LocalVariableWriteNode ? predicate.value : node.predicate);
      const onTrue = (run: Run) => run.body(node.statements);
      if (node instanceof IfNode) return { test, onTrue, onFalse: (run) => run.body(node.subsequent) };
      return { test: not(test, test.at), onTrue, onFalse: (run) => run.body(node.elseClause) };
    }
    if (node instanceof AndNode) {
      return { test: this.lift(node.left), onTrue: (run) => run.#list([node.right]), onFalse: () => 'through' };
    }
    if (node instanceof OrNode) {
      return { test: this.lift(node.left), onTrue: () => 'through', onFalse: (run) => run.#list([node.right]) };
    }
    return node instanceof CaseNode ? this.#caseFork(node) : undefined;
  }

  #caseFork(node: CaseNode): Fork | undefined {
    const branches = caseTests(node, new Lifter(this.tree, this.scope));
    const last = (run: Run) => run.body(node.elseClause);
    const [first, ...more] = branches.map(({ test, statements }) => ({
      test,
      onTrue: (run: Run) => run.body(statements),
    }));
    if (first === undefined) return undefined;
    const onFalse = more.reduceRight<(run: Run) => Outcome>(
      (next, { test, onTrue }) =>
        (run) =>
          run.#alone({ test, onTrue, onFalse: next }, node),
      last,
    );
    return { ...first, onFalse };
  }

  /** A branch with nothing after it. */
  #alone(fork: Fork, node: Node): Outcome {
    const { outcome, sides } = this.#branch(fork, node);
    sides?.join();
    return outcome;
  }

  /** Runs what may run or not, or more than once. */
  #uncertain(node: Node, statements: (run: Run) => Outcome): void {
    const { goesOn, join } = this.#doubtful(node);
    statements(goesOn);
    join();
  }

  /** A side of which nobody knows whether it runs. */
  #doubtful(node: Node): Sides {
    const test = opaque(this.tree.text(node), this.tree.location(node));
    const goesOn = this.#under(test);
    return { goesOn, join: () => this.#join(test, goesOn, this, node) };
  }

  #under(test: Expression): Run {
    const condition = bounded(both(this.condition, test), () => 'a long chain of conditions');
    return new Run(this.tree, this.#interpreter, this.scope.fork(), condition);
  }

  #join(test: Expression, then: Run, otherwise: Run, node: Node): void {
    const at = this.tree.location(node);
    this.scope.join(test, then.scope, otherwise.scope, at, (joined) => bounded(joined, () => this.tree.text(node)));
  }
}

function onlyStatement({ body }: ParenthesesNode): Node | null {
  return body instanceof StatementsNode && body.body.length === 1 ? (body.body[0] ?? null) : body;
}

function parameterNames({ parameters }: BlockNode): readonly string[] {
  if (!(parameters instanceof BlockParametersNode)) return [];
  const required = parameters.parameters?.requireds ?? [];
  return required.filter((parameter) => parameter instanceof RequiredParameterNode).map(({ name }) => name);
}
