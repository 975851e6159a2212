import {
  AssocNode,
  CallNode,
  FalseNode,
  HashNode,
  type KeywordHashNode,
  type Node,
  StringNode,
  SymbolNode,
} from '@ruby/prism/src/nodes.js';
import type { PathPattern, SslOptions } from '../../model/facts/rails-settings.js';
import type { Location } from '../../model/location.js';
import { excludedPaths } from './excluded-paths.js';

type Redirect = Omit<SslOptions, 'at'>;

const UNKNOWN: Redirect = { redirectOff: false, excludeUnknown: true };

/** The value of `config.ssl_options`; what is not a literal hash may exclude any path. */
export function sslOptionsOf(value: Node, at: Location): SslOptions {
  if (!(value instanceof HashNode)) return { ...UNKNOWN, at };
  const entries = entriesOf(value);
  const redirect = entries?.get('redirect');
  if (entries === undefined) return { ...UNKNOWN, at };
  return { ...(redirect === undefined ? { redirectOff: false, excludeUnknown: false } : redirectOf(redirect)), at };
}

/** The value of `redirect:`. */
export function redirectOf(value: Node): Redirect {
  if (value instanceof FalseNode) return { redirectOff: true, excludeUnknown: false };
  const entries = value instanceof HashNode ? entriesOf(value) : undefined;
  if (entries === undefined) return UNKNOWN;
  const host = entries.get('host');
  const exclude = entries.get('exclude');
  const excludes: readonly PathPattern[] | undefined = exclude && excludedPaths(exclude);
  return {
    redirectOff: false,
    ...(host instanceof StringNode ? { redirectHost: host.unescaped.value } : {}),
    ...(excludes === undefined ? {} : { excludes }),
    excludeUnknown: exclude !== undefined && excludes === undefined,
  };
}

/** A hash's values by symbol or string key; undefined when it has other parts. */
export function entriesOf(hash: HashNode | KeywordHashNode): ReadonlyMap<string, Node> | undefined {
  const entries = new Map<string, Node>();
  for (const element of hash.elements) {
    if (!(element instanceof AssocNode)) return undefined;
    const { key, value } = element;
    if (!(key instanceof SymbolNode || key instanceof StringNode)) return undefined;
    entries.set(key.unescaped.value, value);
  }
  return entries;
}

/** Whether a call is `<owner>.<name>` without arguments. */
export function isAttribute(node: Node | null, name: string): node is CallNode {
  return node instanceof CallNode && node.name === name && node.arguments_ === null && node.block === null;
}
