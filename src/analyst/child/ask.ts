import type { StoredFacts } from '../facts-store.js';
import type { Answer, Question } from '../messages.js';

/** What the parent is asked for while a request is worked on. */
export interface Ask {
  /** Packed. */
  tree(commit: string): Promise<string>;
  /** By blob id; one that cannot be had is not among them. */
  texts(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  facts(contents: readonly { readonly path: string; readonly blobId: string }[]): Promise<readonly StoredFacts[]>;
}

export function askBy(ask: (question: Question) => Promise<Answer>): Ask {
  return {
    tree: async (commit) => about('tree', await ask({ about: 'tree', commit })).tree,
    texts: async (ids) => about('texts', await ask({ about: 'texts', ids: [...ids] })).texts,
    facts: async (contents) => about('facts', await ask({ about: 'facts', contents: [...contents] })).facts,
  };
}

function about<Kind extends Answer['about']>(kind: Kind, answer: Answer): Extract<Answer, { readonly about: Kind }> {
  if (isAbout(kind, answer)) return answer;
  throw new Error(`asked about ${kind}, answered about ${answer.about}`);
}

function isAbout<Kind extends Answer['about']>(
  kind: Kind,
  answer: Answer,
): answer is Extract<Answer, { readonly about: Kind }> {
  return answer.about === kind;
}
