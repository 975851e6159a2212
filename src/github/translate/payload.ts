import { z } from 'zod';
import type { Repository } from '../repository.js';
import type { Translation } from './translation.js';

/** GitHub's numbers of things. */
export const Id = z.int().positive();

/** A commit's id, SHA-1 or SHA-256. */
export const Sha = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);

/** With the underscore of managed users and the suffix of Apps. */
export const Login = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\[bot\])?$/);

/** As git allows it: no control characters, no spaces, nothing that git reads as an operator. */
export const Branch = z
  .string()
  .max(1024)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  .regex(/^(?![-/.])(?!.*(?:\.\.|\/\/|@\{|\/$|\.$))[^\u0000-\u0020\u007f~^:?*[\\]+$/);

export const User = z.object({ login: Login, id: Id, type: z.string() });

/** What every delivery about a repository has. */
export const InRepository = z.object({
  installation: z.object({ id: Id }),
  repository: z.object({
    id: Id,
    name: z
      .string()
      .regex(/^[A-Za-z0-9._-]{1,100}$/)
      .refine((name) => name !== '.' && name !== '..'),
    owner: z.object({ login: Login }),
    default_branch: Branch,
  }),
});

export function repositoryIn({ installation, repository }: z.infer<typeof InRepository>): Repository {
  const { id, owner, name, default_branch: defaultBranch } = repository;
  return { installation: installation.id, id, owner: owner.login, name, defaultBranch };
}

/** Reads what is needed of a payload, or says which part of it does not fit. */
export function reading<Schema extends z.ZodType>(
  schema: Schema,
  translate: (payload: z.infer<Schema>, app: number) => Translation,
): (payload: unknown, app: number) => Translation {
  return (payload, app) => {
    const parsed = schema.safeParse(payload);
    if (parsed.success) return translate(parsed.data, app);
    const paths = parsed.error.issues.map(({ path }) => path.join('.'));
    return { outcome: 'malformed', reason: `does not fit at ${paths.slice(0, 3).join(', ')}` };
  };
}
