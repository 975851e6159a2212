import type { ProcessType } from '../../model/facts/process-type.js';
import type { Source } from '../../syntax/source.js';
import { each, type Reader } from '../reader.js';

const LINE = /^([A-Za-z0-9_-]+):[ \t]*(\S.*)$/s;

/** Reads Procfiles: `Procfile`, `Procfile.production`; not `Procfile.dev` and `Procfile.test`, which no server runs. */
export const procfileReader: Reader<readonly ProcessType[]> = {
  name: 'procfile',
  version: 2,
  matches: (path) =>
    /(?:^|\/)Procfile(?:\.[\w-]+)?$/.test(path) && !/\.(?:dev|development|test|local|example)$/.test(path),
  read(source) {
    const part = source.text.split('\n').flatMap((line, index) => processTypeOf(line, index + 1, source));
    return part.length === 0 ? {} : { part };
  },
  combine: each,
};

function processTypeOf(text: string, number: number, source: Source): readonly ProcessType[] {
  const [, name, rest] = LINE.exec(text) ?? [];
  if (name === undefined || rest === undefined) return [];
  const line = rest.trimEnd();
  const start = source.lineLocation(number).start + text.indexOf(line, name.length + 1);
  return [{ kind: 'process-type', path: source.path, name, line, at: source.location(start, start + line.length) }];
}
