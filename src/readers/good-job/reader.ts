import type { Fact } from '../../model/facts/fact.js';
import type { GoodJobSettings } from '../../model/facts/job-settings.js';
import { initRuby, parseRuby } from '../../syntax/ruby/parse.js';
import type { Source } from '../../syntax/source.js';
import { each, type Reader, type Reading } from '../reader.js';
import { goodJobSettings } from './settings.js';

const CONFIG_FILE = /(?:^|\/)config\/(?:application|environments\/[^/]+|initializers\/.+)\.rb$/;
const PER_ENVIRONMENT = /(?:^|\/)config\/environments\/([^/]+)\.rb$/;

/** GoodJob's settings, which stand in Rails' own configuration files or in an initializer. */
export const goodJobReader: Reader<readonly Fact[]> = {
  name: 'good-job',
  version: 1,
  matches: (path) => CONFIG_FILE.test(path),
  prepare: initRuby,
  read: readRailsFile,
  combine: each,
};

function readRailsFile(source: Source): Reading<readonly Fact[]> {
  if (!source.text.includes('good_job')) return {};
  const tree = parseRuby(source);
  const { problems } = tree;
  const found = goodJobSettings(tree);
  if (found === undefined) return { problems };
  const railsEnv = PER_ENVIRONMENT.exec(source.path)?.[1];
  const settings: GoodJobSettings = {
    kind: 'job-settings',
    system: 'good_job',
    path: source.path,
    ...(railsEnv !== undefined && { railsEnv }),
    ...found,
    at: source.lineLocation(1),
  };
  return { part: [settings], problems };
}
