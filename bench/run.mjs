import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measure } from './measure.mjs';
import { writeMonorepo } from './monorepo.mjs';

/** Upper bounds for a laptop with two free cores. */
const TARGETS = { cold: 10, recheck: 1, peak: 700, scaling: 2.3, overFloor: 1.6, example: 1 };
const SIZE = { workloads: 500, rubyFiles: 5000, terraformModules: 50 };
/** As many in each of the three environments make 500 in all. */
const THIRD = 167;
/** The stat index does not trust files this young, so measuring starts when they are older. */
const SETTLE_MS = 2_500;

const { values: options } = parseArgs({
  options: {
    // Measures reading alone, without model and rules.
    reading: { type: 'boolean', default: false },
    // Half the work: 0.5.
    scale: { type: 'string', default: '1' },
  },
});
const example = fileURLToPath(new URL('../examples/rails-on-eks', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

const scale = Number(options.scale);
const third = await timesOf('a third of the workloads', { ...sized(scale), workloads: Math.round(THIRD * scale) });
const once = await timesOf('once', sized(scale));
const twice = await timesOf('twice', sized(2 * scale));
// All times are wall time, so the machine should be idle.
report('cold, 1,500 workloads', once.cold.seconds, TARGETS.cold, 's');
report('re-check after one changed file, 500', third.recheck.seconds, TARGETS.recheck, 's');
report('re-check after one changed file, 1,500', once.recheck.seconds, Number.POSITIVE_INFINITY, 's');
report('peak memory, cold', once.cold.peak, TARGETS.peak, 'MB');
report('peak memory, re-check', once.recheck.peak, TARGETS.peak, 'MB');
report('cold, twice the size', twice.cold.seconds / once.cold.seconds, TARGETS.scaling, 'x');
report('re-check, twice the size', twice.recheck.seconds / once.recheck.seconds, TARGETS.scaling, 'x');
report('cold over reading and parsing all files', once.cold.seconds / once.floor.seconds, TARGETS.overFloor, 'x');
process.stdout.write(`reading and parsing all files: ${once.floor.seconds.toFixed(2)} s, ${once.floor.output}`);
process.stdout.write(
  `reading and parsing only what a check parses: ${once.needed.seconds.toFixed(2)} s, ${once.needed.output}`,
);
if (existsSync(example))
  report('examples/rails-on-eks, no cache', check(example, 'example').seconds, TARGETS.example, 's');

/** The size of the monorepo; `workloads` are those of one environment. */
function sized(scale) {
  return Object.fromEntries(Object.entries(SIZE).map(([key, count]) => [key, Math.round(count * scale)]));
}

async function timesOf(name, size) {
  const root = join(work, name.replaceAll(' ', '-'));
  const written = writeMonorepo(root, size);
  process.stdout.write(`${name}: ${written.files} files, ${(written.bytes / 1e6).toFixed(1)} MB\n`);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const floor = measure('bench/floor.mjs', [root]);
  const needed = measure('bench/floor.mjs', [root, '--needed']);
  const cache = name.replaceAll(' ', '-');
  const cold = check(root, cache);
  appendFileSync(join(root, 'deploy/production/app-7/configmap.yaml'), '  ADDED: "1"\n');
  const recheck = check(root, cache);
  process.stdout.write(`cold ${cold.seconds.toFixed(2)} s, re-check ${recheck.seconds.toFixed(2)} s\n`);
  return { floor, needed, cold, recheck };
}

function check(directory, cache) {
  const environment = { PLUMBLINE_CACHE_DIR: join(work, `cache-${cache}`) };
  if (!options.reading)
    return measure('dist/cli.js', ['check', directory, '--format', 'json', '--fail-on', 'never'], environment);
  const measured = measure('bench/reading.mjs', [directory], environment);
  process.stdout.write(measured.output);
  return measured;
}

function report(what, value, target, unit) {
  const bound = Number.isFinite(target) ? `(at most ${target}) ${value <= target ? 'ok' : 'MISSED'}` : '(no target)';
  process.stdout.write(`${what.padEnd(40)} ${value.toFixed(2).padStart(8)} ${unit.padEnd(3)} ${bound}\n`);
}
