import { readers } from '../dist/readers/registry.js';
import { readWorkspace } from '../dist/reading/read-workspace.js';
import { readSettings } from '../dist/settings.js';
import { openCaches } from '../dist/workspace/cache-directory.js';
import { openFolder } from '../dist/workspace/folder.js';

// The first half of `plumbline check`: everything up to the facts. What remains of its time is model and rules.
const started = performance.now();
const lap = (name) => process.stdout.write(`${name} ${((performance.now() - started) / 1000).toFixed(3)}\n`);
const [directory] = process.argv.slice(2);
const caches = openCaches(readSettings().cacheDirectory, directory, 'bench');
lap('cache loaded');
const opened = openFolder(directory, caches.index);
if (!opened.ok) throw new Error(opened.failure.kind);
lap('listed');
const { facts, coverage } = await readWorkspace(opened.workspace, readers, { cache: caches.facts });
lap(`read ${coverage.filesRead} files, ${coverage.filesNotRead.length} not, ${facts.length} facts`);
const saved = caches.save();
if (!saved.ok) throw new Error(saved.message);
lap('cache saved');
