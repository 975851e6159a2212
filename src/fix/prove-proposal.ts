import type { Diagnostic } from '../policy/diagnostic.js';
import type { Proof, Proposal, ProvedProposal } from '../policy/proposal.js';
import { hidePasswords } from '../syntax/password.js';
import { mayBeTouched } from './files-to-touch.js';
import { patchOf } from './patch.js';
import { addedTextReasons } from './proof/added-text.js';
import { diffOf, type EditedFile, editedFiles } from './proof/edited-file.js';
import { leavesOf } from './proof/leaves.js';
import { modelReasons } from './proof/model-changes.js';
import { needReasons } from './proof/necessity.js';
import { outcomeReasons } from './proof/outcome-reasons.js';
import { placeEdits } from './proof/place-edits.js';
import { repeatedKeyReasons } from './proof/repeated-keys.js';
import { secretReasons } from './proof/secret-manifest.js';
import { titleReasons } from './proof/title.js';
import { vocabularyOf } from './proof/vocabulary.js';
import type { TreeOutcome, TreeTrial } from './tree-trial.js';

/** Taken away and put. Each costs a run of the rules. */
const MAX_CHANGED_LINES = 30;
/** Characters. */
const MAX_DIFF = 6000;
/** Whoever wrote the proposal gets the first few. */
const MAX_REASONS = 6;

/** What is to be proved. */
export interface ProposalToProve {
  readonly proposal: Proposal;
  /** The finding that it is to resolve, as it is reported on the tree of the trial. */
  readonly diagnostic: Diagnostic;
  /** The model that wrote it. */
  readonly writtenBy: string;
  /** The files that it may touch: those of `filesToTouch` that may be committed. */
  readonly paths: ReadonlySet<string>;
}

/**
 * Whether a proposal does what it is for and nothing else, on the tree of the trial. Nobody who wrote it is trusted: it is held to what may
 * be written at all, to what the rules say of the tree with it, to what it changes in the joined model, and to what would do without it.
 */
export async function proveProposal(task: ProposalToProve, trial: TreeTrial): Promise<Proof> {
  const { proposal, diagnostic, writtenBy } = task;
  const paths = [...task.paths].filter(mayBeTouched);
  const texts = await trial.textsOf(paths);
  const placed = placeEdits(proposal, new Set(paths), texts);
  if (!placed.ok) return rejected(placed.reasons);
  const files = editedFiles(placed.edits, texts);
  const before = await trial.check(new Map());
  const written = writingReasons(task, files, texts, before);
  if (written.length > 0) return rejected(written);
  const after = await trial.check(textsOf(files));
  const reasons = [
    ...outcomeReasons(diagnostic, before, after),
    ...modelReasons(leavesOf(before.model), leavesOf(after.model), diagnostic),
  ];
  if (reasons.length > 0) return rejected(reasons);
  const superfluous = await needReasons(files, { diagnostic, before, after }, trial);
  if (superfluous.length > 0) return rejected(superfluous);
  return { ok: true, proved: { title: proposal.title, writtenBy, ...shown(files), rulesRun: after.rules } };
}

function shown(files: readonly EditedFile[]): Pick<ProvedProposal, 'edits' | 'diff' | 'patch'> {
  const edits = files.flatMap((file) => file.edits);
  const [file] = files;
  const [edit] = edits;
  const isOne = file !== undefined && edit !== undefined && edits.length === 1;
  return { edits, diff: diffOf(files), ...(isOne && { patch: patchOf(file.before, edit) }) };
}

function textsOf(files: readonly EditedFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, after }) => [path, after]));
}

function writingReasons(
  { proposal, diagnostic }: ProposalToProve,
  files: readonly EditedFile[],
  texts: ReadonlyMap<string, string>,
  { model }: TreeOutcome,
): readonly string[] {
  const hunks = files.flatMap((file) => file.hunks);
  const lines = hunks.reduce((sum, { removed, added }) => sum + removed.length + added.length, 0);
  const vocabulary = vocabularyOf(texts, leavesOf(model), diagnostic);
  return [
    ...titleReasons(proposal.title),
    ...(lines > MAX_CHANGED_LINES ? [`It changes ${lines} lines; at most ${MAX_CHANGED_LINES} are allowed.`] : []),
    ...(diffOf(files).length > MAX_DIFF ? [`The patch is longer than ${MAX_DIFF} characters.`] : []),
    ...files.flatMap(({ before, edits }) => secretReasons(before, edits)),
    ...hunks.flatMap((hunk) => addedTextReasons(hunk, vocabulary)),
    ...files.flatMap(({ after, hunks: own }) => own.flatMap((hunk) => repeatedKeyReasons(after, hunk))),
  ];
}

function rejected(reasons: readonly string[]): Proof {
  return { ok: false, reasons: reasons.slice(0, MAX_REASONS).map(hidePasswords) };
}
