import type { Expression } from '../../expression.js';
import type { ServerSettings } from '../../facts/server-settings.js';
import type { Hop, Setting, Traced } from '../../traced.js';
import { derive, known, unknown, via } from '../../traced.js';
import type { ProcessDraft } from '../draft.js';
import type { EvaluationScope } from '../evaluate.js';
import { evaluateInteger, evaluateText } from '../evaluate.js';
import { expandWord, optionValues } from './command-words.js';

type Ports = Traced<readonly number[]>;
/** What one declaration adds: no port for a Unix socket, undefined where it sets nothing. */
type Declared = Traced<readonly number[] | undefined>;

const PUMA_DEFAULT_PORT = 9292;
const RAILS_DEFAULT_PORT = 3000;

/** `puma`: `-b` and `-p` win over the configuration file; without either it is 9292. Puma reads no PORT by itself. */
export function pumaListeners(draft: ProcessDraft, options: readonly string[], scope: EvaluationScope): Ports {
  const hop = commandHop(draft);
  const flags = [
    ...optionValues(options, '-p', '--port').map((word) => portNumber(expandWord(word, scope, hop))),
    ...optionValues(options, '-b', '--bind').map((word) => portOfUrl(expandWord(word, scope, hop))),
  ];
  return (
    union(flags) ?? fromFile(draft, options, scope) ?? known([PUMA_DEFAULT_PORT], defaultHop(draft, PUMA_DEFAULT_PORT))
  );
}

/**
 * `rails server`: `-p`, then PORT, then the configuration file, then 3000. With an address (`-b`, BINDING, HOST) and no port
 * Rails gives Puma both, its own 3000 too, and the file's port is dropped (puma `rack/handler/puma.rb`).
 */
export function railsServerListeners(draft: ProcessDraft, options: readonly string[], scope: EvaluationScope): Ports {
  const hop = commandHop(draft);
  const flags = optionValues(options, '-p', '--port').map((word) => portNumber(expandWord(word, scope, hop)));
  const given = union(flags);
  if (given !== undefined) return given;
  const variable = scope.variable('PORT');
  if (!variable.known) return variable;
  if (variable.value !== null) {
    const text = via<string>({ ...variable, value: variable.value }, { ...hop, says: '`rails server` reads PORT' });
    return portNumber(text);
  }
  const standard = known([RAILS_DEFAULT_PORT], defaultHop(draft, RAILS_DEFAULT_PORT));
  const address = givenAddress(options, scope, hop);
  if (address.known && address.value !== null) {
    return known([RAILS_DEFAULT_PORT], { ...hop, says: 'gives an address without a port: 3000' }, ...address.trail);
  }
  const file = fromFile(draft, options, scope);
  if (file === undefined) return standard;
  return address.known || (file.known && file.value.includes(RAILS_DEFAULT_PORT)) ? file : address;
}

/** The address that `rails server` is told to bind, which it takes for the user's own choice. */
function givenAddress(options: readonly string[], scope: EvaluationScope, hop: Hop): Setting<string> {
  const [option] = optionValues(options, '-b', '--binding');
  if (option !== undefined) return known<string | null>(option, hop);
  const binding = scope.variable('BINDING');
  return binding.known && binding.value === null ? scope.variable('HOST') : binding;
}

function fromFile(draft: ProcessDraft, options: readonly string[], scope: EvaluationScope): Ports | undefined {
  const [named] = optionValues(options, '-C', '--config');
  const settings = settingsOf(draft, named);
  if (settings === undefined) {
    const file = named ?? draft.application.unread.find((path) => /(?:^|\/)config\/puma(?:\/\w+)?\.rb$/.test(path));
    return file === undefined || file === '-' ? undefined : unknown('file-not-read', file, [commandHop(draft)]);
  }
  const declared = union([
    ...settings.ports.map((port) => portExpression(port, scope)),
    ...settings.binds.map((bind) => bindExpression(bind, scope)),
  ]);
  if (declared !== undefined) return declared;
  const [opaque] = settings.opaqueCalls;
  if (opaque === undefined) return undefined;
  return unknown('not-computable', `\`${opaque.text}\``, [{ location: opaque.at, says: 'may set the port' }]);
}

/** Puma loads `config/puma/<env>.rb` in place of `config/puma.rb`. */
function settingsOf(draft: ProcessDraft, named: string | undefined): ServerSettings | undefined {
  const { servers } = draft.application;
  if (named === '-') return undefined;
  if (named !== undefined) {
    const path = named.replace(/^\.\//, '');
    return servers.find(
      (settings) =>
        settings.path === path || `/${settings.path}`.endsWith(`/${path}`) || path.endsWith(`/${settings.path}`),
    );
  }
  const { railsEnv } = draft.scope;
  const own = servers.find((settings) => railsEnv.known && settings.railsEnv === railsEnv.value);
  return own ?? servers.find((settings) => settings.railsEnv === undefined);
}

/** A port under a condition that does not hold is not set; `port nil` is not understood. */
function portExpression(expression: Expression, scope: EvaluationScope): Declared {
  const port = evaluateInteger(expression, scope);
  if (!port.known) return port;
  return port.value === null ? unset(expression, port.trail) : { ...port, value: [port.value] };
}

function bindExpression(expression: Expression, scope: EvaluationScope): Declared {
  const url = evaluateText(expression, scope);
  if (!url.known) return url;
  return url.value === null ? unset(expression, url.trail) : portOfUrl({ ...url, value: url.value });
}

function unset(expression: Expression, trail: readonly [Hop, ...Hop[]]): Traced<undefined> {
  return expression.kind === 'conditional'
    ? { known: true, value: undefined, trail }
    : unknown('not-declared', 'the port that Puma is given', trail);
}

/** The port of `tcp://0.0.0.0:3000`. */
function portOfUrl(url: Traced<string>): Declared {
  if (!url.known) return url;
  if (/^unix:/.test(url.value)) return { ...url, value: [] };
  const port = /^(?:tcp|ssl):\/\/[^/?#]*:(\d{1,5})(?:[/?#]|$)/.exec(url.value)?.[1];
  return port === undefined
    ? unknown('not-computable', `the port of \`${url.value.slice(0, 80)}\``, url.trail)
    : { ...url, value: [Number(port)] };
}

function portNumber(text: Traced<string>): Ports {
  if (!text.known) return text;
  return /^\s*\d{1,5}\s*$/.test(text.value)
    ? { ...text, value: [Number(text.value)] }
    : unknown('not-computable', `the port \`${text.value.slice(0, 80)}\``, text.trail);
}

/** Undefined when nothing in the list sets a port or a socket. */
function union(parts: readonly Declared[]): Ports | undefined {
  const [first, ...rest] = parts.filter((part) => !part.known || part.value !== undefined);
  if (first === undefined) return undefined;
  return derive([first, ...rest], (...ports) => ports.flatMap((numbers) => numbers ?? []));
}

function commandHop({ process }: ProcessDraft): Hop {
  const hop = process.command.trail[0];
  return { location: hop?.location ?? process.at, says: `the command of ${process.name}` };
}

function defaultHop({ process }: ProcessDraft, port: number): Hop {
  return { location: process.at, says: `nothing sets a port: the default is ${port}` };
}
