import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const USAGE = new URL('./usage.mjs', import.meta.url).href;

/** Runs a script of this project in a process of its own: seconds from start to end, peak MB, and what it printed. */
export function measure(script, args, environment = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'plumbline-usage-'));
  const usageFile = join(directory, 'usage');
  const started = performance.now();
  const child = spawnSync(
    process.execPath,
    ['--import', USAGE, fileURLToPath(new URL(`../${script}`, import.meta.url)), ...args],
    {
      env: { ...process.env, ...environment, BENCH_USAGE_FILE: usageFile },
      maxBuffer: 1024 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const seconds = (performance.now() - started) / 1000;
  if (child.status !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${child.status ?? child.signal}`);
  const { peak } = JSON.parse(readFileSync(usageFile, 'utf8'));
  rmSync(directory, { recursive: true });
  return { seconds, peak, output: child.stdout.toString('utf8') };
}
