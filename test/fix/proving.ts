import { checkRevisions } from '../../src/check/check-revisions.js';
import { filesToTouch } from '../../src/fix/files-to-touch.js';
import { proveProposal } from '../../src/fix/prove-proposal.js';
import type { Diagnostic } from '../../src/policy/diagnostic.js';
import type { Proof, ProposedEdit } from '../../src/policy/proposal.js';
import { MemoryCache } from '../../src/workspace/cache.js';
import { openFolder } from '../../src/workspace/folder.js';
import { overlay } from '../../src/workspace/overlay.js';

/** A tree to prove proposals on: a folder, with some texts replaced. */
export interface Tree {
  readonly folder: string;
  /** Each takes the first text of the file for the second. */
  readonly mutations?: readonly ProposedEdit[];
}

export function edit(path: string, oldText: string, newText: string): ProposedEdit {
  return { path, oldText, newText };
}

/** The example application, after a change of its production. */
export function exampleWith(...mutations: readonly ProposedEdit[]): Tree {
  return { folder: 'examples/rails-on-eks', mutations };
}

/** A rule's failing project. */
export function failing(rule: string): Tree {
  return { folder: `rules/${rule}/fails` };
}

const judged = new Map<Tree, ReturnType<typeof judge>>();

async function judge({ folder, mutations = [] }: Tree) {
  const opened = openFolder(folder);
  if (!opened.ok) throw new Error(`cannot open ${folder}`);
  const { workspace } = opened;
  const texts = new Map<string, string>();
  const { files } = await workspace.list();
  for await (const { file, result } of workspace.read(files)) if (result.ok) texts.set(file.path, result.text);
  const mutated = mutations.map(({ path, oldText, newText }) => {
    const text = texts.get(path) ?? '';
    if (!text.includes(oldText)) throw new Error(`${path} has no ${oldText}`);
    texts.set(
      path,
      text.replace(oldText, () => newText),
    );
    return path;
  });
  const changed = new Map([...texts].filter(([path]) => mutated.includes(path)));
  const checked = await checkRevisions(
    { head: overlay(workspace, changed) },
    { name: 'shop', environments: [], rules: [], ruleDirectories: [], fix: false },
    { version: '1.0.0', observer: {}, today: '2026-11-20' },
    new MemoryCache(1000),
  );
  if (!checked.ok) throw new Error(checked.failure.kind);
  return checked;
}

/** Each tree is read once. */
export function judgedTree(tree: Tree): ReturnType<typeof judge> {
  const known = judged.get(tree) ?? judge(tree);
  judged.set(tree, known);
  return known;
}

export async function findingOf(tree: Tree, ruleId: string): Promise<Diagnostic> {
  const { report } = await judgedTree(tree);
  const finding = report.diagnostics.find((each) => each.ruleId === ruleId);
  if (finding === undefined) throw new Error(`${tree.folder} has no ${ruleId}`);
  return finding;
}

/** What is said to a proposal for the first finding of a rule. */
export async function prove(
  tree: Tree,
  ruleId: string,
  edits: readonly ProposedEdit[],
  title = 'Set what the rule asks for.',
): Promise<Proof> {
  const diagnostic = await findingOf(tree, ruleId);
  const { trial } = await judgedTree(tree);
  const paths = new Set(filesToTouch(diagnostic));
  return proveProposal({ proposal: { title, edits }, diagnostic, writtenBy: 'a-model', paths }, trial);
}
