import type { Command } from './command.js';
import { ANALYSIS_OPTIONS, BASE_OPTION, RULES_OPTION } from './common-options.js';

export const EXPLAIN: Command = {
  name: 'explain',
  summary: 'Explain a finding, and let a model propose a patch where no rule has one',
  usage: 'plumbline explain [path] --finding N',
  options: [
    ...ANALYSIS_OPTIONS,
    BASE_OPTION,
    RULES_OPTION,
    {
      name: 'finding',
      value: 'N',
      says: 'Its number in the list that is shown without this; or its rule, or its fingerprint',
    },
  ],
  examples: [
    'plumbline explain',
    'plumbline explain --finding 2',
    'plumbline explain services/shop --base origin/main --finding db-pool-below-process-threads',
  ],
  async run(args, streams) {
    const { runExplain } = await import('./run-explain.js');
    return runExplain(args, streams);
  },
};
