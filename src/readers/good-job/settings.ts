import {
  AssocNode,
  type CallNode,
  HashNode,
  KeywordHashNode,
  type Node,
  StringNode,
  SymbolNode,
} from '@ruby/prism/src/nodes.js';
import type { Expression } from '../../model/expression.js';
import type { GoodJobSettings } from '../../model/facts/job-settings.js';
import { opaque } from '../../syntax/ruby/build.js';
import { argumentsOf } from '../../syntax/ruby/names.js';
import { type BlockUse, type Moment, run } from '../../syntax/ruby/run.js';
import type { RubyTree } from '../../syntax/ruby/tree.js';

type Settings = Pick<GoodJobSettings, 'maxThreads' | 'queues' | 'executionMode'>;

const FIELDS = { max_threads: 'maxThreads', queues: 'queues', execution_mode: 'executionMode' } as const;
const RECEIVER = /^(?:Rails\.application\.|Rails\.|::Rails\.application\.)?(?:config|configuration)\.good_job$/;

/** The `config.good_job` settings that a file makes; undefined when it makes none that are reported. */
export function goodJobSettings(tree: RubyTree): Settings | undefined {
  const scope = run(tree, { call });
  const found = Object.entries(FIELDS).flatMap(([key, field]) => {
    const value = scope.get(settingName(key));
    return value === undefined ? [] : [[field, value] as const];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function settingName(key: string): string {
  return `good_job: ${key}`;
}

function call(node: CallNode, moment: Moment): BlockUse {
  const target = node.receiver === null ? '' : moment.tree.text(node.receiver);
  const operands = argumentsOf(node);
  if (RECEIVER.test(target)) assignOne(node, operands, moment);
  else if (node.name === 'good_job=' && operands[0] !== undefined) assignAll(operands[0], moment);
  return /^(?:configure|tap|to_prepare|after_initialize|before_configuration)$/.test(node.name) ? 'runs' : 'unknown';
}

/** `config.good_job.max_threads = 5`, `config.good_job[:max_threads] = 5`, `config.good_job.merge!(max_threads: 5)`. */
function assignOne(node: CallNode, operands: readonly Node[], moment: Moment): void {
  const [first, second] = operands;
  if (node.name === '[]=' && first !== undefined && second !== undefined)
    set(keyOf(first), moment.lift(second), moment);
  else if (node.name === 'merge!' && first !== undefined) assignAll(first, moment);
  else if (node.name.endsWith('=') && first !== undefined) set(node.name.slice(0, -1), moment.lift(first), moment);
}

/** `config.good_job = { max_threads: 5 }`; any other value may set everything. */
function assignAll(value: Node, moment: Moment): void {
  const elements = value instanceof HashNode || value instanceof KeywordHashNode ? value.elements : undefined;
  if (elements === undefined) {
    const unknown = opaque(moment.tree.text(value), moment.tree.location(value));
    for (const key of Object.keys(FIELDS)) set(key, unknown, moment);
    return;
  }
  for (const element of elements) {
    if (element instanceof AssocNode) set(keyOf(element.key), moment.lift(element.value), moment);
  }
}

function set(key: string | undefined, value: Expression, moment: Moment): void {
  if (key !== undefined && Object.hasOwn(FIELDS, key)) moment.scope.set(settingName(key), value);
}

function keyOf(node: Node): string | undefined {
  return node instanceof SymbolNode || node instanceof StringNode ? node.unescaped.value : undefined;
}
