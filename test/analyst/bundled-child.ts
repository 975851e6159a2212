import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const ESBUILD = 'node_modules/esbuild/bin/esbuild';

let folder: string | undefined;

/** The child's program, bundled once for a file of tests, which removes it. As deep as a build puts it, so that it finds rules/. */
export function bundledChild(): string {
  if (folder !== undefined) return join(folder, 'analyst.mjs');
  folder = mkdtempSync(join(process.cwd(), 'node_modules/.analyst-'));
  const entry = join(folder, 'analyst.mjs');
  const options = ['--bundle', '--format=esm', '--platform=node', '--target=node20', '--packages=external'];
  execFileSync(process.execPath, [ESBUILD, 'src/analyst/child/main.ts', ...options, `--outfile=${entry}`], {
    stdio: 'pipe',
  });
  return entry;
}

export function removeBundledChild(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
}
