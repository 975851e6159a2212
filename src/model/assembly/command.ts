import { finalCommand } from '../../syntax/shell/final-command.js';
import { toExpression } from '../../syntax/shell/lift.js';
import { parseShell } from '../../syntax/shell/parse.js';
import type { ShellNode, ShellWord } from '../../syntax/shell/program.js';
import { formatWord, literalText, literalWord } from '../../syntax/shell/word.js';
import { Source } from '../../syntax/source.js';
import type { Expression } from '../expression.js';
import type { Command, Image } from '../facts/image.js';
import type { ProcessType } from '../facts/process-type.js';
import type { Script } from '../facts/script.js';
import type { Container } from '../facts/workload.js';
import type { Location } from '../location.js';
import type { Setting, Unknown } from '../traced.js';
import { unknown } from '../traced.js';
import { pathPrefix } from './application-files.js';
import type { ApplicationFacts } from './draft.js';
import type { EvaluationScope } from './evaluate.js';
import { evaluateText } from './evaluate.js';
import type { ResolvedWord } from './flags.js';
import { findFlag } from './flags.js';
import type { ContainerVariables } from './variables.js';

/** The long-running command of a process, after scripts, shells and wrappers. */
export interface ProcessCommand {
  /** Program and arguments; a word that cannot be known is its source text, as `$OPTIONS`. */
  readonly words: readonly string[];
  readonly text: string;
  readonly at: Location;
  /** Variables that each shell on the way sets, outermost first; each layer is in terms of the one before. */
  readonly layers: readonly ReadonlyMap<string, Expression>[];
  /** Thruster listens in front of it. */
  readonly thruster: boolean;
  /** A wrapper (`chamber exec`) adds variables from a store outside the repository. */
  readonly openVariables: boolean;
  /** The value of an option, by any of its names; `unknown` when a word that cannot be known may hold it. */
  flag(...names: string[]): string | undefined;
}

export type CommandResolution =
  | { readonly found: true; readonly command: ProcessCommand }
  | { readonly found: false; readonly reason: Unknown };

interface Launch {
  readonly program: ShellNode;
  readonly at: Location;
}

/** What a container starts: its own command and arguments, in place of the image's (Kubernetes' rules). */
export function commandOfContainer(
  container: Container,
  image: Image | undefined,
  application: ApplicationFacts,
  variables: ContainerVariables,
): CommandResolution {
  const entry = container.command ?? image?.entrypoint;
  const args = container.args ?? (container.command === undefined ? image?.command : undefined);
  const none = unknown('outside-repository', "the image's command", [
    { location: container.at, says: 'names no command' },
  ]);
  if (container.command === undefined && container.args !== undefined && image === undefined) {
    return resolve(launch(undefined, container.args, variables), application, image, variables, none);
  }
  return resolve(launch(entry, args, variables), application, image, variables, none);
}

/** What an image starts by itself. */
export function commandOfImage(
  image: Image,
  application: ApplicationFacts,
  variables: ContainerVariables,
): CommandResolution {
  const none = unknown('outside-repository', "the image's command", [{ location: image.at, says: 'names no command' }]);
  return resolve(launch(image.entrypoint, image.command, variables), application, image, variables, none);
}

export function commandOfProcessType(
  type: ProcessType,
  application: ApplicationFacts,
  variables: ContainerVariables,
): CommandResolution {
  const none = unknown('not-computable', `the command of ${type.name}`, [
    { location: type.at, says: `runs ${type.line}` },
  ]);
  return resolve({ program: parseShell(type.line), at: type.at }, application, undefined, variables, none);
}

/** ENTRYPOINT and CMD, joined as Docker does: a shell-form entrypoint takes no arguments. */
function launch(
  entry: Command | undefined,
  args: Command | undefined,
  variables: ContainerVariables,
): Launch | undefined {
  const decisive = args ?? entry;
  if (decisive === undefined) return undefined;
  if (entry?.form === 'shell') return { program: parseShell(entry.line), at: entry.at };
  if (entry === undefined && args?.form === 'shell') return { program: parseShell(args.line), at: args.at };
  const given = args === undefined ? [] : args.form === 'exec' ? args.words : ['/bin/sh', '-c', args.line];
  const words = [...(entry?.words ?? []), ...given];
  if (words.length === 0) return undefined;
  return {
    program: {
      kind: 'simple',
      assignments: [],
      words: words.map((word) => literalWord(expandReferences(word, variables))),
    },
    at: decisive.at,
  };
}

/** Kubernetes expands `$(NAME)` in commands; what is not known stays as it is. */
function expandReferences(word: string, variables: ContainerVariables): string {
  if (!word.includes('$(')) return word;
  return word.replace(/\$\(([A-Za-z_]\w*)\)/g, (whole, name: string) => {
    const value = variables.variable(name);
    return value.known && value.value !== null ? value.value : whole;
  });
}

const MAX_SCRIPTS = 5;

