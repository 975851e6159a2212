import type { DatabaseSettings } from '../../model/facts/database-settings.js';
import type { Fact } from '../../model/facts/fact.js';
import { ErbYaml } from '../../syntax/erb/document.js';
import { initRuby } from '../../syntax/ruby/parse.js';
import type { Source } from '../../syntax/source.js';
import { each, type Reader, type Reading } from '../reader.js';
import { environments } from './environments.js';

const CONFIG_FILE = /(?:^|\/)config\/database[^/]*\.ya?ml(?:[._-][\w.-]+)?$/;
const SAMPLE = /(?:sample|example|template|dist|tmpl)[^/]*$/;

/** `config/database.yml` and files that stand in for it (`.sample`, `.example`, `database.docker.yml`). */
export const activeRecordReader: Reader<readonly Fact[]> = {
  name: 'active-record',
  version: 2,
  matches: (path) => CONFIG_FILE.test(path),
  prepare: initRuby,
  read: readDatabaseFile,
  combine: each,
};

function readDatabaseFile(source: Source): Reading<readonly Fact[]> {
  const file = new ErbYaml(source);
  const { root, problems } = file;
  const found = root?.kind === 'mapping' ? environments(file, root) : undefined;
  const [broken] = problems.map(({ message, at }) => ({ text: message, at }));
  const unread =
    root === null || root.kind === 'mapping' ? undefined : { text: 'not a mapping of environments', at: root.at };
  const opaque = broken ?? file.structural[0] ?? unread ?? found?.opaque;
  const settings: DatabaseSettings = {
    kind: 'database-settings',
    path: source.path,
    sample: SAMPLE.test(source.path),
    environments: found?.environments ?? {},
    ...(opaque !== undefined && { opaque }),
    at: source.lineLocation(1),
  };
  return { part: [settings], problems };
}
