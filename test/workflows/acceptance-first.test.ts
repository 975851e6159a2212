import { expect, test } from '@jest/globals';
import { AcceptanceFirst } from '../../src/workflows/runtime/acceptance-first.js';

function deferred() {
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end };
}

test('work begins at once while nothing is accepted', async () => {
  const first = new AcceptanceFirst();
  const order: string[] = [];
  const begun = first.calm().then(() => order.push('work'));
  await Promise.resolve();
  order.push('later');
  await begun;
  expect(order).toEqual(['work', 'later']);
});

test('work waits for what is being accepted, also where that fails', async () => {
  const first = new AcceptanceFirst();
  const order: string[] = [];
  const storing = deferred();
  const accepted = first.accept(async () => {
    await storing.ended;
    order.push('accepted');
    throw new Error('the database is away');
  });
  const begun = first.calm().then(() => order.push('work'));
  storing.end();
  await expect(accepted).rejects.toThrow('the database is away');
  await begun;
  expect(order).toEqual(['accepted', 'work']);
});

test('work goes on although acceptance never ends', async () => {
  const first = new AcceptanceFirst();
  const storing = deferred();
  const accepted = first.accept(() => storing.ended);
  await first.calm();
  storing.end();
  await accepted;
});
