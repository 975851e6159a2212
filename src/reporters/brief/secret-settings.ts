import { blot } from '../hide-passwords.js';
import { blotValues } from './blot-values.js';
import { isSecretName } from './secret-name.js';

const NAME = /[A-Za-z_][\w.-]*/g;
/** Between a name and its value: `password: x`, `"PASSWORD" => "x"`, `ENV["PASSWORD"] || "x"`, `fetch("PASSWORD", "x")`. */
const SEPARATOR = /^["'`]?\s*[\])]?\s*(?:=>|:=|\|\|=?|\?\?|:(?!:)|=(?!=)|,|\)?\s*(?:\{|do\b)|\s(?:is|was)\s)/;
/** Where a space is enough: `--requirepass x`, `ENV DB_PASSWORD x`. */
const SPACED = /(?:-|^\s*(?:ENV|ARG)\s+|^\s*)$/;
const LABELLED_BLOCK =
  /^\s*(?:resource|variable|output|data|set_sensitive)\b[^{]*(?:passw|secret|token|credential|_key|aws_ssm_parameter|set_sensitive)[^{]*\{/i;
const PAIR_NAME = /(?:^|[\s{,-])["']?name["']?\s*[:=]\s*["']?([A-Za-z_][\w.-]*)/;
const PAIR_VALUE = /(?:^|[\s{,-])["']?value["']?\s*[:=]/;
const FLAG = /^\s*(?:-\s+)?["']?--?([A-Za-z][\w-]*)["']?,?\s*$/;
const BARE_KEY = /^[\s-]*["']?(?:key|keys)["']?\s*(?::|=>|=)/;
const NAMES_A_KEY = /KeyRef|remoteRef|operator|effect|items|path:/;

/** Lines that go on with the value that began before. */
type Rest =
  | { readonly until: 'dedent'; readonly indent: number; readonly hidesAll: boolean }
  | { readonly until: 'closed'; readonly depth: number }
  | { readonly until: 'marker'; readonly marker: string };

/** The lines of a file without the literal values of settings whose names say that they are secret. Columns stay. */
export function blotSecretSettings(path: string, lines: readonly string[]): readonly string[] {
  const isYaml = /\.ya?ml\b/i.test(path);
  const pairs = valuesOfSecretPairs(lines);
  let rest: Rest | undefined;
  return lines.map((line, index) => {
    rest = rest && continued(rest, line);
    if (rest !== undefined) {
      const shown = shownInRest(rest, line);
      rest = advanced(rest, line);
      return shown;
    }
    const from = pairs.get(index) ?? valueStart(line, lines, index);
    if (from === undefined) return line;
    rest = restAfter(line, from, isYaml);
    return line.slice(0, from) + blotValues(line.slice(from));
  });
}

/** Where the value of the first secret setting of a line begins; undefined where there is none. */
function valueStart(line: string, lines: readonly string[], index: number): number | undefined {
  const block = LABELLED_BLOCK.exec(line);
  if (block !== null) return block[0].length;
  const key = BARE_KEY.exec(line);
  if (key !== null && !lines.slice(Math.max(0, index - 2), index + 3).some((near) => NAMES_A_KEY.test(near))) {
    return key[0].length;
  }
  for (const { 0: name, index: start } of line.matchAll(NAME)) {
    if (!isSecretName(name)) continue;
    const end = start + name.length;
    const separator = SEPARATOR.exec(line.slice(end));
    if (separator !== null) return end + separator[0].length;
    if (SPACED.test(line.slice(0, start)) && /^\s+\S/.test(line.slice(end))) return end;
  }
  return undefined;
}

/** Where values begin whose names stand in a line of their own: `- name: DB_PASSWORD` before `value: x`, `- --requirepass` before `- x`. By line. */
function valuesOfSecretPairs(lines: readonly string[]): ReadonlyMap<number, number> {
  const starts = new Map<number, number>();
  lines.forEach((line, index) => {
    if (isSecretName(FLAG.exec(line)?.[1] ?? ''))
      starts.set(index + 1, /^[\s-]*/.exec(lines[index + 1] ?? '')?.[0].length ?? 0);
    const name = PAIR_NAME.exec(line)?.[1];
    if (name === undefined || !isSecretName(name)) return;
    const at = [index, ...linesOfItem(lines, index)].find((each) => PAIR_VALUE.test(lines[each] ?? ''));
    const found = PAIR_VALUE.exec(lines[at ?? -1] ?? '');
    if (at !== undefined && found !== null) starts.set(at, found.index + found[0].length);
  });
  return starts;
}

/** The lines after and before one that belong to the same item of a list, as far as a pair goes. */
function linesOfItem(lines: readonly string[], index: number): readonly number[] {
  const beginsItem = (line = '') => /^\s*(?:-\s|-?\s*\{)/.test(line);
  const near: number[] = [];
  for (
    let at = index + 1;
    at <= index + 3 && at < lines.length && !/^\s*(?:-\s|[{}\]])/.test(lines[at] ?? '');
    at += 1
  ) {
    near.push(at);
  }
  for (let at = index; at > index - 3 && at > 0 && !beginsItem(lines[at]); at -= 1) near.push(at - 1);
  return near;
}

function restAfter(line: string, from: number, isYaml: boolean): Rest | undefined {
  const value = line
    .slice(from)
    .replace(/\s#.*$/, '')
    .trim();
  const marker = /<<[-~]?\s*["']?(\w+)/.exec(value)?.[1];
  if (marker !== undefined) return { until: 'marker', marker };
  const depth = depthOf(line.slice(from)) + (/\{$/.test(line.slice(0, from)) ? 1 : 0);
  if (depth > 0) return { until: 'closed', depth };
  if (value !== '' && !isYaml && !/(?:\\|\|\||=|\bdo)$/.test(value)) return undefined;
  return { until: 'dedent', indent: /^[\s-]*/.exec(line)?.[0].length ?? 0, hidesAll: value !== '' };
}

/** The rest, where a line still belongs to it. */
function continued(rest: Rest, line: string): Rest | undefined {
  if (rest.until !== 'dedent' || line.trim() === '' || indentOf(line) > rest.indent) return rest;
  const isItem = !rest.hidesAll && indentOf(line) === rest.indent && /^\s*-\s/.test(line);
  return isItem ? rest : undefined;
}

function advanced(rest: Rest, line: string): Rest | undefined {
  if (rest.until === 'marker') return line.trim() === rest.marker ? undefined : rest;
  if (rest.until === 'dedent') return rest;
  const depth = rest.depth + depthOf(line);
  return depth > 0 ? { until: 'closed', depth } : undefined;
}

function shownInRest(rest: Rest, line: string): string {
  if (rest.until === 'marker') return line.trim() === rest.marker ? line : blot(line);
  if (rest.until === 'dedent' && rest.hidesAll) return blot(line);
  // Lists of which variables are secret: `- DB_PASSWORD`.
  if (/^\s*-\s+[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\s*$/.test(line)) return line;
  return blotValues(line);
}

function depthOf(text: string): number {
  const brackets = text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '').match(/[{}[\]()]/g) ?? [];
  return brackets.reduce((depth, bracket) => depth + ('{[('.includes(bracket) ? 1 : -1), 0);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
