import type { Route } from '../../model/facts/schema.js';
import { initRuby, parseRuby } from '../../syntax/ruby/parse.js';
import type { Reader, ReadPart } from '../reader.js';
import { type Draw, RouteCollector } from './route-collector.js';
import { type RoutePath, underText } from './route-path.js';

const FILES = /(?:^|\/)config\/routes(?:\.rb|\/(?:[^/]+\/)*[^/]+\.rb)$/;
const SKIPPED = /(?:^|\/)(?:vendor|node_modules|spec|test|templates|generators)\//;
const MAX_DEPTH = 5;

/** One file's routes, as if it stood at the root. */
export interface RoutesFile {
  readonly routes: readonly Route[];
  readonly draws: readonly Draw[];
}

/** Reads the paths that an application answers to GET. */
export const routesReader: Reader<RoutesFile> = {
  name: 'routes',
  version: 1,
  matches: (path) => FILES.test(path) && !SKIPPED.test(path),
  prepare: initRuby,
  read(source) {
    const tree = parseRuby(source);
    const collector = new RouteCollector(tree);
    collector.collect();
    const part = { routes: collector.routes, draws: collector.draws };
    return tree.problems.length === 0 ? { part } : { part, problems: tree.problems };
  },
  combine(parts) {
    const files = new Map(parts.map((file) => [file.path, file]));
    return parts
      .filter(({ path }) => path.endsWith('config/routes.rb'))
      .flatMap((file) => drawn(file, files, undefined, 0));
  },
};

/** A file's routes below a prefix, with those of the files that it draws. */
function drawn(
  { path, part }: ReadPart<RoutesFile>,
  files: ReadonlyMap<string, ReadPart<RoutesFile>>,
  prefix: RoutePath | undefined,
  depth: number,
): readonly Route[] {
  const routes = part.routes.map((route) => (prefix === undefined ? route : { ...route, ...below(prefix, route) }));
  if (depth >= MAX_DEPTH) return routes;
  const folder = path.slice(0, path.lastIndexOf('config/'));
  const others = part.draws.flatMap((draw) => {
    const file = files.get(`${folder}config/routes/${draw.name}.rb`);
    return file === undefined ? [] : drawn(file, files, prefix === undefined ? draw : below(prefix, draw), depth + 1);
  });
  return [...routes, ...others];
}

function below(prefix: RoutePath, route: RoutePath): RoutePath {
  const { path, dynamic } = underText(prefix, route.path);
  return { path, dynamic: dynamic || route.dynamic };
}
