import type { z } from 'zod';
import type { Location } from '../model/location.js';
import { closestWord } from '../syntax/closest-word.js';
import type { SyntaxProblem } from '../syntax/problem.js';
import type { Source } from '../syntax/source.js';
import type { YamlMapping, YamlNode, YamlScalar } from '../syntax/yaml/node.js';
import { parseYaml } from '../syntax/yaml/parse.js';

type Path = readonly PropertyKey[];

/** A YAML file of ours (a rule, the configuration) that has the shape it should have. */
export interface SettingsFile<T> {
  readonly value: T;
  /** Where the value at a path stands; of the nearest parent that exists. */
  placeOf(path: Path): Location;
  /** The scalar at a path, for mapping places within its text. */
  scalarAt(path: Path): YamlScalar | undefined;
}

export type SettingsReading<T> =
  | { readonly ok: true; readonly file: SettingsFile<T> }
  | { readonly ok: false; readonly problems: readonly SyntaxProblem[] };

/** The shape that a file should have, which may depend on the keys at its top, and all keys that the format knows. */
export interface SettingsFormat<Schema extends z.ZodType> {
  schemaFor(keys: readonly string[]): Schema;
  readonly knownKeys: readonly string[];
}

/** Parses and validates; each mistake becomes a problem at its line that says what would be right. */
export function readSettings<Schema extends z.ZodType>(
  source: Source,
  { schemaFor, knownKeys }: SettingsFormat<Schema>,
): SettingsReading<z.infer<Schema>> {
  const { documents, problems } = parseYaml(source, { schema: 'kubernetes' });
  if (problems.length > 0) return { ok: false, problems };
  const [root, second] = documents;
  if (root === undefined || root === null || root.kind !== 'mapping') {
    return {
      ok: false,
      problems: [{ message: 'this file must hold a mapping of keys to values', at: source.lineLocation(1) }],
    };
  }
  if (second !== undefined) {
    return { ok: false, problems: [{ message: 'this file must hold one YAML document', at: second?.at ?? root.at }] };
  }
  const repeated = repeatedKeys(root);
  if (repeated.length > 0) return { ok: false, problems: repeated };
  const parsed = schemaFor(root.entries.map(({ key }) => key.text)).safeParse(plainValue(root));
  if (parsed.success) {
    return {
      ok: true,
      file: {
        value: parsed.data,
        placeOf: (path) => placeOf(root, path),
        scalarAt: (path) => {
          const node = nodeAt(root, path).node;
          return node?.kind === 'scalar' ? node : undefined;
        },
      },
    };
  }
  return {
    ok: false,
    problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, root, knownKeys)).sort(byPlace),
  };
}

function byPlace(left: SyntaxProblem, right: SyntaxProblem): number {
  return left.at.start - right.at.start;
}

function plainValue(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map(plainValue);
    case 'mapping': {
      const object = Object.create(null);
      for (const { key, value } of node.entries) object[key.text] = plainValue(value);
      return object;
    }
  }
}

function repeatedKeys(mapping: YamlMapping): readonly SyntaxProblem[] {
  const seen = new Set<string>();
  const problems: SyntaxProblem[] = [];
  for (const { key, value } of mapping.entries) {
    if (seen.has(key.text)) problems.push({ message: `\`${key.text}\` is given twice`, at: key.at });
    seen.add(key.text);
    if (value.kind === 'mapping') problems.push(...repeatedKeys(value));
  }
  return problems;
}

function problemsOf(
  issue: z.core.$ZodIssue,
  root: YamlMapping,
  knownKeys: readonly string[],
): readonly SyntaxProblem[] {
  const name = issue.path.length === 0 ? '' : `\`${issue.path.join('.')}\` `;
  if (nodeAt(root, issue.path).depth < issue.path.length) {
    return [{ message: `${name}is missing`, at: placeOf(root, issue.path) }];
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const meant = closestWord(key, knownKeys);
        const hint = meant === undefined ? '' : `; did you mean \`${meant}\`?`;
        return { message: `unknown key \`${key}\`${hint}`, at: keyPlace(root, [...issue.path, key]) };
      });
    case 'invalid_type':
      return [{ message: `${name}must be ${articled(issue.expected)}`, at: placeOf(root, issue.path) }];
    case 'invalid_value':
      return [{ message: `${name}must be ${oneOf(issue.values.map(String))}`, at: placeOf(root, issue.path) }];
    default:
      return [{ message: `${name}${issue.message}`, at: placeOf(root, issue.path) }];
  }
}

/** The node at a path, or the last one on the way to it, with how many steps were found. */
function nodeAt(
  root: YamlNode,
  path: Path,
): { readonly node: YamlNode | undefined; readonly nearest: YamlNode; readonly depth: number } {
  let nearest = root;
  for (const [depth, step] of path.entries()) {
    const next = child(nearest, step);
    if (next === undefined) return { node: undefined, nearest, depth };
    nearest = next;
  }
  return { node: nearest, nearest, depth: path.length };
}

function child(node: YamlNode, step: PropertyKey): YamlNode | undefined {
  if (node.kind === 'mapping') return node.entries.find(({ key }) => key.text === String(step))?.value;
  return node.kind === 'sequence' && typeof step === 'number' ? node.items[step] : undefined;
}

/** A collection is pointed to by its first line: nobody wants twenty lines underlined. */
function placeOf(root: YamlNode, path: Path): Location {
  const { nearest } = nodeAt(root, path);
  if (nearest.kind === 'mapping') return nearest.entries[0]?.key.at ?? nearest.at;
  if (nearest.kind === 'sequence' && nearest.items[0] !== undefined) return placeOf(nearest.items[0], []);
  return nearest.at;
}

function keyPlace(root: YamlNode, path: Path): Location {
  const parent = nodeAt(root, path.slice(0, -1)).node;
  const entry =
    parent?.kind === 'mapping' ? parent.entries.find(({ key }) => key.text === String(path.at(-1))) : undefined;
  return entry?.key.at ?? placeOf(root, path);
}

function articled(type: string): string {
  const word =
    type === 'array' ? 'list' : type === 'object' || type === 'record' ? 'mapping' : type === 'string' ? 'text' : type;
  if (word === 'text') return word;
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}

function oneOf(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  return values.length < 2
    ? `\`${last}\``
    : `${values
        .slice(0, -1)
        .map((value) => `\`${value}\``)
        .join(', ')} or \`${last}\``;
}
