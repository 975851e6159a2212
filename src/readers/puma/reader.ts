import type { Fact } from '../../model/facts/fact.js';
import { initRuby, parseRuby } from '../../syntax/ruby/parse.js';
import type { Source } from '../../syntax/source.js';
import { each, type Reader, type Reading } from '../reader.js';
import { pumaSettings } from './settings.js';

/** `config/puma.rb`, `config/puma_prod.rb`, `config/puma/production.rb`; what `-C` names is usually one of these. */
const CONFIG_FILE = /(?:^|\/)config\/(?!initializers\/)(?:[^/]+\/)*(?:puma[^/]*\.rb|puma\/[^/]+\.rb)$/;
const PER_ENVIRONMENT = /(?:^|\/)config\/puma\/([^/]+)\.rb$/;

/** Puma's configuration files. */
export const pumaReader: Reader<readonly Fact[]> = {
  name: 'puma',
  version: 1,
  matches: (path) => CONFIG_FILE.test(path),
  prepare: initRuby,
  read: readPuma,
  combine: each,
};

function readPuma(source: Source): Reading<readonly Fact[]> {
  const tree = parseRuby(source);
  const railsEnv = PER_ENVIRONMENT.exec(source.path)?.[1];
  const { opaqueCalls, ...settings } = pumaSettings(tree);
  // What a broken file says is not all that it was meant to say: nothing may be concluded from what is absent.
  const broken = tree.problems.map(({ message, at }) => ({ text: message, at }));
  const fact: Fact = {
    kind: 'server-settings',
    server: 'puma',
    path: source.path,
    ...(railsEnv !== undefined && { railsEnv }),
    ...settings,
    opaqueCalls: [...opaqueCalls, ...broken],
    at: source.lineLocation(1),
  };
  return { part: [fact], problems: tree.problems };
}
