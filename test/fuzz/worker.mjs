import { isDeepStrictEqual } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { readers } from '../../dist/readers/registry.js';
import { nestsDeeperThan } from '../../dist/syntax/nesting.js';
import { Source } from '../../dist/syntax/source.js';
import { mutate, randomOf } from './mutate.mjs';
import { seedsOf } from './seeds.mjs';

const { seed, iterations, slowMs } = workerData;

const targets = [];
for (const reader of readers) {
  await reader.prepare?.();
  const seeds = await seedsOf(reader);
  if (seeds.length > 0) targets.push({ reader, seeds });
  else parentPort.postMessage({ kind: 'no-seeds', reader: reader.name });
}
const all = targets.flatMap(({ seeds }) => seeds);

for (let number = seed; number < seed + iterations; number++) {
  const random = randomOf(number);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const { reader, seeds } = targets[number % targets.length];
  const { path, text } = pick(seeds);
  const mutated = mutate(text, pick(all).text, random);
  if (nestsDeeperThan(200, mutated)) continue;
  parentPort.postMessage({ kind: 'begin', number, reader: reader.name, path, text: mutated });
  const wrong = check(reader, path, mutated);
  if (wrong !== undefined) parentPort.postMessage({ kind: 'wrong', wrong });
}
parentPort.postMessage({ kind: 'end' });

/** What is wrong with how the reader took the text; undefined when nothing is. */
function check(reader, path, text) {
  try {
    const started = performance.now();
    const reading = reader.read(new Source(path, text));
    const facts = reading.part === undefined ? [] : reader.combine([{ path, part: reading.part }]);
    const took = performance.now() - started;
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify(reading)), reading)) return 'its reading is not plain JSON data';
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify(facts)), facts)) return 'its facts are not plain JSON data';
    const again = reader.read(new Source(path, text));
    if (!isDeepStrictEqual(again, reading)) return 'it read the same text in two ways';
    if (took > slowMs) return `it took ${Math.round(took)} ms`;
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
