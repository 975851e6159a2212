import { AnalysisFailure, type BriefRequest } from '../analyst/analyst.js';
import type { Assistant, WritingOutcome } from '../assistant/assistant.js';
import type { ModelFailure } from '../assistant/model.js';
import type { Proof, Proposal } from '../policy/proposal.js';
import type { Brief } from '../reporters/brief/brief.js';
import type { Written } from '../reporters/written.js';
import type { OpenedChange } from './open-change.js';
import type { Services } from './services.js';
import type { WrittenStore } from './written-store.js';

/** What texts about findings are written with, and where they are kept. */
export interface Writing {
  readonly assistant: Assistant;
  readonly store: WrittenStore;
  /** Nothing came of one brief. */
  failed(failure: ModelFailure): void;
}

/** Where a model is configured. */
export type WritingServices = Services & { readonly writing: Writing };

/** What there is to show about findings, and what nobody wrote about yet. */
export interface KnownTexts {
  readonly written: readonly Written[];
  readonly unwritten: readonly Brief[];
}

const NONE: KnownTexts = { written: [], unwritten: [] };

/** Asks no model. Nothing is known, and nothing missing, where none is configured. */
export async function knownTexts(
  findings: BriefRequest['findings'],
  { change, texts }: OpenedChange,
  { analyst, writing }: Services,
): Promise<KnownTexts> {
  if (writing === undefined) return NONE;
  const briefs = await analyst.brief({ ...change, findings }, texts);
  const { assistant, store } = writing;
  const keys = briefs.map(({ key }) => key);
  const written = await store.find(change.repository, assistant.model, keys);
  const known = new Set(written.map(({ key }) => key));
  return { written, unwritten: briefs.filter(({ key }) => !known.has(key)) };
}

/** Has a text written about one finding, and keeps it. A failure of the model is told, and not thrown. */
export async function writeText(
  brief: Brief,
  { change, texts }: OpenedChange,
  installation: number,
  { analyst, writing }: WritingServices,
): Promise<WritingOutcome> {
  const { assistant, store, failed } = writing;
  const { fingerprint, environments } = brief;
  const prove = async (proposal: Proposal): Promise<Proof> => {
    const finding = { fingerprint, environments };
    try {
      return await analyst.prove({ ...change, finding, proposal, writtenBy: assistant.model }, texts);
    } catch (error) {
      // With this proposal it took too long, or too much: there is no proof of it.
      if (error instanceof AnalysisFailure) return { ok: false, reasons: [error.message] };
      throw error;
    }
  };
  const outcome = await assistant.write(brief, { installation, prove });
  if (outcome.ok) await store.keep(change.repository, outcome.written);
  else failed(outcome.failure);
  return outcome;
}
