import {
  BlockArgumentNode,
  BlockNode,
  type CallNode,
  InterpolatedStringNode,
  type Node,
  StatementsNode,
  StringNode,
} from '@ruby/prism/src/nodes.js';
import { isRaise } from '../../syntax/ruby/lift-env.js';
import { argumentsOf } from '../../syntax/ruby/names.js';

/** A variable that a call on `ENV` reads. */
export interface NamedRead {
  readonly name: string;
  readonly dynamic: boolean;
  /** The call itself raises when the variable is unset. */
  readonly strict: boolean;
}

const ONE_NAME = new Set(['[]', 'key?', 'has_key?', 'include?', 'member?', 'delete', 'fetch', 'assoc']);
const MANY_NAMES = new Set(['values_at', 'slice', 'fetch_values']);
const WRITES = new Set(['[]=', 'store', 'update', 'merge!', 'replace', 'clear', 'freeze', 'rehash']);

/** What a call whose receiver is `ENV` reads; the rest of its methods look at the environment as a whole. */
export function readsOf(call: CallNode): readonly NamedRead[] {
  if (WRITES.has(call.name)) return [];
  const names = argumentsOf(call);
  if (ONE_NAME.has(call.name))
    return names.slice(0, 1).map((name) => ({ ...nameOf(name), strict: isStrictFetch(call) }));
  if (!MANY_NAMES.has(call.name) || names.length === 0) return [{ name: '', dynamic: true, strict: false }];
  const strict = call.name === 'fetch_values' && call.block === null;
  return names.map(nameOf).map((named) => ({ ...named, strict: strict && !named.dynamic }));
}

/** The variable's name when it is literal. */
export function literalName(call: CallNode): string | undefined {
  const [name] = argumentsOf(call);
  return name instanceof StringNode ? name.unescaped.value : undefined;
}

function nameOf(node: Node): { readonly name: string; readonly dynamic: boolean } {
  if (node instanceof StringNode) return { name: node.unescaped.value, dynamic: false };
  const [first] = node instanceof InterpolatedStringNode ? node.parts : [];
  return { name: first instanceof StringNode ? first.unescaped.value : '', dynamic: true };
}

function isStrictFetch(call: CallNode): boolean {
  if (call.name !== 'fetch' || argumentsOf(call).length !== 1 || literalName(call) === undefined) return false;
  if (call.block instanceof BlockArgumentNode) return false;
  if (!(call.block instanceof BlockNode)) return true;
  const { body } = call.block;
  return body instanceof StatementsNode && body.body.length > 0 && isRaise(body.body[0] ?? null);
}
