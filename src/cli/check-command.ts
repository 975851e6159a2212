import { CHECK_OPTIONS } from './check-options.js';
import type { Command } from './command.js';

export const CHECK: Command = {
  name: 'check',
  summary: 'Judge application and infrastructure configuration of a repository together',
  usage: 'plumbline check [path] [options]',
  options: CHECK_OPTIONS,
  examples: [
    'plumbline check',
    'plumbline check --base origin/main --fail-on warning',
    'plumbline check services/shop.git --ref v2.1 --format json',
  ],
  async run(args, streams) {
    const { runCheck } = await import('./run-check.js');
    return runCheck(args, streams);
  },
};
