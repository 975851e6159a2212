import { type CallNode, KeywordHashNode, type Node, SelfNode, SplatNode } from '@ruby/prism/src/nodes.js';
import type { Expression } from '../../model/expression.js';
import type { ServerSettings } from '../../model/facts/server-settings.js';
import { bounded, choose, literal, opaque } from '../../syntax/ruby/build.js';
import { childrenOf } from '../../syntax/ruby/children.js';
import { argumentsOf } from '../../syntax/ruby/names.js';
import { type BlockUse, type Interpreter, type Moment, run } from '../../syntax/ruby/run.js';
import type { Scope } from '../../syntax/ruby/scope.js';
import type { RubyTree } from '../../syntax/ruby/tree.js';
import { KERNEL_METHODS, OTHER_DSL_METHODS } from './dsl.js';

type Lists = Pick<ServerSettings, 'ports' | 'binds' | 'plugins' | 'opaqueCalls'>;
type Values = Omit<ServerSettings, keyof Lists | 'kind' | 'server' | 'path' | 'railsEnv' | 'at'>;

const SINGLE_SETTINGS = {
  workers: 'workers',
  max_io_threads: 'maxIoThreads',
  worker_timeout: 'workerTimeout',
  force_shutdown_after: 'forceShutdownAfter',
} as const;
const MIN_THREADS = 'puma: min threads';
const MAX_THREADS = 'puma: max threads';

/** What the statements of a Puma configuration file set. A later call overrides an earlier one; lists grow. */
export function pumaSettings(tree: RubyTree): Lists & Values {
  const dsl = new PumaDsl();
  return { ...values(run(tree, dsl)), ...dsl.lists() };
}

function values(scope: Scope): Values {
  const [min, max] = [scope.get(MIN_THREADS), scope.get(MAX_THREADS)];
  const singles = Object.entries(SINGLE_SETTINGS).flatMap(([method, field]) => {
    const value = scope.get(singleSetting(method));
    return value === undefined ? [] : [[field, value] as const];
  });
  return { ...(min !== undefined && max !== undefined && { threads: { min, max } }), ...Object.fromEntries(singles) };
}

function singleSetting(method: string): string {
  return `puma: ${method}`;
}

class PumaDsl implements Interpreter {
  #ports: Expression[] = [];
  #binds: Expression[] = [];
  readonly #plugins: { name: string; enabled: Expression }[] = [];
  readonly #opaqueCalls: { text: string; at: ServerSettings['at'] }[] = [];

  lists(): Lists {
    return { ports: this.#ports, binds: this.#binds, plugins: this.#plugins, opaqueCalls: this.#opaqueCalls };
  }

  call(call: CallNode, moment: Moment): BlockUse {
    const onOther = call.receiver !== null;
    const known = onOther ? !passesSelf(call) : this.#dsl(call, moment);
    if (known) return onOther ? 'unknown' : 'later';
    const at = moment.tree.location(call);
    this.#opaqueCalls.push({ text: opaque(moment.tree.text(call), at).text, at });
    return 'unknown';
  }

  /** False for a method that Puma does not have: some helper, which may call any of those that it has. */
  #dsl(call: CallNode, moment: Moment): boolean {
    const operands = argumentsOf(call);
    const [first, second] = operands;
    const { name } = call;
    if (OTHER_DSL_METHODS.has(name)) return true;
    if (KERNEL_METHODS.has(name)) return !passesSelf(call);
    if (name === 'clear_binds!') this.#clearBinds();
    else if (first === undefined || operands.some((operand) => operand instanceof SplatNode)) return false;
    else if (name === 'threads') setThreads(first, second ?? first, moment);
    else if (name === 'min_threads') moment.scope.set(MIN_THREADS, moment.lift(first));
    else if (name === 'max_threads') moment.scope.set(MAX_THREADS, moment.lift(first));
    else if (Object.hasOwn(SINGLE_SETTINGS, name)) moment.scope.set(singleSetting(name), moment.lift(first));
    else if (name === 'port') this.#ports.push(whenReached(moment.lift(first), moment));
    else if (name === 'bind') this.#binds.push(whenReached(moment.lift(first), moment));
    else if (name === 'ssl_bind' && second !== undefined)
      this.#binds.push(whenReached(sslUrl(call, first, second, moment), moment));
    else if (name === 'plugin') return this.#plugin(first, moment);
    else return false;
    return true;
  }

  #plugin(nameNode: Node, moment: Moment): boolean {
    const name = moment.lift(nameNode);
    if (name.kind !== 'literal' || typeof name.value !== 'string') return false;
    this.#plugins.push({
      name: name.value,
      enabled: moment.condition ?? literal(true, moment.tree.location(nameNode)),
    });
    return true;
  }

  #clearBinds(): void {
    this.#ports = [];
    this.#binds = [];
  }
}

function setThreads(min: Node, max: Node, moment: Moment): void {
  moment.scope.set(MIN_THREADS, moment.lift(min));
  moment.scope.set(MAX_THREADS, moment.lift(max));
}

/** A list's element that may not be reached is nil then. */
function whenReached(value: Expression, { condition }: Moment): Expression {
  if (condition === undefined) return value;
  return bounded(choose(condition, value, undefined, value.at), () => 'a value under a long chain of conditions');
}

/** `ssl_bind "0.0.0.0", 8443, cert: …` listens on `ssl://0.0.0.0:8443`. */
function sslUrl(call: CallNode, host: Node, port: Node, moment: Moment): Expression {
  const at = moment.tree.location(call);
  const parts = [literal('ssl://', at), moment.lift(host), literal(':', at), moment.lift(port)];
  return { kind: 'template', parts, at };
}

/** Hands the configuration over, so that the called method can set anything: `GovukPuma.configure_rails(self)`. */
function passesSelf(call: CallNode): boolean {
  return argumentsOf(call).some(
    (operand) =>
      operand instanceof SelfNode ||
      (operand instanceof KeywordHashNode && childrenOf(operand).some((child) => child instanceof SelfNode)),
  );
}
