// Writes schema/report-1.schema.json from the shape in src/reporters/json/shape.ts, as built. With --check it writes nothing
// and fails when the file is not what it would write.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { reportSchema } from '../dist/reporters/json/schema.js';

const FILE = fileURLToPath(new URL('../schema/report-1.schema.json', import.meta.url));
const text = `${JSON.stringify(reportSchema(), null, 2)}\n`;

if (!process.argv.includes('--check')) writeFileSync(FILE, text);
else if (readFileSync(FILE, 'utf8') !== text) {
  console.error('schema/report-1.schema.json is not what src/reporters/json/shape.ts says: run npm run schema');
  process.exitCode = 1;
}
