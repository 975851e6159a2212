import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { DamagedStore } from '../../src/workspace/segment.js';
import { Store } from '../../src/workspace/store.js';
import { makeTree, removeTrees } from '../support/tree.js';

afterEach(removeTrees);

const bytes = (text: string) => Buffer.from(text, 'utf8');

function textsIn(store: Store, ...keys: string[]): unknown[] {
  return keys.map((key) => {
    const record = store.get(key);
    return record === undefined ? undefined : [record.head.toString('utf8'), record.body().toString('utf8')];
  });
}

describe('a store', () => {
  test('adds what is new to what is there', () => {
    const directory = join(makeTree(), 'deep/store');
    const first = new Store(directory, '1');
    first.put('a', bytes('head of a'), bytes('body of a'));
    first.put('empty', bytes(''));
    first.save();
    const second = new Store(directory, '1');
    second.put('b', bytes('head of b é'), bytes('body of b'));
    second.save();
    expect(textsIn(new Store(directory, '1'), 'a', 'b', 'empty', 'c')).toEqual([
      ['head of a', 'body of a'],
      ['head of b é', 'body of b'],
      ['', ''],
      undefined,
    ]);
  });

  test('keeps what two runs at once added', () => {
    const directory = join(makeTree(), 'store');
    const [one, other] = [new Store(directory, '1'), new Store(directory, '1')];
    one.put('one', bytes('1'));
    other.put('other', bytes('2'));
    expect([one.save(), other.save()]).toEqual([{ ok: true }, { ok: true }]);
    expect(textsIn(new Store(directory, '1'), 'one', 'other')).toEqual([
      ['1', ''],
      ['2', ''],
    ]);
  });

  test('takes small segments into new ones, so that there are few', () => {
    const directory = join(makeTree(), 'store');
    for (let run = 0; run < 40; run++) {
      const store = new Store(directory, '1');
      store.put(`key ${run}`, bytes(`value ${run}`), bytes('x'.repeat(100)));
      store.save();
    }
    expect(readdirSync(directory).length).toBeLessThan(8);
    const all = new Store(directory, '1');
    expect(textsIn(all, 'key 0', 'key 39').map((each) => each !== undefined)).toEqual([true, true]);
  });

  test('ignores a run that ended in the midst of writing', () => {
    const directory = join(makeTree({ 'store/000000000001-aa.segment.tmp': 'half' }), 'store');
    const store = new Store(directory, '1');
    store.put('a', bytes('1'));
    expect(store.save()).toEqual({ ok: true });
    expect(textsIn(new Store(directory, '1'), 'a')).toEqual([['1', '']]);
  });

  test('does not give bytes that are not those that were written, and drops their file', () => {
    const directory = join(makeTree(), 'store');
    const store = new Store(directory, '1');
    store.put('a', bytes('head'), bytes('the body'));
    store.save();
    const [name = ''] = readdirSync(directory);
    const file = join(directory, name);
    writeFileSync(file, readFileSync(file, 'latin1').replace('the body', 'the bodY'), 'latin1');
    expect(() => textsIn(new Store(directory, '1'), 'a')).toThrow(DamagedStore);
    expect(existsSync(file)).toBe(false);
  });
});
