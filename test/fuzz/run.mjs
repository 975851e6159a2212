import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

// Reads mutated files with every reader. None may throw, hang, give what is no plain data, or read one text in two ways.
const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    // With --iterations 1, repeats one finding.
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    iterations: { type: 'string', default: '1000000000' },
  },
});
const SLOW_MS = 2_000;
const HANG_MS = 15_000;

const ends = Date.now() + Number(options.seconds) * 1000;
const found = new Map();
const outputs = mkdtempSync(join(tmpdir(), 'plumbline-fuzz-'));
let seed = Number(options.seed);
let runs = 0;
process.stdout.write(`seed ${seed}\n`);
while (Date.now() < ends) {
  const stopped = await runFrom(seed);
  if (stopped === undefined) break;
  seed = stopped + 1;
}
process.stdout.write(`${runs} texts, ${found.size} findings${found.size > 0 ? `, inputs in ${outputs}` : ''}\n`);
process.exit(found.size > 0 ? 1 : 0);

/** Runs until the time is over (undefined) or a text hangs a reader: then gives its number. */
function runFrom(first) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
      workerData: { seed: first, iterations: Number(options.iterations), slowMs: SLOW_MS },
    });
    let current;
    let since = Date.now();
    const watch = setInterval(() => {
      if (current !== undefined && Date.now() - since > HANG_MS) {
        report(current, `it did not come back in ${HANG_MS} ms`);
        stop(current.number);
      } else if (Date.now() > ends) stop(undefined);
    }, 250);
    const stop = (number) => {
      clearInterval(watch);
      worker.terminate().then(() => resolve(number), reject);
    };
    worker.on('message', (message) => {
      since = Date.now();
      if (message.kind === 'begin') {
        current = message;
        runs++;
      } else if (message.kind === 'wrong') report(current, message.wrong);
      else if (message.kind === 'end') stop(undefined);
      else process.stdout.write(`no seeds for the reader ${message.reader}\n`);
    });
    worker.on('error', (error) => {
      clearInterval(watch);
      reject(error);
    });
  });
}

/** Each finding once: the same reader failing at the same place in the code. */
function report({ number, reader, path, text }, wrong) {
  const [message, place = ''] = wrong.split('\n');
  const key = `${reader} ${place === '' ? message.replace(/\d+/g, 'N') : place}`;
  if (found.has(key)) return;
  found.set(key, number);
  const file = join(outputs, `${number}`);
  writeFileSync(file, text);
  process.stdout.write(
    `${reader} on ${path}: ${message}${place}\n  --seed ${number} --iterations 1, text in ${file}\n`,
  );
}
