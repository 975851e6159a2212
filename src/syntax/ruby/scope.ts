import type { DefNode } from '@ruby/prism/src/nodes.js';
import type { Expression } from '../../model/expression.js';
import type { Location } from '../../model/location.js';
import { choose } from './build.js';

/** Programs that configure something stay far below; a name beyond is not followed, and so nothing is known of it. */
const MAX_NAMES = 200;

/**
 * What names stand for at one point of a program: `count`, `MAX`, `@count`, `$count`; `ENV[X]` for a variable that the
 * program itself has set; and whatever names the reader of a configuration gives to its settings.
 */
export class Scope {
  readonly #values: Map<string, Expression>;
  readonly #methods: Map<string, DefNode>;

  constructor(values: Iterable<[string, Expression]> = [], methods: Iterable<[string, DefNode]> = []) {
    this.#values = new Map(values);
    this.#methods = new Map(methods);
  }

  get(name: string): Expression | undefined {
    return this.#values.get(name);
  }

  set(name: string, value: Expression): void {
    if (this.#values.size < MAX_NAMES || this.#values.has(name)) this.#values.set(name, value);
  }

  method(name: string): DefNode | undefined {
    return this.#methods.get(name);
  }

  define(name: string, method: DefNode): void {
    this.#methods.set(name, method);
  }

  /** A copy, for what may or may not run. */
  fork(): Scope {
    return new Scope(this.#values, this.#methods);
  }

  /** Takes over the outcome of two branches: a name that they leave different depends on the test from here on. */
  join(test: Expression, then: Scope, otherwise: Scope, at: Location, bound: (joined: Expression) => Expression): void {
    for (const name of new Set([...then.#values.keys(), ...otherwise.#values.keys()])) {
      const [left, right] = [then.get(name), otherwise.get(name)];
      if (left === right && left !== undefined) this.#values.set(name, left);
      else this.#values.set(name, bound(choose(test, left, right, at)));
    }
    for (const [name, method] of [...otherwise.#methods, ...then.#methods]) this.#methods.set(name, method);
  }

  /** Takes over the values of a branch that is the only one to go on from. */
  adopt(branch: Scope): void {
    for (const [name, value] of branch.#values) this.#values.set(name, value);
    for (const [name, method] of branch.#methods) this.#methods.set(name, method);
  }
}
