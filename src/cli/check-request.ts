import type { CheckRequest } from '../check/check.js';
import { directoryOf } from './directory.js';
import type { Arguments } from './options.js';
import type { Streams } from './streams.js';

/** What the options of a command that judges say. One that it does not have was not given. */
export function checkRequest(args: Arguments, streams: Streams): CheckRequest {
  const ref = args.one('ref');
  const base = args.one('base');
  return {
    directory: directoryOf(args, streams),
    ...(ref === undefined ? {} : { ref }),
    ...(base === undefined ? {} : { base }),
    environments: args.all('environment'),
    rules: args.all('rule'),
    ruleDirectories: args.all('rules'),
    cache: !args.has('no-cache'),
    fix: args.has('fix'),
  };
}
