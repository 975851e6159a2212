import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Ledger } from '../../src/ledger/ledger.js';
import { Store } from '../../src/workspace/store.js';
import { makeTree, removeTrees } from '../support/tree.js';

afterEach(removeTrees);

type Prices = { price(of: string): number | undefined; rate(): number };

/** Adds up a shopping list, and counts how often it really does so. */
function shop(ledger: Ledger, list: readonly string[], prices: Readonly<Record<string, number>>, rate = 1) {
  let runs = 0;
  const { key, result } = ledger.run({
    name: ['sum', ...list],
    answers: { price: (of: string) => prices[of], rate: () => rate } as Prices,
    compute: ({ price }) => {
      runs += 1;
      return { sum: list.reduce((sum, each) => sum + (price(each) ?? 0), 0) };
    },
    store: (sum) => sum,
    restore: (stored) => stored as { sum: number },
  });
  return { key, sum: result.sum, runs };
}

describe.each<[string, () => () => Ledger]>([
  [
    'of one run',
    () => {
      const ledger = new Ledger();
      return () => ledger;
    },
  ],
  [
    'between runs',
    () => {
      const directory = join(makeTree(), 'results');
      let last: Ledger | undefined;
      return () => {
        expect(last?.save() ?? { ok: true }).toEqual({ ok: true });
        last = new Ledger(new Store(directory, 'test'));
        return last;
      };
    },
  ],
])('a ledger %s', (_, make) => {
  test('gives the result again while the answers to what was asked are the same', () => {
    const ledger = make();
    expect(shop(ledger(), ['tea', 'milk'], { tea: 3, milk: 1 })).toMatchObject({ sum: 4, runs: 1 });
    expect(shop(ledger(), ['tea', 'milk'], { tea: 3, milk: 1, gold: 900 }, 7)).toMatchObject({ sum: 4, runs: 0 });
  });

  test('computes again for another answer, another name, or an answer that is gone', () => {
    const ledger = make();
    shop(ledger(), ['tea', 'milk'], { tea: 3, milk: 1 });
    expect(shop(ledger(), ['tea', 'milk'], { tea: 4, milk: 1 })).toMatchObject({ sum: 5, runs: 1 });
    expect(shop(ledger(), ['milk'], { tea: 3, milk: 1 })).toMatchObject({ sum: 1, runs: 1 });
    expect(shop(ledger(), ['tea', 'milk'], { tea: 3 })).toMatchObject({ sum: 3, runs: 1 });
  });

  test('remembers the result for each of several answers, under keys of their own', () => {
    const ledger = make();
    const cheap = shop(ledger(), ['tea'], { tea: 3 });
    const dear = shop(ledger(), ['tea'], { tea: 30 });
    expect(dear.key).not.toBe(cheap.key);
    expect(shop(ledger(), ['tea'], { tea: 3 })).toEqual({ ...cheap, runs: 0 });
    expect(shop(ledger(), ['tea'], { tea: 30 })).toEqual({ ...dear, runs: 0 });
  });
});

test('a result that JSON would change is computed again in the next run', () => {
  const directory = join(makeTree(), 'results');
  const first = new Ledger(new Store(directory, 'test'));
  shop(first, ['tea'], { tea: Number.POSITIVE_INFINITY });
  first.save();
  const second = new Ledger(new Store(directory, 'test'));
  expect(shop(second, ['tea'], { tea: Number.POSITIVE_INFINITY })).toMatchObject({
    sum: Number.POSITIVE_INFINITY,
    runs: 1,
  });
});

test('data with a name is known by it, and other data by what it holds', () => {
  const ledger = new Ledger();
  const [one, other] = [
    { kind: 'a', value: 1 },
    { kind: 'a', value: 1 },
  ];
  expect(ledger.digest([one])).toBe(ledger.digest([other]));
  expect(ledger.digest([one])).not.toBe(ledger.digest([{ kind: 'a', value: 2 }]));
  expect(ledger.digest([one, []])).not.toBe(ledger.digest([[one]]));
  const named = { kind: 'a', value: 1 };
  ledger.names.set(named, 'a of b.yaml');
  expect(ledger.digest(named)).not.toBe(ledger.digest(one));
});
