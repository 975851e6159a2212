import type { Node } from 'web-tree-sitter';
import { Source } from '../source.js';
import { withTree } from './grammar.js';
import type { HclExpression, HclTemplate } from './tree.js';

/** A text range of the file that belongs to a template: literal text, or the node of a `${…}` or `%{…}`. */
type Piece = { readonly start: number; readonly end: number; readonly sequence?: Node };

/** Undefined for a template in a form that is not evaluated: whitespace trimming with `~`, a broken heredoc. */
export function liftTemplate(source: Source, node: Node, lift: (node: Node) => HclExpression): HclTemplate | undefined {
  const heredoc = node.type === 'heredoc_template';
  const range = heredoc ? heredocRange(source, node) : { start: node.startIndex + 1, end: node.endIndex - 1 };
  if (range === undefined || range.end < range.start) return undefined;
  const pieces = piecesOf(node, range.start, range.end);
  const indented = heredoc && source.text.startsWith('<<-', node.startIndex);
  const indent = indented ? commonIndent(source, pieces) : 0;
  const parts: HclExpression[] = [];
  for (const piece of pieces) {
    if (piece.sequence === undefined) parts.push(...literals(source, piece, heredoc, indent));
    else {
      const part = liftSequence(source, piece.sequence, lift);
      if (part === undefined) return undefined;
      parts.push(part);
    }
  }
  return { kind: 'template', parts, at: source.location(node.startIndex, node.endIndex) };
}

/** A whole file as a template. The grammar knows templates only inside HCL, so the text is parsed as a heredoc. */
export function liftTemplateFile(
  source: Source,
  lift: (source: Source, node: Node) => HclExpression,
): HclExpression | undefined {
  const head = 't = <<PLUMBLINE_TEMPLATE_END\n';
  if (source.text.includes('PLUMBLINE_TEMPLATE_END')) return undefined;
  const wrapped = new Source(source.path, `${head}${source.text}\nPLUMBLINE_TEMPLATE_END\n`);
  return withTree(wrapped.text, ({ rootNode }) => {
    const value = rootNode.descendantsOfType('heredoc_template')[0];
    if (rootNode.hasError || value === undefined) return undefined;
    const shifted = new ShiftedSource(source, wrapped.text, head.length);
    const template = liftTemplate(shifted, value, (node) => lift(shifted, node));
    return template === undefined ? undefined : withoutLastNewline(template);
  });
}

/** The heredoc needed a line break that the file does not have. */
function withoutLastNewline(template: HclTemplate): HclTemplate {
  const last = template.parts.at(-1);
  if (last?.kind !== 'literal' || typeof last.value !== 'string') return template;
  return { ...template, parts: [...template.parts.slice(0, -1), { ...last, value: last.value.replace(/\n$/, '') }] };
}

/** Text with a head that the file does not have: offsets are the file's own. */
class ShiftedSource extends Source {
  readonly #file: Source;
  readonly #shift: number;

  constructor(file: Source, text: string, shift: number) {
    super(file.path, text);
    this.#file = file;
    this.#shift = shift;
  }

  override location(start: number, end: number) {
    const clamp = (offset: number) => Math.max(0, Math.min(this.#file.text.length, offset - this.#shift));
    return this.#file.location(clamp(start), clamp(end));
  }
}

/** Resolves `\n`, `\"`, `\u00e9`, … of a quoted string, and `$${`, `%%{` of any template. */
export function resolveEscapes(text: string, quoted: boolean): string {
  const plain = text.replaceAll('$${', '${').replaceAll('%%{', '%{');
  if (!quoted || !plain.includes('\\')) return plain;
  return plain.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs, (whole, short, long, character) => {
    if (character !== undefined) return ESCAPES.get(character) ?? whole;
    const code = Number.parseInt(short ?? long, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);

/** From the line after `<<EOF` to the line break before the closing word, which HCL counts to the text. */
function heredocRange(source: Source, node: Node): { readonly start: number; readonly end: number } | undefined {
  const last = node.lastChild;
  const first = source.text.indexOf('\n', node.startIndex) + 1;
  if (last === null || last.type !== 'heredoc_identifier' || last.isMissing || first === 0) return undefined;
  const end = source.text.lastIndexOf('\n', last.startIndex) + 1;
  return { start: first, end };
}

/** The grammar drops spaces beside sequences from its literals, so the text is what lies between the sequences. */
function piecesOf(node: Node, start: number, end: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const child of node.namedChildren) {
    if (child.type !== 'template_interpolation' && child.type !== 'template_directive') continue;
    if (child.startIndex > at) pieces.push({ start: at, end: child.startIndex });
    pieces.push({ start: child.startIndex, end: child.endIndex, sequence: child });
    at = child.endIndex;
  }
  if (end > at) pieces.push({ start: at, end });
  return pieces;
}

function liftSequence(source: Source, node: Node, lift: (node: Node) => HclExpression): HclExpression | undefined {
  const at = source.location(node.startIndex, node.endIndex);
  const text = source.text.slice(node.startIndex, node.endIndex);
  const inner = node.namedChildren.find(({ type }) => type === 'expression');
  if (node.type === 'template_interpolation' && inner !== undefined) {
    return text.startsWith('${~') || text.endsWith('~}') ? undefined : lift(inner);
  }
  return { kind: 'opaque', text: text.slice(0, 200), at };
}

function commonIndent(source: Source, pieces: readonly Piece[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const { start, end, sequence } of pieces) {
    if (sequence !== undefined) continue;
    for (const line of linesOf(source.text, start, end)) {
      if (!isLineStart(source.text, line.start)) continue;
      const text = source.text.slice(line.start, line.end);
      const spaces = text.length - text.trimStart().length;
      const blank = text.trim() === '' && text.endsWith('\n');
      if (!blank) least = Math.min(least, spaces);
    }
  }
  return Number.isFinite(least) ? least : 0;
}

function literals(source: Source, { start, end }: Piece, heredoc: boolean, indent: number): readonly HclExpression[] {
  const lines = heredoc ? linesOf(source.text, start, end) : [{ start, end }];
  return lines.flatMap((line) => {
    const text = source.text.slice(line.start, line.end);
    const spaces = text.length - text.trimStart().length;
    const cut = heredoc && isLineStart(source.text, line.start) ? Math.min(indent, spaces) : 0;
    if (cut === text.length) return [];
    const value = resolveEscapes(text.slice(cut), !heredoc);
    return [{ kind: 'literal', value, quoted: false, at: source.location(line.start + cut, line.end) } as const];
  });
}

function isLineStart(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === '\n';
}

function linesOf(
  text: string,
  start: number,
  end: number,
): readonly { readonly start: number; readonly end: number }[] {
  const lines: { start: number; end: number }[] = [];
  for (let at = start; at < end; ) {
    const newline = text.indexOf('\n', at);
    const next = newline === -1 || newline + 1 > end ? end : newline + 1;
    lines.push({ start: at, end: next });
    at = next;
  }
  return lines;
}
