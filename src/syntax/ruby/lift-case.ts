import {
  ArrayNode,
  CallNode,
  type CaseNode,
  type Node,
  SplatNode,
  type StatementsNode,
  WhenNode,
} from '@ruby/prism/src/nodes.js';
import type { Expression } from '../../model/expression.js';
import type { Location } from '../../model/location.js';
import type { Lifter } from './lift.js';

/** The elements of an array literal, `[a, b]` or `%w[a b]`; undefined for anything else, and with a splat among them. */
export function elementsOf(node: Node | null): readonly Node[] | undefined {
  if (!(node instanceof ArrayNode)) return undefined;
  return node.elements.some((element) => element instanceof SplatNode) ? undefined : node.elements;
}

/** The branches of a `case`, each with the test under which it runs if no earlier one does. */
export function caseTests(
  node: CaseNode,
  lifter: Lifter,
): readonly { readonly test: Expression; readonly statements: StatementsNode | null }[] {
  const subject = node.predicate === null ? undefined : lifter.lift(node.predicate);
  return node.conditions
    .filter((when) => when instanceof WhenNode)
    .map((when) => ({
      test: anyOf(
        when.conditions.map((condition) => whenTest(condition, subject, lifter)),
        lifter.tree.location(when),
      ),
      statements: when.statements,
    }));
}

/** `[a, b].include?(x)` and `x.in?([a, b])` as a chain of comparisons. */
export function memberTest(subject: Expression, members: readonly Node[], lifter: Lifter, at: Location): Expression {
  return anyOf(
    members.map((member) => ({ kind: 'compare', operator: '==', left: subject, right: lifter.lift(member), at })),
    at,
  );
}

function anyOf(tests: readonly Expression[], at: Location): Expression {
  const [first, ...more] = tests;
  const never: Expression = { kind: 'literal', value: false, at };
  return more.reduce<Expression>(
    (left, right) => ({ kind: 'fallback', blankToo: false, left, right, at }),
    first ?? never,
  );
}

/** `when` compares with `===`, which is `==` for the values that can be followed; a class or a range is something else. */
function whenTest(condition: Node, subject: Expression | undefined, lifter: Lifter): Expression {
  if (condition instanceof SplatNode) return lifter.opaque(condition);
  const value = lifter.lift(condition);
  if (subject === undefined) return value;
  const comparable = condition instanceof CallNode ? value.kind !== 'opaque' : value.kind === 'literal';
  if (!comparable) return lifter.opaque(condition);
  return { kind: 'compare', operator: '==', left: subject, right: value, at: lifter.tree.location(condition) };
}
