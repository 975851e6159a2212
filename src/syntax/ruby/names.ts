import { type CallNode, ConstantPathNode, ConstantReadNode, type Node } from '@ruby/prism/src/nodes.js';

/** The arguments of a call without its block, in order; keyword arguments are one `KeywordHashNode` at the end. */
export function argumentsOf(call: CallNode): readonly Node[] {
  return call.arguments_?.arguments_ ?? [];
}

/** The name of a constant as written, `Rails` or `Rack::Timeout`; undefined for anything else. */
export function constantName(node: Node | null): string | undefined {
  if (node instanceof ConstantReadNode) return node.name;
  if (!(node instanceof ConstantPathNode) || node.name === null) return undefined;
  const parent = node.parent === null ? undefined : constantName(node.parent);
  return parent === undefined ? node.name : `${parent}::${node.name}`;
}
