import type { Fact } from '../../model/facts/fact.js';
import type { SidekiqSettings } from '../../model/facts/job-settings.js';
import { ErbYaml } from '../../syntax/erb/document.js';
import { opaque } from '../../syntax/ruby/build.js';
import { initRuby, parseRuby } from '../../syntax/ruby/parse.js';
import type { Source } from '../../syntax/source.js';
import { each, type Reader, type Reading } from '../reader.js';
import { fileSections } from './file.js';
import { initializerSection } from './initializer.js';

/** `config/sidekiq.yml`, `config/sidekiq-mailers.yml`, `config/sidekiq/low.yml`; not the schedules of its plugins. */
const CONFIG_FILE = /(?:^|\/)config\/(?:[^/]*sidekiq(?![^/]*(?:schedule|cron))[^/]*|sidekiq\/[^/]+)\.ya?ml(?:\.erb)?$/;
const INITIALIZER = /(?:^|\/)config\/initializers\/.+\.rb$/;

/** Sidekiq's configuration files, and the initializers that configure its server. */
export const sidekiqReader: Reader<readonly Fact[]> = {
  name: 'sidekiq',
  version: 1,
  matches: (path) => CONFIG_FILE.test(path) || INITIALIZER.test(path),
  prepare: initRuby,
  read: (source) => (INITIALIZER.test(source.path) ? readInitializer(source) : readFile(source)),
  combine: each,
};

function readFile(source: Source): Reading<readonly Fact[]> {
  const file = new ErbYaml(source);
  const { problems, root } = file;
  if (root?.kind === 'mapping') return { part: [settings(source, 'file', fileSections(file, root))], problems };
  const [problem] = problems;
  if (problem === undefined) return {};
  const concurrency = opaque(problem.message, problem.at, 'file-not-read');
  return { part: [settings(source, 'file', { base: { concurrency, capsules: [] }, environments: {} })], problems };
}

function readInitializer(source: Source): Reading<readonly Fact[]> {
  if (!source.text.includes('Sidekiq')) return {};
  const tree = parseRuby(source);
  const base = initializerSection(tree);
  const { problems } = tree;
  return base === undefined
    ? { problems }
    : { part: [settings(source, 'initializer', { base, environments: {} })], problems };
}

function settings(
  source: Source,
  origin: SidekiqSettings['origin'],
  sections: Pick<SidekiqSettings, 'base' | 'environments'>,
): SidekiqSettings {
  return {
    kind: 'job-settings',
    system: 'sidekiq',
    path: source.path,
    origin,
    ...sections,
    at: source.lineLocation(1),
  };
}
