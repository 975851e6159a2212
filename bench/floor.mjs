import { readers } from '../dist/readers/registry.js';
import { initHcl } from '../dist/syntax/hcl/grammar.js';
import { parseHcl } from '../dist/syntax/hcl/parse.js';
import { initRuby, parseRuby } from '../dist/syntax/ruby/parse.js';
import { Source } from '../dist/syntax/source.js';
import { parseYaml } from '../dist/syntax/yaml/parse.js';
import { openFolder } from '../dist/workspace/folder.js';

// Parses each file that some reader wants once, and does nothing with the trees. With --needed only what a check really
// parses: the readers look into Ruby without the environment only where it is configuration.
const CONFIGURATION = /(?:^|\/)config\//;
const [directory, mode] = process.argv.slice(2);
const onlyNeeded = mode === '--needed';
const opened = openFolder(directory);
if (!opened.ok) throw new Error(opened.failure.kind);
await initRuby();
await initHcl();
const { files } = await opened.workspace.list();
const wanted = files.filter(({ path }) => readers.some((reader) => reader.matches(path)));
const parsed = { ruby: 0, yaml: 0, hcl: 0, other: 0 };
for await (const { file, result } of opened.workspace.read(wanted)) {
  if (!result.ok) continue;
  const source = new Source(file.path, result.text);
  if (file.path.endsWith('.rb')) {
    if (onlyNeeded && !result.text.includes('ENV') && !CONFIGURATION.test(file.path)) continue;
    parseRuby(source);
    parsed.ruby++;
  } else if (/\.ya?ml$/.test(file.path)) {
    parseYaml(source, { schema: 'kubernetes' });
    parsed.yaml++;
  } else if (/\.tf(vars)?$/.test(file.path)) {
    parseHcl(source);
    parsed.hcl++;
  } else parsed.other++;
}
process.stdout.write(`${JSON.stringify(parsed)}\n`);
