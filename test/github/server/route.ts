import type { Level } from '../state/permissions.js';
import type { Call, Reply, RepositoryCall } from './call.js';
import { tokenOf } from './call.js';
import { notAccessible, notFound } from './failure.js';

/** One operation and how it is answered. */
export interface Route {
  /** As GitHub's description names it: `GET /repos/{owner}/{repo}`. */
  readonly operation: string;
  answer(call: Call): Reply | Promise<Reply>;
}

type Permission = Readonly<Record<string, Level>>;

export function route(operation: string, answer: Route['answer']): Route {
  return { operation, answer };
}

/** An operation on a repository; the caller needs all of these permissions. */
export function repositoryRoute(
  path: string,
  needed: Permission,
  answer: (call: RepositoryCall) => Reply | Promise<Reply>,
): Route {
  const [method, rest = ''] = path.split(' ');
  return route(`${method} /repos/{owner}/{repo}${rest}`, (call) => answer(opened(call, needed)));
}

function opened(call: Call, needed: Permission): RepositoryCall {
  const token = tokenOf(call);
  const repository = call.world.repository(call.path.owner ?? '', call.path.repo ?? '');
  if (repository === undefined || !token.sees(repository)) throw notFound();
  const missing = Object.entries(needed).some(([name, level]) => !token.allows(repository, name, level));
  if (missing)
    throw notAccessible(
      Object.entries(needed)
        .map(([name, level]) => `${name}=${level}`)
        .join(','),
    );
  return { ...call, repository, token };
}
