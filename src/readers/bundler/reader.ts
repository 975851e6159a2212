import type { Fact } from '../../model/facts/fact.js';
import type { GemVersions } from '../../model/facts/gem-versions.js';
import type { Source } from '../../syntax/source.js';
import { each, type Reader, type Reading } from '../reader.js';

const LOCK_FILE = /(?:^|\/)(?:Gemfile\.lock|gems\.locked)$/;
/** A resolved gem stands four spaces deep, what it depends on six. A platform follows the version after a dash. */
const SPEC = /^ {4}([\w.-]+) \((\d[\w.]*)(?:-[\w.-]+)?\)\r?$/;

/** Bundler's lock file. */
export const bundlerReader: Reader<readonly Fact[]> = {
  name: 'bundler',
  version: 1,
  matches: (path) => LOCK_FILE.test(path),
  read: readLockFile,
  combine: each,
};

function readLockFile(source: Source): Reading<readonly Fact[]> {
  const gems = new Map<string, GemVersions['gems'][string]>();
  let offset = 0;
  let inSpecs = false;
  for (const line of source.text.split('\n')) {
    const [, name, version] = (inSpecs && SPEC.exec(line)) || [];
    if (/^\S/.test(line)) inSpecs = false;
    else if (/^ {2}specs:/.test(line)) inSpecs = true;
    else if (name !== undefined && version !== undefined && !gems.has(name)) {
      gems.set(name, { version, at: source.location(offset + 4, offset + line.trimEnd().length) });
    }
    offset += line.length + 1;
  }
  const versions: GemVersions = {
    kind: 'gem-versions',
    path: source.path,
    gems: Object.fromEntries(gems),
    at: source.lineLocation(1),
  };
  return { part: [versions] };
}
