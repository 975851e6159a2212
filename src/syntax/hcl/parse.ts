import type { Node } from 'web-tree-sitter';
import type { SyntaxProblem } from '../problem.js';
import type { Source } from '../source.js';
import { liftExpression, opaque } from './expression.js';
import { withTree } from './grammar.js';
import { liftTemplateFile } from './template.js';
import type { HclAttribute, HclBlock, HclBody, HclExpression } from './tree.js';

/** Longer files are generated; a hand-written one has some 50 KB at most. */
const MAX_CHARACTERS = 1_000_000;
const MAX_BLOCK_DEPTH = 40;
const MAX_PROBLEMS = 5;

export interface HclFile {
  readonly body: HclBody;
  /** Where the text is no HCL. What stands around those places is in `body`; what they touch is opaque. */
  readonly problems: readonly SyntaxProblem[];
}

const EMPTY: HclBody = { attributes: [], blocks: [] };

/** Parses a `.tf` or `.tfvars` file. `initHcl()` must have been awaited. Never throws on a text. */
export function parseHcl(source: Source): HclFile {
  if (source.text.length > MAX_CHARACTERS) {
    return { body: EMPTY, problems: [{ message: 'The file is larger than 1 MB', at: source.location(0, 0) }] };
  }
  const file = withTree(source.text, ({ rootNode }) => {
    const body = rootNode.namedChildren.find((child) => child.type === 'body');
    return {
      body: body === undefined ? EMPTY : liftBody(source, body, 0),
      problems: rootNode.hasError ? problemsIn(source, rootNode) : [],
    };
  });
  return file ?? { body: EMPTY, problems: [{ message: 'The parser gave up on this file', at: source.location(0, 0) }] };
}

/** Parses a file that `templatefile` renders. Undefined when it is no valid template. */
export function parseHclTemplate(source: Source): HclExpression | undefined {
  if (source.text.length > MAX_CHARACTERS) return undefined;
  return liftTemplateFile(source, liftExpression);
}

function liftBody(source: Source, node: Node, depth: number): HclBody {
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  for (const child of node.namedChildren) {
    if (child.type === 'attribute') attributes.push(liftAttribute(source, child));
    else if (child.type === 'block' && depth < MAX_BLOCK_DEPTH) blocks.push(liftBlock(source, child, depth));
  }
  return { attributes, blocks };
}

function liftAttribute(source: Source, node: Node): HclAttribute {
  const name = node.namedChild(0);
  const value = node.namedChildren.find((child) => child.type === 'expression');
  return {
    name: name === null ? '' : source.text.slice(name.startIndex, name.endIndex),
    value: value === undefined || node.hasError ? opaque(source, value ?? node) : liftExpression(source, value),
    at: source.location(node.startIndex, node.endIndex),
  };
}

function liftBlock(source: Source, node: Node, depth: number): HclBlock {
  const [type, ...labels] = node.namedChildren.filter(({ type }) => type === 'identifier' || type === 'string_lit');
  const body = node.namedChildren.find((child) => child.type === 'body');
  const headEnd = (labels.at(-1) ?? type ?? node).endIndex;
  return {
    type: type === undefined ? '' : source.text.slice(type.startIndex, type.endIndex),
    labels: labels.map((label) => labelText(source, label)),
    ...(body === undefined ? EMPTY : liftBody(source, body, depth + 1)),
    at: source.location(node.startIndex, headEnd),
  };
}

function labelText(source: Source, node: Node): string {
  const text = source.text.slice(node.startIndex, node.endIndex);
  return node.type === 'string_lit' ? text.slice(1, -1) : text;
}

/** The places of the outermost errors, in file order. */
function problemsIn(source: Source, root: Node): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined && problems.length < MAX_PROBLEMS; node = waiting.pop()) {
    if (node.isError || node.isMissing) {
      const message = node.isMissing ? `Something is missing here: ${node.type}` : 'This is not valid HCL';
      const end = Math.min(node.endIndex, node.startIndex + 80);
      problems.push({ message, at: source.location(node.startIndex, end) });
    } else if (node.hasError) {
      waiting.push(...node.children.toReversed());
    }
  }
  return problems;
}
