import type { Node } from '@ruby/prism/src/nodes.js';
import type { SyntaxProblem } from '../problem.js';
import type { Source } from '../source.js';
import { utf16Offsets } from './offsets.js';
import { initPrism, prismParse } from './prism.js';
import { RubyTree } from './tree.js';

/** Larger files are data, not configuration; Rails applications have them as fixtures and seeds. */
const MAX_CHARACTERS = 1024 * 1024;
/** Nodes between the root and the deepest leaf. Real files stay below 100. */
const MAX_DEPTH = 400;
const MAX_PROBLEMS = 20;

/** Must have finished before the first `parseRuby`. Calling it again costs nothing. */
export async function initRuby(): Promise<void> {
  await initPrism();
}

/**
 * Parses one Ruby file. Never throws for any text: what cannot be parsed has no root and a problem that says why.
 * `program` is the Ruby to parse where the source is a template around it; each character of it stands at its own offset.
 */
export function parseRuby(source: Source, program: string = source.text): RubyTree {
  if (source.text.length > MAX_CHARACTERS) return unparsed(source, 'larger than 1 MiB, not parsed');
  const parsed = prismParse(program);
  if (typeof parsed === 'string') return unparsed(source, `${parsed}, not parsed`);
  if (deeperThan(MAX_DEPTH, parsed.value)) return unparsed(source, 'nested too deeply, not parsed');
  const utf16 = utf16Offsets(program);
  const problems: SyntaxProblem[] = parsed.errors.slice(0, MAX_PROBLEMS).map(({ message, location }) => ({
    message,
    at: source.location(utf16(location.startOffset), utf16(location.startOffset + location.length)),
  }));
  return new RubyTree(
    source,
    { root: parsed.value, problems, comments: parsed.comments.map((comment) => comment.location) },
    utf16,
  );
}

function unparsed(source: Source, message: string): RubyTree {
  return new RubyTree(source, { problems: [{ message, at: source.location(0, 0) }], comments: [] }, (offset) => offset);
}

/** Recursion that ends at the limit, with nothing kept: this runs over every node of every file. */
function deeperThan(limit: number, node: Node): boolean {
  if (limit < 0) return true;
  for (const child of node.childNodes()) {
    if (child !== null && child !== undefined && deeperThan(limit - 1, child)) return true;
  }
  return false;
}
