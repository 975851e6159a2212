import { expect, test } from '@jest/globals';
import { type ReadJob, ReadQueue } from '../../src/reading/read-queue.js';
import { Source } from '../../src/syntax/source.js';

/** Reads jobs of which those called `loop` never end, and tells what became of each. */
function readThrough(paths: readonly string[]): readonly string[] {
  const log: string[] = [];
  const read = ({ path }: ReadJob) => {
    while (path.startsWith('loop')) {}
    log.push(`${path} read`);
  };
  const queue = new ReadQueue(read, ({ path, reason }) => log.push(`${path} ${reason}`), { millisecondsPerFile: 400 });
  for (const path of paths) queue.add({ path, blobId: '', source: new Source(path, ''), readers: [] });
  queue.flush();
  return log;
}

test('reads all files in order', () => {
  const paths = Array.from({ length: 200 }, (_, number) => `file${number}`);
  expect(readThrough(paths)).toEqual(paths.map((path) => `${path} read`));
});

test('gets past a file that a reader never comes back from', () => {
  expect(readThrough(['a', 'b', 'loop', 'c'])).toEqual([
    'a read',
    'b read',
    'loop took longer than 0.4 seconds',
    'c read',
  ]);
});

test('gives up when that happens again and again', () => {
  expect(readThrough(['a', 'loop1', 'loop2', 'b', 'loop3', 'c', 'd'])).toEqual([
    'a read',
    'loop1 took longer than 0.4 seconds',
    'loop2 took longer than 0.4 seconds',
    'b read',
    'loop3 took longer than 0.4 seconds',
    'c not read after 3 files that took too long',
    'd not read after 3 files that took too long',
  ]);
});
