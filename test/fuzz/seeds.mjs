import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeMonorepo } from '../../bench/monorepo.mjs';
import { openFolder } from '../../dist/workspace/folder.js';

/** What neither the examples nor the monorepo have. */
const QUEUE = `default: &default
  dispatchers:
    - polling_interval: 1
      batch_size: 500
  workers:
    - queues: [critical, "mail*"]
      threads: <%= ENV.fetch("JOB_THREADS", 3) %>
      processes: <%= ENV.fetch("JOB_CONCURRENCY") { 1 } %>
      polling_interval: 0.1
    - queues: "*"
      threads: 5

production:
  <<: *default
`;

const ROOTS = ['examples', 'rules', 'test'].map((name) => fileURLToPath(new URL(`../../${name}`, import.meta.url)));

/** Every file of the examples, the rules' fixtures, the tests' inputs and a small monorepo that the reader wants. */
export async function seedsOf(reader) {
  const monorepo = mkdtempSync(join(tmpdir(), 'plumbline-fuzz-'));
  try {
    writeMonorepo(monorepo, { workloads: 2, rubyFiles: 10, terraformModules: 1 });
    const seeds = reader.matches('config/queue.yml') ? [{ path: 'config/queue.yml', text: QUEUE }] : [];
    for (const root of [...ROOTS, monorepo]) seeds.push(...(await textsIn(root, reader)));
    return seeds;
  } finally {
    rmSync(monorepo, { recursive: true });
  }
}

async function textsIn(root, reader) {
  const opened = openFolder(root);
  if (!opened.ok) return [];
  const { files } = await opened.workspace.list();
  const texts = [];
  for await (const { file, result } of opened.workspace.read(files.filter(({ path }) => reader.matches(path)))) {
    if (result.ok && result.text.length < 50_000) texts.push({ path: file.path, text: result.text });
  }
  return texts;
}
