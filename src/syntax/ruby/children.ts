import type { Node } from '@ruby/prism/src/nodes.js';

/**
 * The nodes directly below a node, in the order of the source. Prism 1.9's own `compactChildNodes` leaves out the nodes of
 * lists (elements of arrays and hashes, arguments, `when` branches).
 */
export function childrenOf(node: Node): readonly Node[] {
  return node.childNodes().filter((child) => child !== null && child !== undefined);
}
