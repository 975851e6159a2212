import type { RequiredExtension } from '../../model/facts/schema.js';
import type { Source } from '../../syntax/source.js';
import { each, type Reader } from '../reader.js';

const RUBY = /^[ \t]*enable_extension\b[ \t(]*["']([\w.-]+)["']/gm;
const SQL = /^[ \t]*CREATE[ \t]+EXTENSION[ \t]+(?:IF[ \t]+NOT[ \t]+EXISTS[ \t]+)?"?([\w.-]+)"?/gim;

/** Reads the extensions that `db/schema.rb`, `db/*_schema.rb` and `db/*structure.sql` enable. */
export const schemaReader: Reader<readonly RequiredExtension[]> = {
  name: 'schema',
  version: 1,
  matches: (path) =>
    /(?:^|\/)db\/(?:[\w-]+_)?(?:schema\.rb|structure\.sql)$/.test(path) &&
    !/(?:^|\/)(?:vendor|spec|test|node_modules)\//.test(path),
  read(source) {
    const part = [...source.text.matchAll(source.path.endsWith('.sql') ? SQL : RUBY)].flatMap((match) =>
      extension(match, source),
    );
    return part.length === 0 ? {} : { part };
  },
  combine: each,
};

/** The dumped files have a fixed form, so that a line decides; Rails 8 puts the schema in front of the name. */
function extension(match: RegExpExecArray, source: Source): readonly RequiredExtension[] {
  const qualified = match[1] ?? '';
  const name = qualified.slice(qualified.lastIndexOf('.') + 1).toLowerCase();
  const start = match.index + match[0].lastIndexOf(qualified);
  if (name === 'plpgsql' || name === '') return [];
  return [{ kind: 'required-extension', name, at: source.location(start, start + qualified.length) }];
}
