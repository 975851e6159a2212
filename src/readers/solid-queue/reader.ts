import type { Fact } from '../../model/facts/fact.js';
import type { SolidQueueSettings } from '../../model/facts/job-settings.js';
import { ErbYaml } from '../../syntax/erb/document.js';
import { initRuby } from '../../syntax/ruby/parse.js';
import type { Source } from '../../syntax/source.js';
import { each, type Reader, type Reading } from '../reader.js';
import { queueSections, unknownSections } from './sections.js';

const CONFIG_FILE = /(?:^|\/)config\/(?:solid_queue|queue)[^/]*\.ya?ml(?:\.erb)?$/;

/** Solid Queue's `config/queue.yml`, before version 1 `config/solid_queue.yml`, or what SOLID_QUEUE_CONFIG names. */
export const solidQueueReader: Reader<readonly Fact[]> = {
  name: 'solid-queue',
  version: 1,
  matches: (path) => CONFIG_FILE.test(path),
  prepare: initRuby,
  read: readQueueFile,
  combine: each,
};

function readQueueFile(source: Source): Reading<readonly Fact[]> {
  const file = new ErbYaml(source);
  const { root, problems } = file;
  const [problem] = problems;
  if (root?.kind !== 'mapping' && problem === undefined) return {};
  const at = source.lineLocation(1);
  const settings: SolidQueueSettings = {
    kind: 'job-settings',
    system: 'solid_queue',
    path: source.path,
    environments: root?.kind === 'mapping' ? queueSections(file, root) : unknownSections(problem?.message ?? '', at),
    at,
  };
  return { part: [settings], problems };
}
