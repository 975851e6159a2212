import { InterpolatedStringNode, type Node, StringNode, SymbolNode } from '@ruby/prism/src/nodes.js';

/** A path as far as it is literal. `dynamic`: anything below it may be meant. */
export interface RoutePath {
  readonly path: string;
  readonly dynamic: boolean;
}

export const ROOT: RoutePath = { path: '/', dynamic: false };

/** The path that a router method's argument adds to a prefix. */
export function under(prefix: RoutePath, node: Node | undefined): RoutePath {
  if (node instanceof StringNode || node instanceof SymbolNode) return underText(prefix, node.unescaped.value);
  const [first] = node instanceof InterpolatedStringNode ? node.parts : [];
  const start = first instanceof StringNode ? first.unescaped.value : '';
  return underText(prefix, `${start}*`);
}

/** Segments from the first `:name`, `*rest` or `(optional)` on are not literal. */
export function underText(prefix: RoutePath, text: string): RoutePath {
  if (prefix.dynamic) return prefix;
  const plain = text.replace(/\((?:\.:format|\.json|\.:\w+)\)$/, '');
  const variable = plain.search(/[:*(]/);
  const literal = variable === -1 ? plain : plain.slice(0, literalEnd(plain, variable));
  const joined = [...prefix.path.split('/'), ...literal.split('/')].filter((segment) => segment !== '').join('/');
  return { path: `/${joined}`, dynamic: variable !== -1 };
}

/** `list(/:page)` also serves `/list`; of `list-:kind` no segment is certain. */
function literalEnd(text: string, variable: number): number {
  return /^\([/.]/.test(text.slice(variable)) ? variable : text.lastIndexOf('/', variable) + 1;
}
