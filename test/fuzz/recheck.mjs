import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { editTree } from './edits.mjs';
import { randomFrom } from './random.mjs';
import { writeShopTree } from './shop-tree.mjs';

// Edits a tree at random, and checks it after each edit with what earlier checks kept and with nothing: the reports must be the
// same, byte for byte, and say of the model what the model says that is joined and judged as a whole.
const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    edits: { type: 'string', default: '25' },
  },
});
const work = mkdtempSync(join(tmpdir(), 'plumbline-recheck-'));
process.env.PLUMBLINE_CACHE_DIR = join(work, 'cache');
const { main } = await import('../../dist/cli/main.js');
const { wholeModel } = await import('./whole-model.mjs');
const ends = Date.now() + Number(options.seconds) * 1000;
let checks = 0;
let wrong = 0;
for (let seed = Number(options.seed); Date.now() < ends; seed++) wrong += await editAndCheck(seed);
rmSync(work, { recursive: true, force: true });
process.stdout.write(`${checks} re-checks, ${wrong} wrong\n`);
process.exit(wrong > 0 ? 1 : 0);

async function editAndCheck(seed) {
  const root = join(work, String(seed));
  const random = randomFrom(seed);
  const removed = new Map();
  const story = [];
  writeShopTree(root);
  try {
    for (let edit = 0; edit < Number(options.edits) && Date.now() < ends; edit++) {
      const format = random.pick(['json', 'json', 'json', 'text', 'markdown']);
      const again = await check(root, format);
      const anew = await check(root, format, '--no-cache');
      const difference =
        again === anew ? differenceFromWhole(format, anew, await wholeModel(root)) : firstDifference(again, anew);
      checks++;
      if (difference !== undefined) {
        process.stdout.write(
          `--seed ${seed}, after ${edit} edits, ${format}:\n  ${story.join('\n  ')}\n${difference}\n`,
        );
        return 1;
      }
      for (let more = random.below(3); more >= 0; more--) story.push(editTree(root, random, removed));
    }
    return 0;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function check(root, format, ...more) {
  let output = '';
  const stream = { write: (text) => (output += Buffer.from(text).toString('utf8')) };
  await main(['check', root, '--format', format, '--fail-on', 'never', ...more], {
    stdout: stream,
    stderr: stream,
    workingDirectory: work,
  });
  return output;
}

/** What is told of environments, and how many checks passed, is what follows from the whole model. */
function differenceFromWhole(format, text, whole) {
  if (format !== 'json' || whole === undefined) return undefined;
  const { environments, undecided, coverage } = JSON.parse(text);
  const { rulesPassed, rulesFailed, rulesUndecided } = coverage;
  const told = { environments, undecided, rulesPassed, rulesFailed, rulesUndecided };
  return firstDifference(JSON.stringify(told, null, 1), JSON.stringify(whole, null, 1));
}

function firstDifference(one, other) {
  if (one === other) return undefined;
  const [left, right] = [one.split('\n'), other.split('\n')];
  const line = left.findIndex((each, index) => each !== right[index]);
  const around = (lines) => lines.slice(Math.max(0, line - 6), line + 3).join('\n');
  return `line ${line + 1} of ${left.length} and ${right.length}\n${around(left)}\n--- and not\n${around(right)}`;
}