function resolve(
  start: Launch | undefined,
  application: ApplicationFacts,
  image: Image | undefined,
  variables: ContainerVariables,
  none: Unknown,
): CommandResolution {
  if (start === undefined) return { found: false, reason: none };
  const layers: ReadonlyMap<string, Expression>[] = [];
  let { program, at } = start;
  let args: readonly ShellWord[] | undefined = [];
  let thruster = false;
  let openVariables = false;
  for (let depth = 0; depth <= MAX_SCRIPTS; depth += 1) {
    const final = finalCommand(program, args);
    if (final === undefined || !final.certain) return { found: false, reason: notCertain(at) };
    thruster ||= final.thruster;
    openVariables ||= final.openVariables;
    const scope = layeredScope(variables, layers);
    layers.push(assignmentsOf(final.assignments, scope, at));
    const script = scriptOf(literalText(final.words[0]), application.scripts, application.root, image);
    if (script === undefined)
      return {
        found: true,
        command: {
          ...commandLine(final.words, layeredScope(variables, layers), at),
          at,
          layers,
          thruster,
          openVariables,
        },
      };
    program = parseShell(script.text);
    args = final.words.slice(1);
    // A script that ends in `exec "$@"` runs what its caller wrote: the caller's place stays the place of the command.
    if (!/\$\{?@\}?"?\s*$/.test(script.text)) at = lineOf(script, at);
  }
  return { found: false, reason: notCertain(at) };
}

function notCertain(at: Location): Unknown {
  return unknown('not-computable', 'which command runs in the end', [
    { location: at, says: 'starts it through a script that is not followed' },
  ]);
}

/** A script's last line is where its final command stands in nearly all of them; the container's own place is kept when it is empty. */
function lineOf(script: Script, fallback: Location): Location {
  const source = new Source(script.path, script.text);
  const end = script.text.trimEnd().length;
  return end === 0 ? fallback : source.lineLocation(source.position(end).line);
}

function assignmentsOf(
  assignments: readonly { readonly name: string; readonly value: ShellWord; readonly exported: boolean }[],
  scope: EvaluationScope,
  at: Location,
): ReadonlyMap<string, Expression> {
  const layer = new Map<string, Expression>();
  for (const { name, value, exported } of assignments) {
    const before = exported ? undefined : scope.variable(name);
    if (exported || (before?.known && before.value !== null)) layer.set(name, toExpression(value, at));
  }
  return layer;
}

/** The container's variables under what the shells set; without a Rails environment, which no command line depends on. */
export function layeredScope(
  variables: ContainerVariables,
  layers: readonly ReadonlyMap<string, Expression>[],
): EvaluationScope {
  const railsEnv = unknown('not-computable', 'the Rails environment of a command line');
  return layers.reduce<EvaluationScope>(
    (outer, layer) => {
      if (layer.size === 0) return outer;
      const memo = new Map<string, Setting<string>>();
      return {
        railsEnv,
        variable(name) {
          const assigned = layer.get(name);
          if (assigned === undefined) return outer.variable(name);
          const value = memo.get(name) ?? evaluateText(assigned, outer);
          memo.set(name, value);
          return value;
        },
      };
    },
    { railsEnv, variable: (name) => variables.variable(name) },
  );
}

function commandLine(
  shellWords: readonly ShellWord[],
  scope: EvaluationScope,
  at: Location,
): Pick<ProcessCommand, 'words' | 'text' | 'flag'> {
  const words = shellWords.flatMap((word) => expand(word, scope, at));
  const texts = words.map(({ text }) => text);
  return { words: texts, text: texts.join(' '), flag: (...names) => findFlag(words, names) };
}

function expand(word: ShellWord, scope: EvaluationScope, at: Location): readonly ResolvedWord[] {
  const text = literalText(word);
  if (text !== undefined) return [{ text, open: false }];
  const quoted = word.parts.every((part) => part.quoted);
  const value = evaluateText(toExpression(word, at), scope);
  if (!value.known) return [{ text: formatWord(word), open: !quoted }];
  const resolved = value.value ?? '';
  if (quoted) return [{ text: resolved, open: false }];
  return resolved
    .split(/\s+/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, open: false }));
}

/** The repository's script behind a program's path in the image, by its place below the application's root, by COPY, or by its name if only one has it. */
function scriptOf(
  program: string | undefined,
  scripts: readonly Script[],
  root: string,
  image: Image | undefined,
): Script | undefined {
  if (program === undefined || scripts.length === 0) return undefined;
  const prefix = pathPrefix(root);
  const wanted = program.replace(/^\.\//, '');
  const relative = (script: Script) =>
    script.path.startsWith(prefix) ? script.path.slice(prefix.length) : script.path;
  const direct = scripts.find(
    (script) => relative(script) === wanted || (wanted.startsWith('/') && wanted.endsWith(`/${relative(script)}`)),
  );
  if (direct !== undefined) return direct;
  const name = wanted.slice(wanted.lastIndexOf('/') + 1);
  const copied = image?.copies.find(
    ({ to, from }) => to === wanted || (to.endsWith('/') && `${to}${from.slice(from.lastIndexOf('/') + 1)}` === wanted),
  );
  if (copied !== undefined) return scripts.find((script) => relative(script) === copied.from.replace(/^\.\//, ''));
  const namesakes = scripts.filter(({ path }) => path.slice(path.lastIndexOf('/') + 1) === name);
  const looksLikeScript = /[./_-](sh|bash)$|entrypoint|start|run/.test(name);
  return namesakes.length === 1 && looksLikeScript ? namesakes[0] : undefined;
}
