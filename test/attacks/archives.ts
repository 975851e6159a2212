import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { webManifest } from '../support/shop-on-github.js';

const ZEROES = Buffer.alloc(1024 * 1024);

/** Four gigabytes of nothing, which four megabytes of gzip hold. */
export function bomb(prefix: string): Readable {
  const size = 4096 * ZEROES.length;
  return Readable.from(concatenated([header({ name: `${prefix}/zeroes`, size })], repeated(ZEROES, 4096)));
}

export function crowd(prefix: string): Readable {
  const headers = Array.from({ length: 1000 }, (_, at) => header({ name: `${prefix}/${at}`, size: 0 }));
  return Readable.from(repeated(Buffer.concat(headers), 100));
}

/** Paths that leave the archive, and the right ones with another text than the commit has. */
export function redirected(prefix: string): Readable {
  const archive = pack();
  for (const name of ['../../etc/cron.d/x', '/etc/cron.d/x', `${prefix}/../../../x`]) archive.entry({ name }, 'x');
  archive.entry({ name: `${prefix}/k8s/production/web.yaml` }, webManifest(5, 5));
  archive.entry({ name: `${prefix}/app/models/model_1.rb`, type: 'symlink', linkname: '/etc/passwd' });
  archive.finalize();
  return Readable.from(archive);
}

function* concatenated(...all: readonly Iterable<Buffer>[]): Generator<Buffer> {
  for (const each of all) yield* each;
}

function* repeated(part: Buffer, times: number): Generator<Buffer> {
  for (let time = 0; time < times; time++) yield part;
}

const FIELDS: readonly (readonly [at: number, text: string])[] = [
  [100, '0000644'],
  [108, '0000000'],
  [116, '0000000'],
  [136, '00000000000'],
  [148, '        0'],
  [257, 'ustar'],
  [263, '00'],
];

function header({ name, size }: { readonly name: string; readonly size: number }): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100, 'utf8');
  block.write(size.toString(8).padStart(11, '0'), 124, 'latin1');
  for (const [at, text] of FIELDS) block.write(text, at, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.fill(0, 148, 156);
  block.write(sum.toString(8).padStart(6, '0'), 148, 'latin1');
  return block;
}
