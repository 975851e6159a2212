import {
  AssocNode,
  BlockNode,
  CallNode,
  DefNode,
  HashNode,
  IfNode,
  KeywordHashNode,
  type Node,
  SelfNode,
  StringNode,
  SymbolNode,
  UnlessNode,
} from '@ruby/prism/src/nodes.js';
import type { Route } from '../../model/facts/schema.js';
import { childrenOf } from '../../syntax/ruby/children.js';
import { argumentsOf } from '../../syntax/ruby/names.js';
import type { RubyTree } from '../../syntax/ruby/tree.js';
import { ROOT, type RoutePath, under, underText } from './route-path.js';

/** `draw(:admin)`: the routes of `config/routes/admin.rb` stand below `prefix`. */
export interface Draw extends RoutePath {
  readonly name: string;
}

/** Where the collector stands: `sometimes` where a condition (a host, a signed-in user) decides whether routes exist. */
interface Place {
  readonly prefix: RoutePath;
  readonly sometimes: boolean;
  readonly depth: number;
}

const MAX_ROUTES = 5000;
/** Nodes inside each other; real routes stay below 60. */
const MAX_DEPTH = 300;
/** Calls in a routes file that serve nothing. */
const SILENT =
  /^(?:require\w*|load|include|extend|using|direct|resolve|concern|default_url_options|puts|post|put|patch|delete|options|raise|private|attr_\w+|redirect|freeze|namespace_\w+|lambda|proc)$/;
/** Blocks whose routes exist under the same prefix. */
const TRANSPARENT =
  /^(?:draw|routes|with_options|defaults|controller|shallow|each\w*|prepend|append|tap|instance_eval|to_prepare|configure|member|collection)$/;

/** Collects the paths of GET routes in one routes file. */
export class RouteCollector {
  readonly routes: Route[] = [];
  readonly draws: Draw[] = [];
  readonly #tree: RubyTree;

  constructor(tree: RubyTree) {
    this.#tree = tree;
  }

  collect(): void {
    if (this.#tree.root !== undefined) this.#visit(this.#tree.root, { prefix: ROOT, sometimes: false, depth: 0 });
  }

  #visit(node: Node | null, place: Place): void {
    if (node === null || node instanceof DefNode || this.routes.length >= MAX_ROUTES || place.depth > MAX_DEPTH) return;
    if (node instanceof CallNode) {
      this.#call(node, place);
      return;
    }
    const fork = node instanceof IfNode || node instanceof UnlessNode;
    for (const child of childrenOf(node)) {
      const inner = { ...place, sometimes: place.sometimes || fork, depth: place.depth + 1 };
      if (!fork || child !== node.predicate) this.#visit(child, inner);
    }
  }

