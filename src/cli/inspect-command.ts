import type { Command } from './command.js';
import { ANALYSIS_OPTIONS } from './common-options.js';

export const INSPECT: Command = {
  name: 'inspect',
  summary: 'Show which process gets which value, and from where',
  usage: 'plumbline inspect [path] [options]',
  options: [
    ...ANALYSIS_OPTIONS,
    { name: 'process', short: 'p', value: 'ENVIRONMENT/NAME', says: 'All settings of this process' },
    { name: 'setting', short: 's', value: 'NAME', says: 'Where this setting comes from, hop by hop' },
    { name: 'format', short: 'f', value: 'FORMAT', choices: ['text', 'json'], says: 'How it is written' },
  ],
  examples: [
    'plumbline inspect',
    'plumbline inspect --process production/web',
    'plumbline inspect --process production/web --setting pool',
    'plumbline inspect --setting env.RAILS_MAX_THREADS',
  ],
  async run(args, streams) {
    const { runInspect } = await import('./run-inspect.js');
    return runInspect(args, streams);
  },
};
