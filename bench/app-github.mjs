import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const SOURCE = `
  export { startGithub } from './test/github/github.ts';
  export { registration } from './test/support/serving.ts';
`;

/** Starts the tests' GitHub in this process: real git, GitHub's own schemas as judge. Gives it with the App's registration. */
export async function startGithub() {
  // Where the packages that it needs are found.
  const folder = mkdtempSync(join(process.cwd(), 'node_modules/.bench-app-'));
  try {
    const outfile = join(folder, 'github.mjs');
    await build({
      stdin: { contents: SOURCE, resolveDir: process.cwd(), loader: 'ts' },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
    });
    const { startGithub: start, registration } = await import(pathToFileURL(outfile).href);
    const app = registration();
    return { github: await start({ apps: [app] }), app };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the App showed within this time is lost, not late. */
const PATIENCE_MS = 60_000;

/**
 * Does something that GitHub tells the App of, and gives the milliseconds from sending that to a completed check run on a commit, which
 * `act` gives. Git's work for it is done before the clock starts.
 */
export async function untilChecked(github, repository, act) {
  github.deliveries.pause();
  const head = await act();
  const sent = performance.now();
  github.deliveries.resume();
  while (!repository.checkRuns(head).some(({ status }) => status === 'completed')) {
    if (performance.now() - sent > PATIENCE_MS) throw new Error(`${repository.fullName}: no check run on ${head}`);
    await sleep(1);
  }
  return performance.now() - sent;
}
