import { MemoryCallLog } from '../assistant/memory-call-log.js';
import type { ModelFailure } from '../assistant/model.js';
import { openModel } from '../assistant/open-model.js';
import { Writer } from '../assistant/writer.js';
import { briefFindings } from '../check/brief-findings.js';
import type { JudgedTree } from '../check/judged-tree.js';
import { proveFor, withWritings } from '../check/written-findings.js';
import type { NumberedFinding } from '../reporters/numbered-findings.js';
import type { ShownWriting } from '../reporters/written.js';
import type { ModelSettings } from '../settings/model-settings.js';
import type { Progress } from './progress.js';

export type WrittenAbout =
  | { readonly ok: true; readonly writing: ShownWriting }
  | { readonly ok: false; readonly failure: ModelFailure };

/** What a model has to say about a finding, as far as code accepts it. */
export async function writeAbout(
  numbered: NumberedFinding,
  tree: JudgedTree,
  settings: ModelSettings,
  progress: Progress,
): Promise<WrittenAbout> {
  const assistant = new Writer(openModel(settings, new MemoryCallLog()));
  const [briefed] = await briefFindings([numbered], tree);
  if (briefed === undefined) throw new Error('a finding has no brief');
  progress.announce(`Asking ${settings.model} about finding ${numbered.number}`);
  const outcome = await assistant.write(briefed.brief, {
    prove: (proposal) => {
      progress.announce(`Running the rules with what ${settings.model} proposes`);
      return proveFor(numbered.finding, { proposal, writtenBy: assistant.model }, tree);
    },
  });
  if (!outcome.ok) return outcome;
  const [told] = await withWritings([numbered], [outcome.written], tree);
  if (told?.writing === undefined) throw new Error('what was written is about another finding');
  return { ok: true, writing: told.writing };
}
