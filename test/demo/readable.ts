import type { Style } from '../../src/reporters/style.js';
import { wrapAfter } from '../../src/reporters/wrap.js';

/** How wide, and in which colours. */
export interface Paper {
  readonly style: Style;
  readonly width: number;
}

const DETAILS = /<details>\s*<summary>([\s\S]*?)<\/summary>[\s\S]*?<\/details>/g;

/** Markdown as a reader of GitHub sees it, as far as Plumbline writes it: what is folded there is one line here. */
export function readable(markdown: string, paper: Paper): readonly string[] {
  const folded = markdown.replace(DETAILS, '▸ $1').replace(/<!--[\s\S]*?-->/g, '');
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of folded.trim().split('\n')) {
    const [, language] = /^```(\w*)$/.exec(line) ?? [];
    if (language !== undefined) fence = fence === undefined ? language : undefined;
    else if (fence === undefined) lines.push(...paragraph(line, paper));
    else lines.push(`  ${fence === 'diff' ? diffLine(line, paper.style) : line}`);
  }
  return lines;
}

/** A line of a unified diff. */
export function diffLine(line: string, style: Style): string {
  if (line.startsWith('-')) return style.red(line);
  return line.startsWith('+') ? style.green(line) : line;
}

function paragraph(line: string, { style, width }: Paper): readonly string[] {
  const [, heading] = /^#+ (.*)$/.exec(line) ?? [];
  if (heading !== undefined) return wrapAfter('', plain(heading), width).map(style.bold);
  const text = plain(line);
  const [lead = ''] = /^(?:▸ |- )?/.exec(text) ?? [];
  const lines = wrapAfter(lead, text.slice(lead.length), width);
  if (line.startsWith('<sub>') || lead !== '') return lines.map(style.dim);
  return /^\*\*.*\*\*$/.test(line) ? lines.map(style.bold) : lines;
}

function plain(markdown: string): string {
  return markdown
    .replace(/<\/?sub>/g, '')
    .replace(/(?<!\\)(?:\*\*|`)/g, '')
    .replace(/\\([^\w\s])/g, '$1')
    .replace(/\\_/g, '_')
    .replace(/\u200b/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
