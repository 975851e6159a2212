import {
  BlockNode,
  BlockParametersNode,
  CallNode,
  LocalVariableReadNode,
  type Node,
  RequiredParameterNode,
  SymbolNode,
} from '@ruby/prism/src/nodes.js';
import type { Expression } from '../../model/expression.js';
import type { SidekiqSection } from '../../model/facts/job-settings.js';
import type { Location } from '../../model/location.js';
import { bounded, choose, literal } from '../../syntax/ruby/build.js';
import { argumentsOf, constantName } from '../../syntax/ruby/names.js';
import { type BlockUse, type Interpreter, type Moment, run } from '../../syntax/ruby/run.js';
import type { RubyTree } from '../../syntax/ruby/tree.js';

/** What a Sidekiq process knows of itself. */
const CERTAIN_IN_SERVER = ['Sidekiq.server?', 'defined?(Sidekiq)', 'defined?(::Sidekiq)', 'defined?(Sidekiq::CLI)'];

const SETTINGS = ['concurrency', 'timeout'] as const;
type Setting = (typeof SETTINGS)[number];

/** The server's settings that an initializer makes in Ruby; undefined when it makes none. */
export function initializerSection(tree: RubyTree): SidekiqSection | undefined {
  const always = literal(true, tree.source.location(0, 0));
  const interpreter = new ServerConfiguration();
  const scope = run(
    tree,
    interpreter,
    CERTAIN_IN_SERVER.map((call) => [call, always]),
  );
  const capsules = interpreter.capsules.map(({ name, at: place, condition }) => {
    const concurrency = scope.get(settingName('concurrency', name)) ?? literal(null, place);
    const reached = condition === undefined ? concurrency : choose(condition, concurrency, literal(0, place), place);
    return { name, concurrency: bounded(reached, () => `the capsule ${name}`) };
  });
  const concurrency = scope.get(settingName('concurrency'));
  const timeout = scope.get(settingName('timeout'));
  if (concurrency === undefined && timeout === undefined && capsules.length === 0) return undefined;
  return {
    ...(concurrency !== undefined && { concurrency }),
    ...(timeout !== undefined && { timeout }),
    capsules,
  };
}

/** The name of a setting in the scope, of a capsule or of the whole server. */
function settingName(setting: Setting, capsule = ''): string {
  return `sidekiq: ${capsule} ${setting}`;
}

class ServerConfiguration implements Interpreter {
  readonly capsules: { name: string; at: Location; condition: Expression | undefined }[] = [];
  /** Block parameters that stand for the configuration ('') or for a capsule (its name). */
  readonly #targets = new Map<string, string>();

  call(call: CallNode, moment: Moment): BlockUse {
    if (constantName(call.receiver) === 'Sidekiq' && call.name === 'configure_server') return this.#runs(call, '');
    const target = this.#target(call.receiver);
    if (target === '' && call.name === 'default_capsule') return this.#runs(call, '');
    if (target === '' && call.name === 'capsule') return this.#capsule(call, moment);
    if (target !== undefined) assignSetting(call, target, moment);
    if (target !== undefined || constantName(call.receiver) === 'Sidekiq') return 'later';
    return isWrapper(call) ? 'runs' : 'unknown';
  }

  #capsule(call: CallNode, moment: Moment): BlockUse {
    const [nameNode] = argumentsOf(call);
    const name = nameNode === undefined ? undefined : moment.lift(nameNode);
    if (name?.kind !== 'literal' || typeof name.value !== 'string') return 'later';
    if (name.value === 'default') return this.#runs(call, '');
    this.capsules.push({ name: name.value, at: moment.tree.location(call), condition: moment.condition });
    return this.#runs(call, name.value);
  }

  #runs(call: CallNode, target: string): BlockUse {
    const parameter = firstParameter(call);
    if (parameter === undefined) return 'later';
    this.#targets.set(parameter, target);
    return 'runs';
  }

  /** What a receiver configures: `config`, `config.options`, `config.default_capsule`, `Sidekiq.options` or a capsule. */
  #target(receiver: Node | null): string | undefined {
    if (receiver instanceof LocalVariableReadNode) return this.#targets.get(receiver.name);
    if (!(receiver instanceof CallNode)) return undefined;
    const plain =
      receiver.name === 'options' || receiver.name === 'default_capsule' || receiver.name === 'default_configuration';
    if (!plain) return undefined;
    return constantName(receiver.receiver) === 'Sidekiq' ? '' : this.#target(receiver.receiver);
  }
}

/** `config.concurrency = 5`, `config[:concurrency] = 5`. */
function assignSetting(call: CallNode, capsule: string, moment: Moment): void {
  const operands = argumentsOf(call);
  const [key, value] = call.name === '[]=' ? operands : [undefined, operands[0]];
  const name = key instanceof SymbolNode ? key.unescaped.value : call.name.replace(/=$/, '');
  const setting = SETTINGS.find((known) => known === name);
  if (setting === undefined || value === undefined || !call.name.endsWith('=')) return;
  moment.scope.set(settingName(setting, capsule), moment.lift(value));
}

/** Blocks around the configuration that run as the application boots. */
function isWrapper(call: CallNode): boolean {
  return /^(?:configure|to_prepare|after_initialize|tap|with_options|silence_warnings)$/.test(call.name);
}

function firstParameter({ block }: CallNode): string | undefined {
  if (!(block instanceof BlockNode) || !(block.parameters instanceof BlockParametersNode)) return undefined;
  const [first] = block.parameters.parameters?.requireds ?? [];
  return first instanceof RequiredParameterNode ? first.name : undefined;
}
