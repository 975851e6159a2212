import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folders: string[] = [];

/** A child's program that answers as it is written here: `answer` is the body of a function of a request and of `send`. */
export function scriptedChild(answer: string): string {
  // Where children may read.
  const folder = mkdtempSync(join(process.cwd(), 'node_modules/.scripted-'));
  folders.push(folder);
  const entry = join(folder, 'child.mjs');
  writeFileSync(
    entry,
    `import { readFileSync } from 'node:fs';
const send = (message) => process.send(message);
const answer = async ({ id, request }) => { ${answer} };
process.on('disconnect', () => process.exit());
process.on('message', (message) => { if (message.kind === 'request') void answer(message); else globalThis.answered?.(message); });
`,
  );
  return entry;
}

export function removeScripts(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
