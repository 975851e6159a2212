/** Computed when it is first asked for. */
export function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

/** An object whose properties are each computed when they are first read. */
export function lazily<T extends object>(makers: { readonly [K in keyof T]-?: () => T[K] }): T {
  const object = {};
  for (const [name, make] of Object.entries<() => unknown>(makers)) {
    Object.defineProperty(object, name, { configurable: true, enumerable: true, get: once(make) });
  }
  return object as T;
}
