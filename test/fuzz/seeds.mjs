import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeMonorepo } from '../../bench/monorepo.mjs';
import { openFolder } from '../../dist/workspace/folder.js';

const ROOTS = ['examples', 'rules', 'test'].map((name) => fileURLToPath(new URL(`../../${name}`, import.meta.url)));

/** Every file of the examples, the rules' fixtures, the tests' inputs and a small monorepo that the reader wants. */
export async function seedsOf(reader) {
  const monorepo = mkdtempSync(join(tmpdir(), 'plumbline-fuzz-'));
  try {
    writeMonorepo(monorepo, { workloads: 2, rubyFiles: 10, terraformModules: 1 });
    const seeds = [];
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