  #call(call: CallNode, place: Place): void {
    if (call.receiver !== null) this.#received(call, place);
    else if (call.name === 'get' || call.name === 'match') this.#get(call, place);
    else if (call.name === 'root') this.#add({ ...place, sometimes: false }, call);
    else if (call.name === 'resources' || call.name === 'resource') this.#resources(call, place);
    else if (call.name === 'namespace' || call.name === 'scope') this.#scope(call, place);
    else if (call.name === 'mount') this.#mount(call, place);
    else if (call.name === 'draw' && call.block === null) this.#draw(call, place);
    else if (call.name === 'health_check_routes') this.#below(call, place, 'health_check');
    else if (call.name === 'devise_for') this.#devise(call, place);
    else if (call.name === 'use_doorkeeper') this.#below(call, place, 'oauth');
    else if (call.block instanceof BlockNode)
      this.#block(call, { ...place, sometimes: place.sometimes || !TRANSPARENT.test(call.name) });
    else if (!SILENT.test(call.name) && !call.isVariableCall()) this.#unknown(call, place);
  }

  /** `Rails.application.routes.draw do`, `%w[a b].each do |x|`; a library that is given the router may add anything. */
  #received(call: CallNode, place: Place): void {
    if (call.block instanceof BlockNode) this.#block(call, place);
    else if (argumentsOf(call).some((argument) => argument instanceof SelfNode)) this.#unknown(call, place);
  }

  #block(call: CallNode, place: Place): void {
    if (call.block instanceof BlockNode && !SILENT.test(call.name))
      this.#visit(call.block.body, { ...place, depth: place.depth + 1 });
  }

  /** `get "up" => "rails/health#show"`, `get "a", "b", to: …`, `get :health`. */
  #get(call: CallNode, place: Place): void {
    const options = optionsOf(call);
    if (call.name === 'match' && !viaGet(options.get('via'))) return;
    const within = options.has('constraints') ? { ...place, sometimes: true } : place;
    const paths = argumentsOf(call).filter((argument) => !(argument instanceof KeywordHashNode));
    const mapped = mappedPath(call);
    for (const path of paths.length === 0 && mapped !== undefined ? [mapped] : paths) {
      const prefix = under(place.prefix, path);
      if (!prefix.dynamic || !isErrorPage(options.get('to'))) this.#add({ ...within, prefix }, call);
    }
  }

  /** A resource serves its own path and more below it. */
  #resources(call: CallNode, place: Place): void {
    const path = optionsOf(call).get('path');
    for (const name of argumentsOf(call)) {
      if (name instanceof KeywordHashNode) continue;
      const { path: base } = under(place.prefix, path ?? name);
      this.#add({ ...place, prefix: { path: base, dynamic: true } }, call);
    }
  }

  #scope(call: CallNode, place: Place): void {
    const options = optionsOf(call);
    const [first] = argumentsOf(call);
    const name = first instanceof KeywordHashNode ? undefined : first;
    const path = options.get('path') ?? name;
    const hosts = ['constraints', 'subdomain', 'host'].some((option) => options.has(option));
    const prefix = path === undefined ? place.prefix : under(place.prefix, path);
    this.#block(call, { ...place, prefix, sometimes: place.sometimes || hosts });
  }

  /** `mount Engine => "/path"` and `mount Engine, at: "/path"`. */
  #mount(call: CallNode, place: Place): void {
    const path = optionsOf(call).get('at') ?? mountedPath(call);
    const { path: base } = under(place.prefix, path);
    this.#add({ ...place, prefix: { path: base, dynamic: true } }, call);
  }

  #draw(call: CallNode, { prefix }: Place): void {
    const [name] = argumentsOf(call);
    if (name instanceof SymbolNode || name instanceof StringNode)
      this.draws.push({ ...prefix, name: name.unescaped.value });
  }

  #devise(call: CallNode, place: Place): void {
    const path = optionsOf(call).get('path') ?? argumentsOf(call)[0];
    const { path: base } = under(place.prefix, path);
    this.#add({ ...place, prefix: { path: base, dynamic: true } }, call);
  }

  #below(call: CallNode, place: Place, name: string): void {
    this.#add({ ...place, prefix: { ...underText(place.prefix, name), dynamic: true } }, call);
  }

  #unknown(call: CallNode, place: Place): void {
    this.#add({ ...place, prefix: { ...place.prefix, dynamic: true } }, call);
  }

  #add({ prefix, sometimes }: Omit<Place, 'depth'>, call: CallNode): void {
    const [start] = this.#tree.range(call.messageLoc ?? call);
    const [, end] = this.#tree.range(call.arguments_ ?? call.messageLoc ?? call);
    const at = this.#tree.source.location(start, end);
    this.routes.push({ kind: 'route', path: prefix.path, dynamic: prefix.dynamic || sometimes, at });
  }
}

/** Options by name; those that are given as a hash count too. */
function optionsOf(call: CallNode): ReadonlyMap<string, Node> {
  const last = argumentsOf(call).at(-1);
  const elements = last instanceof KeywordHashNode || last instanceof HashNode ? last.elements : [];
  return new Map(
    elements.flatMap((element): readonly (readonly [string, Node])[] => {
      if (!(element instanceof AssocNode) || !(element.key instanceof SymbolNode)) return [];
      return [[element.key.unescaped.value, element.value]];
    }),
  );
}

/** The path in `get "up" => "rails/health#show"`. */
function mappedPath(call: CallNode): Node | undefined {
  const [hash] = argumentsOf(call);
  const [entry] = hash instanceof KeywordHashNode ? hash.elements : [];
  return entry instanceof AssocNode ? entry.key : undefined;
}

/** The path in `mount Engine => "/path"`. */
function mountedPath(call: CallNode): Node | undefined {
  const [hash] = argumentsOf(call);
  const [entry] = hash instanceof KeywordHashNode ? hash.elements : [];
  return entry instanceof AssocNode ? entry.value : undefined;
}

/** Where everything that no route serves ends: `match "*path", to: "errors#not_found"`. */
function isErrorPage(target: Node | undefined): boolean {
  return target instanceof StringNode && /not_found|error|404/.test(target.unescaped.value);
}

/** `via:` left out or computed may be GET. */
function viaGet(via: Node | undefined): boolean {
  if (via instanceof SymbolNode) return /^(?:get|all)$/.test(via.unescaped.value);
  const names = via === undefined ? [] : childrenOf(via);
  return (
    names.length === 0 ||
    !names.every((name) => name instanceof SymbolNode && !/^(?:get|all)$/.test(name.unescaped.value))
  );
}
