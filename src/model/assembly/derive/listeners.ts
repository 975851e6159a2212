import type { Traced } from '../../traced.js';
import { derive, known, unknown } from '../../traced.js';
import type { ProcessDraft } from '../draft.js';
import type { EvaluationScope } from '../evaluate.js';
import { commandWords } from './command-words.js';
import { pumaListeners, railsServerListeners } from './puma-listeners.js';

/** Gems that open a port of their own inside an application process. */
const GEMS_WITH_PORTS = [
  'prometheus_exporter',
  'yabeda-prometheus',
  'yabeda-prometheus-mmap',
  'puma-metrics',
  'sidekiq_alive',
  'sidekiq-prometheus-exporter',
  'health-monitor-rails',
];

type Ports = Traced<readonly number[]>;

/**
 * The ports on which a container's own program listens. Unknown for programs that are not understood, and for a port
 * beside the web server's where a gem may have opened it.
 */
export function ownListeners(draft: ProcessDraft, asked: number | null = null): Ports {
  const { process } = draft;
  const hop = { location: process.at, says: `runs ${process.name}` };
  if (process.kind === 'one-shot') return known([], { ...hop, says: `${process.name} serves nothing` });
  if (process.kind !== 'web') return unknown('not-computable', `the ports of ${process.name}`, [hop]);
  const ports = serverListeners(draft);
  const gem = GEMS_WITH_PORTS.find((name) => Object.hasOwn(draft.application.gems?.gems ?? {}, name));
  if (gem === undefined || asked === null || !ports.known || ports.value.includes(asked)) return ports;
  return unknown('not-computable', `the port that ${gem} opens`, [hop]);
}

/** Every probe and every Service port of a pod asks for the same answer. */
const answers = new WeakMap<ProcessDraft, Ports>();

function serverListeners(draft: ProcessDraft): Ports {
  const answer = answers.get(draft) ?? listenersOfCommand(draft);
  answers.set(draft, answer);
  return answer;
}

function listenersOfCommand(draft: ProcessDraft): Ports {
  const { command } = draft.process;
  if (!command.known) return command;
  const words = commandWords(command.value);
  const names = words.map((word) => word.slice(word.lastIndexOf('/') + 1));
  const thruster = names.findIndex((name) => name === 'thrust' || name === 'thruster');
  if (thruster !== -1) return behindThruster(draft, words.slice(thruster + 1));
  return applicationServer(draft, words, draft.scope);
}

function applicationServer(draft: ProcessDraft, words: readonly string[], scope: EvaluationScope): Ports {
  const names = words.map((word) => word.slice(word.lastIndexOf('/') + 1));
  const rails = names.indexOf('rails');
  if (rails !== -1 && ['server', 's'].includes(names[rails + 1] ?? '')) {
    return railsServerListeners(draft, words.slice(rails + 2), scope);
  }
  const puma = names.indexOf('puma');
  if (puma !== -1) return pumaListeners(draft, words.slice(puma + 1), scope);
  const { process } = draft;
  return unknown('not-computable', `the port of \`${words.join(' ').slice(0, 80)}\``, [
    { location: process.at, says: `runs ${process.name}` },
  ]);
}

/** Thruster listens on HTTP_PORT (and 443 with TLS_DOMAIN) and starts the server with PORT set to TARGET_PORT. */
function behindThruster(draft: ProcessDraft, words: readonly string[]): Ports {
  const outer = portVariable(draft, 'HTTP_PORT', 80);
  const target = portVariable(draft, 'TARGET_PORT', 3000);
  const tls = draft.scope.variable('TLS_DOMAIN');
  const text = target.known ? { ...target, value: String(target.value) } : target;
  const scope: EvaluationScope = {
    railsEnv: draft.scope.railsEnv,
    variable: (name) => (name === 'PORT' ? text : draft.scope.variable(name)),
  };
  const inner = applicationServer(draft, words, scope);
  return derive([outer, inner, tls], (port, ports, domain) => [
    port,
    ...(domain === null || domain === '' ? [] : [443]),
    ...ports,
  ]);
}

function portVariable(draft: ProcessDraft, name: string, fallback: number): Traced<number> {
  const value = draft.scope.variable(name);
  if (!value.known) return value;
  const hop = { location: draft.process.at, says: `Thruster's default for ${name}: ${fallback}` };
  if (value.value === null || value.value === '') return known(fallback, hop, ...value.trail);
  return /^\d{1,5}$/.test(value.value)
    ? { ...value, value: Number(value.value) }
    : unknown('not-computable', `${name} ${value.value}`, value.trail);
}
