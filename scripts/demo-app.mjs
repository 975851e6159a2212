// Shows the GitHub App at work on a pull request, without GitHub: `npm run demo:app`. The GitHub of the tests is TypeScript, so that
// the demonstration is bundled first, below node_modules, where its imports of packages are found.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const cache = join('node_modules', '.cache');
await mkdir(cache, { recursive: true });
const folder = await mkdtemp(join(cache, 'demo-app-'));
process.exitCode = await (await bundled()).demo();

async function bundled() {
  const outfile = join(folder, 'demo.mjs');
  try {
    await build({
      entryPoints: ['test/demo/demo.ts'],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
