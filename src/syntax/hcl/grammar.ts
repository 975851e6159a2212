import { createRequire } from 'node:module';
import { Language, Parser, type Tree } from 'web-tree-sitter';

/** How often the parser may report progress; some tens of milliseconds a megabyte in valid files, far less than this. */
const MAX_PROGRESS_REPORTS = 20_000;
/**
 * How often the parser may fetch a piece of the text, of some 5,000 characters each. A megabyte of valid text takes some
 * 300; one long token in a broken file is read over and over, each time from its start, with hardly a report of progress.
 */
const MAX_FETCHES = 3_000;

let parser: Parser | undefined;
let loading: Promise<void> | undefined;

/** Loads the grammar. To be awaited once before `parseHcl`; further calls cost nothing. */
export function initHcl(): Promise<void> {
  loading ??= load();
  return loading;
}

async function load(): Promise<void> {
  await Parser.init();
  const grammar = createRequire(import.meta.url).resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm');
  const language = await Language.load(grammar);
  parser = new Parser();
  parser.setLanguage(language);
}

/** Runs `read` on the syntax tree of a text, and frees the tree. Undefined when the parser gave up on the text. */
export function withTree<T>(text: string, read: (tree: Tree) => T): T | undefined {
  if (parser === undefined) throw new Error('initHcl() must have finished before HCL is parsed');
  let reports = 0;
  let fetches = 0;
  const fetchFrom = (index: number): string => {
    fetches++;
    return text.slice(index);
  };
  const tree = parser.parse(fetchFrom, null, {
    progressCallback: () => ++reports > MAX_PROGRESS_REPORTS || fetches > MAX_FETCHES,
  });
  if (tree === null) {
    parser.reset();
    return undefined;
  }
  try {
    return read(tree);
  } finally {
    tree.delete();
  }
}
