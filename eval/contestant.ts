import { MemoryCallLog } from '../src/assistant/memory-call-log.js';
import type { Model } from '../src/assistant/model.js';
import { openModel } from '../src/assistant/open-model.js';
import type { ModelSettings } from '../src/settings/model-settings.js';
import { startClaude } from '../test/claude/claude.js';
import type { Case } from './case.js';
import { playsOf } from './recorded.js';

/** Who writes. */
export interface Contestant {
  readonly name: string;
  /** Lends a model for one case, for as long as `work` takes. */
  writes<Value>(it: Case, work: (model: Model) => Promise<Value>): Promise<Value>;
}

/** Replies out of eval/recorded, over the wire: all of the loop is what it is for a real model. */
export const recorded: Contestant = {
  name: 'recorded replies',
  writes: async (it, work) => {
    const claude = await startClaude({ otherwise: playsOf(it) });
    try {
      const provider = { provider: 'anthropic', apiKey: claude.key, baseUrl: claude.url } as const;
      const settings = { ...provider, model: 'recorded', effort: undefined, dailyBudget: 1 };
      return await work(openModel(settings, new MemoryCallLog()));
    } finally {
      await claude.stop();
    }
  },
};

/** A model of the provider of the settings, within their budget. */
export function realModel(settings: ModelSettings): Contestant {
  const model = openModel(settings, new MemoryCallLog());
  return { name: settings.model, writes: (_, work) => work(model) };
}
