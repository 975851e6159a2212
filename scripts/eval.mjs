// Evaluates a model on findings of our own fixtures: `npm run eval`. The evaluation is TypeScript, so that it is bundled first, below
// node_modules, where its imports of packages are found.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const project = fileURLToPath(new URL('..', import.meta.url));
const cache = join(project, 'node_modules', '.cache');
await mkdir(cache, { recursive: true });
const folder = await mkdtemp(join(cache, 'eval-'));
const outfile = join(folder, 'eval.mjs');
try {
  await build({
    entryPoints: [join(project, 'eval', 'main.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
    // Modules find rules/ and package.json from where they lie: two folders deep.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(project, 'src', 'policy', 'load.ts')).href) },
  });
  await import(pathToFileURL(outfile).href);
} finally {
  await rm(folder, { recursive: true, force: true });
}
