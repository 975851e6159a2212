import {
  AndNode,
  CallNode,
  type Node,
  OrNode,
  ParenthesesNode,
  StatementsNode,
  StringNode,
} from '@ruby/prism/src/nodes.js';
import { isEnv } from '../../syntax/ruby/lift-env.js';
import { argumentsOf, constantName } from '../../syntax/ruby/names.js';
import type { Guard } from './circumstance.js';

const ALWAYS: Guard = { admits: 'always' };
const SOMETIMES: Guard = { admits: 'sometimes' };
const UNDEPLOYED: Guard = { admits: 'undeployed' };

/** What a condition says where it holds, or (`holds` false) where it does not. */
export function guardOf(condition: Node, holds: boolean): Guard {
  const node = unwrap(condition);
  if (node instanceof CallNode && node.name === '!' && node.receiver !== null) return guardOf(node.receiver, !holds);
  if (node instanceof CallNode && node.name === '!=') return environmentGuard(comparedEnvironment(node), !holds);
  if (node instanceof AndNode || node instanceof OrNode) {
    const sides = [guardOf(node.left, holds), guardOf(node.right, holds)] as const;
    return node instanceof AndNode === holds ? bothOf(...sides) : eitherOf(...sides);
  }
  if (!(node instanceof CallNode)) return SOMETIMES;
  return environmentGuard(
    askedEnvironment(node) ?? (node.name === '==' ? comparedEnvironment(node) : undefined),
    holds,
  );
}

function unwrap(node: Node): Node {
  if (!(node instanceof ParenthesesNode) || !(node.body instanceof StatementsNode)) return node;
  const [only, more] = node.body.body;
  return only !== undefined && more === undefined ? unwrap(only) : node;
}

/** Outside of the environments in which nothing is deployed, code runs in all that matter. */
function environmentGuard(railsEnv: string | undefined, holds: boolean): Guard {
  if (railsEnv === undefined) return SOMETIMES;
  const deployed = !/^(?:test|development|local)$/.test(railsEnv);
  if (holds) return deployed ? { admits: 'environment', railsEnv } : UNDEPLOYED;
  return deployed ? SOMETIMES : ALWAYS;
}

function bothOf(left: Guard, right: Guard): Guard {
  if (left.admits === 'undeployed' || right.admits === 'undeployed') return UNDEPLOYED;
  if (left.admits === 'always') return right;
  return right.admits === 'always' ? left : SOMETIMES;
}

function eitherOf(left: Guard, right: Guard): Guard {
  if (left.admits === 'always' || right.admits === 'always') return ALWAYS;
  if (left.admits === 'undeployed') return right;
  return right.admits === 'undeployed' ? left : SOMETIMES;
}

/** `Rails.env.production?` → production. */
function askedEnvironment({ receiver, name }: CallNode): string | undefined {
  return isRailsEnv(receiver) && name.endsWith('?') && !/^(?:in|include|blank|present|nil|eql|match)\?$/.test(name)
    ? name.slice(0, -1)
    : undefined;
}

/** `Rails.env == "production"`, `ENV["RAILS_ENV"] == "production"`. */
function comparedEnvironment(call: CallNode): string | undefined {
  const [other] = argumentsOf(call);
  return isRailsEnv(call.receiver) && other instanceof StringNode ? other.unescaped.value : undefined;
}

function isRailsEnv(node: Node | null): boolean {
  if (!(node instanceof CallNode)) return false;
  if (node.name === 'env') return constantName(node.receiver) === 'Rails';
  const [name] = argumentsOf(node);
  const named = name instanceof StringNode && /^(?:RAILS|RACK)_ENV$/.test(name.unescaped.value);
  return named && isEnv(node.receiver) && (node.name === '[]' || node.name === 'fetch');
}
