// Draws the text report of examples/rails-on-eks, as a terminal shows it, into docs/report.svg for the README.
// Usage: node scripts/generate-report-picture.mjs [--check]; needs dist/.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);
const target = fileURLToPath(new URL('docs/report.svg', root));

const COLUMN = 7.8;
const LINE = 17;
const MARGIN = 18;
/** The first findings are enough for a picture. */
const LINES = 52;

const COLOURS = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#56d4dd',
  90: '#8b949e',
};

const ESCAPE = String.fromCharCode(27);
const SEQUENCE = new RegExp(`(${ESCAPE}\\[[\\d;]*m)`);
const CODES = new RegExp(`^${ESCAPE}\\[([\\d;]*)m$`);

function runs(line) {
  let style = {};
  const found = [];
  for (const piece of line.split(SEQUENCE)) {
    const codes = CODES.exec(piece);
    if (codes === null) {
      if (piece !== '') found.push({ text: piece, style });
      continue;
    }
    for (const code of codes[1].split(';').map(Number)) style = restyled(style, code);
  }
  return found;
}

function restyled(style, code) {
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 39) return { ...style, colour: undefined };
  return code in COLOURS ? { ...style, colour: COLOURS[code] } : code === 0 ? {} : style;
}

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function svg(lines) {
  const width = Math.ceil(100 * COLUMN + 2 * MARGIN);
  const height = Math.ceil(lines.length * LINE + 2 * MARGIN);
  const rows = lines.map((line, row) => {
    let column = 0;
    return runs(line)
      .map(({ text, style }) => {
        const x = (MARGIN + column * COLUMN).toFixed(1);
        column += text.length;
        const look = `fill="${style.colour ?? (style.dim ? '#8b949e' : '#e6edf3')}"${style.bold ? ' font-weight="bold"' : ''}`;
        return `<text x="${x}" y="${MARGIN + (row + 0.8) * LINE}" textLength="${(text.length * COLUMN).toFixed(1)}" ${look}>${escaped(text)}</text>`;
      })
      .join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" xml:space="preserve">`,
    `<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
    ...rows.filter((row) => row !== ''),
    '</svg>',
    '',
  ].join('\n');
}

const report = execFileSync(
  process.execPath,
  ['dist/cli.js', 'check', 'examples/rails-on-eks', '--fail-on', 'never', '--no-cache'],
  {
    cwd: fileURLToPath(root),
    env: { PATH: process.env.PATH, FORCE_COLOR: '1', COLUMNS: '100' },
    encoding: 'utf8',
  },
);
const all = report.trimEnd().split('\n');
const shown = all.length > LINES ? [...all.slice(0, LINES - 2), '  …', all.at(-1)] : all;
const picture = svg(shown);

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== picture) {
    console.error('docs/report.svg is out of date: npm run docs');
    process.exit(1);
  }
} else {
  writeFileSync(target, picture);
}
