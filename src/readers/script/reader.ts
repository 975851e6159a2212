import type { Script } from '../../model/facts/script.js';
import { each, type Reader } from '../reader.js';

/** In UTF-16 code units. Longer scripts are programs of their own, not a way to start a container. */
const MAX_LENGTH = 32 * 1024;
const SKIPPED = /(?:^|\/)(?:node_modules|vendor|test|tests|spec|\.git|\.github|\.devcontainer)\//;
const WANTED =
  /(?:^|\/)(?:bin|docker|docker-assets|scripts?|deploy|\.docker|exe)\/(?:[^/]+\/)*[^/.]+$|\.(?:sh|bash)$|(?:^|\/)[^/]*entrypoint[^/]*$/;
const SHEBANG = /^#!\s*\S*?(?:\/|\s)(?:env\s+(?:-S\s+)?)?(?:sh|bash|dash|ash)\b/;

/** Keeps the shell scripts that containers may start through, for commands that name them. */
export const scriptReader: Reader<readonly Script[]> = {
  name: 'script',
  version: 1,
  matches: (path) => WANTED.test(path) && !SKIPPED.test(path),
  read(source) {
    const { path, text } = source;
    const shebang = text.startsWith('#!');
    const shell = shebang ? SHEBANG.test(text) : /\.(?:sh|bash)$/.test(path);
    if (!shell || text.length > MAX_LENGTH) return {};
    return { part: [{ kind: 'script', path, text, at: source.location(0, text.length) }] };
  },
  combine: each,
};
