import type { Fact } from '../facts/fact.js';
import type { ApplicationFacts } from './draft.js';

const APPLICATION_KINDS = new Set<Fact['kind']>([
  'server-settings',
  'database-settings',
  'job-settings',
  'gem-versions',
  'rails-settings',
  'variable-read',
  'route',
  'required-extension',
  'image',
  'script',
  'process-type',
]);

/** Folders of applications that exist for tests only: `spec/dummy`, generator templates. */
const NOT_DEPLOYED = /(^|\/)(spec|test|tests|features|dummy|fixtures|templates|generators|node_modules|vendor)(\/|$)/;

/** One group of facts for each Rails application; a repository without one yields none. */
export function groupApplications(facts: readonly Fact[], unread: readonly string[]): readonly ApplicationFacts[] {
  const own = facts.filter((fact) => APPLICATION_KINDS.has(fact.kind) && !NOT_DEPLOYED.test(folderOf(fact)));
  const roots = findRoots(own, unread);
  return roots.map((root) =>
    collect(
      root,
      own.filter((fact) => rootOf(pathOf(fact), roots) === root),
      unread.filter((path) => rootOf(path, roots) === root),
    ),
  );
}

function pathOf(fact: Fact): string {
  return fact.at.path;
}

function folderOf(fact: Fact): string {
  const path = pathOf(fact);
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A folder is an application's root when its `config/` configures a server, a database or Rails, or when it has locked gems. */
function findRoots(facts: readonly Fact[], unread: readonly string[]): readonly string[] {
  const configured = new Set<string>();
  const locked = new Set<string>();
  for (const fact of facts) {
    if (fact.kind === 'gem-versions') locked.add(folderOf(fact));
    if (fact.kind !== 'server-settings' && fact.kind !== 'database-settings' && fact.kind !== 'rails-settings')
      continue;
    const match = /^(?:(.*)\/)?config\//.exec(pathOf(fact));
    if (match !== null) configured.add(match[1] ?? '');
  }
  for (const path of unread) {
    const match = /^(?:(.*)\/)?config\/(?:puma\.rb|database\.yml|application\.rb)$/.exec(path);
    if (match !== null && !NOT_DEPLOYED.test(path)) configured.add(match[1] ?? '');
  }
  const roots = configured.size > 0 ? configured : locked;
  return [...roots].sort();
}

/** The nearest root above the path; a file outside all roots (a Dockerfile beside `backend/`) goes to an only application. */
function rootOf(path: string, roots: readonly string[]): string | undefined {
  let best: string | undefined;
  for (const root of roots) {
    if ((root === '' || path.startsWith(`${root}/`)) && (best === undefined || root.length > best.length)) best = root;
  }
  return best ?? (roots.length === 1 ? roots[0] : undefined);
}

function collect(root: string, facts: readonly Fact[], unread: readonly string[]): ApplicationFacts {
  const pick = <K extends Fact['kind']>(kind: K) =>
    facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
  const locks = pick('gem-versions');
  const gems =
    locks.find(({ path }) => path === (root === '' ? 'Gemfile.lock' : `${root}/Gemfile.lock`)) ??
    (locks.length === 1 ? locks[0] : undefined);
  return {
    root,
    servers: pick('server-settings'),
    databases: pick('database-settings'),
    jobs: pick('job-settings'),
    ...(gems === undefined ? {} : { gems }),
    rails: pick('rails-settings'),
    reads: pick('variable-read'),
    routes: pick('route'),
    extensions: pick('required-extension'),
    images: pick('image'),
    scripts: pick('script'),
    processTypes: pick('process-type'),
    unread,
  };
}
