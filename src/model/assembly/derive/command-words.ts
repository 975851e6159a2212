import type { Hop, Traced } from '../../traced.js';
import { convert, known, unknown, via } from '../../traced.js';
import type { EvaluationScope } from '../evaluate.js';

/** The words of a command as typed; quotes group and disappear. */
export function commandWords(command: string): readonly string[] {
  return [...command.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replaceAll(/["']/g, ''));
}

/** The values of an option in its forms `-p 3000`, `-p3000`, `--port 3000`, `--port=3000`. */
export function optionValues(words: readonly string[], short: string, long: string): readonly string[] {
  return words.flatMap((word, index) => {
    if (word === short || word === long) return words.slice(index + 1, index + 2);
    if (word.startsWith(`${long}=`)) return [word.slice(long.length + 1)];
    return word.startsWith(short) && !word.startsWith('--') ? [word.slice(short.length)] : [];
  });
}

const VARIABLE = /^(?:\$(\w+)|\$\{(\w+)(?:(:?-)([^${}]*))?\}|\$\((\w+)\))$/;

/** A word in which the shell may put a variable: `$PORT`, `${PORT:-3000}`, `$(PORT)`, also behind a plain prefix. */
export function expandWord(word: string, scope: EvaluationScope, hop: Hop): Traced<string> {
  const start = word.indexOf('$');
  if (start === -1) return known(word, hop);
  const match = VARIABLE.exec(word.slice(start));
  const name = match?.[1] ?? match?.[2] ?? match?.[5];
  if (match === null || name === undefined) return unknown('not-computable', `\`${word}\``, [hop]);
  const prefix = word.slice(0, start);
  const value = scope.variable(name);
  if (!value.known) return value;
  const fallback = match[4];
  const unset = value.value === null || (value.value === '' && match[3] === ':-');
  if (!unset)
    return via(
      convert(value, (text) => prefix + text),
      hop,
    );
  return fallback === undefined
    ? unknown('not-declared', `${name}, which the command uses`, [hop, ...value.trail])
    : known(prefix + fallback, hop, ...value.trail);
}
