import { hash } from 'node:crypto';

/** Names of objects that their owner knows without looking into them: equal names, equal objects. */
export type Names = WeakMap<object, string>;

/**
 * A text that is equal for equal plain data. Objects with a name are not looked into; those of a kind, which facts are, are
 * looked into once.
 */
export function dataDigest(names: Names): (value: unknown) => string {
  const digest = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
    const name = names.get(value);
    if (name !== undefined) return name;
    if (Array.isArray(value)) return `[${value.map(digest).join()}]`;
    if ('kind' in value) {
      const own = hash('sha1', JSON.stringify(value), 'base64url');
      names.set(value, `=${own}`);
      return `=${own}`;
    }
    return `{${Object.entries(value)
      .map(([key, member]) => `${JSON.stringify(key)}:${digest(member)}`)
      .join()}}`;
  };
  return digest;
}
