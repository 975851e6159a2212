import type { RailsSettings } from '../../model/facts/rails-settings.js';
import { initRuby, parseRuby } from '../../syntax/ruby/parse.js';
import { each, type Reader } from '../reader.js';
import { SettingCollector } from './setting-collector.js';

const FILES = /(?:^|\/)config\/(?:application\.rb|environments\/[\w-]+\.rb|initializers\/(?:[^/]+\/)*[^/]+\.rb)$/;
const SKIPPED = /(?:^|\/)(?:vendor|node_modules|spec|test|templates|generators)\//;
/** Initializers mostly configure other things. */
const OF_INTEREST = /force_ssl|ssl_options|assume_ssl|async_query|global_executor|queue_adapter|cache_store|good_job/;

/** Reads what `config.…` is set to. */
export const railsReader: Reader<readonly RailsSettings[]> = {
  name: 'rails',
  version: 2,
  matches: (path) => FILES.test(path) && !SKIPPED.test(path),
  prepare: initRuby,
  read(source) {
    const { path, text } = source;
    if (path.includes('config/initializers/') && !OF_INTEREST.test(text)) return {};
    const tree = parseRuby(source);
    const railsEnv = /config\/environments\/([\w-]+)\.rb$/.exec(path)?.[1];
    const collected = new SettingCollector().collect(tree);
    const problems = tree.problems.length === 0 ? {} : { problems: tree.problems };
    if (
      path.includes('config/initializers/') &&
      Object.keys(collected.settings).length === 0 &&
      !collected.sslOptions
    ) {
      return problems;
    }
    const at = source.location(0, text.length);
    const settings: RailsSettings = {
      kind: 'rails-settings',
      path,
      ...(railsEnv === undefined ? {} : { railsEnv }),
      ...collected,
      at,
    };
    return { part: [settings], ...problems };
  },
  combine: each,
};
