import {
  ArrayNode,
  CallNode,
  HashNode,
  KeywordHashNode,
  LocalVariableReadNode,
  type Node,
  SymbolNode,
} from '@ruby/prism/src/nodes.js';
import type { Expression } from '../../model/expression.js';
import type { RailsSettings, SslOptions } from '../../model/facts/rails-settings.js';
import { argumentsOf, constantName } from '../../syntax/ruby/names.js';
import { type BlockUse, type Interpreter, type Moment, run } from '../../syntax/ruby/run.js';
import type { RubyTree } from '../../syntax/ruby/tree.js';
import { withoutPassword } from '../../syntax/ruby/without-password.js';
import { entriesOf, isAttribute, redirectOf, sslOptionsOf } from './ssl-options.js';

const MAX_SETTINGS = 500;
/** Their blocks run while the application boots. */
const RUNS =
  /^(?:configure|after_initialize|to_prepare|before_configuration|before_initialize|before_eager_load|on_load|initializer|tap)$/;

/** Collects what a file assigns to `config.…`; of several assignments the last one counts. */
export class SettingCollector implements Interpreter {
  readonly #names = new Set<string>();
  #sslOptions: SslOptions | undefined;

  collect(tree: RubyTree): Pick<RailsSettings, 'settings' | 'sslOptions'> {
    const scope = run(tree, this);
    const settings: Record<string, Expression> = Object.create(null);
    for (const name of [...this.#names].sort()) {
      const value = scope.get(keyOf(name));
      if (value !== undefined) settings[name] = withoutPassword(value);
    }
    return { settings: { ...settings }, ...(this.#sslOptions === undefined ? {} : { sslOptions: this.#sslOptions }) };
  }

  call(call: CallNode, moment: Moment): BlockUse {
    const value = argumentsOf(call).at(-1);
    if (value !== undefined && call.name === '[]=') this.#setRedirect(call, value, moment);
    else if (value !== undefined && /^\w+=$/.test(call.name)) {
      const owner = settingName(call.receiver);
      const name = owner === undefined ? undefined : `${owner}${call.name.slice(0, -1)}`;
      if (name === 'ssl_options') this.#setSslOptions(sslOptionsOf(value, moment.tree.location(call)), moment);
      else if (name !== undefined) this.#set(name, value, moment);
    }
    return RUNS.test(call.name) ? 'runs' : 'unknown';
  }

  /** `config.ssl_options[:redirect] = …` */
  #setRedirect({ receiver, arguments_ }: CallNode, value: Node, moment: Moment): void {
    const [key] = arguments_?.arguments_ ?? [];
    if (!isAttribute(receiver, 'ssl_options') || settingName(receiver.receiver) !== '') return;
    if (!(key instanceof SymbolNode) || key.unescaped.value !== 'redirect') return;
    this.#setSslOptions({ ...redirectOf(value), at: moment.tree.location(receiver) }, moment);
  }

  /** Under a condition nobody can say which paths are excluded. */
  #setSslOptions(options: SslOptions, { condition }: Moment): void {
    this.#sslOptions = condition === undefined ? options : { redirectOff: false, excludeUnknown: true, at: options.at };
  }

  /** A hash's entries are settings of their own: `good_job = { max_threads: 5 }` sets `good_job.max_threads`. */
  #set(name: string, value: Node, moment: Moment): void {
    if (value instanceof ArrayNode && value.elements[0] instanceof SymbolNode) {
      const [first, ...rest] = value.elements;
      this.#set(name, first, moment);
      for (const element of rest)
        if (element instanceof HashNode || element instanceof KeywordHashNode) this.#setEntries(name, element, moment);
      return;
    }
    if (value instanceof HashNode) this.#setEntries(name, value, moment);
    if (this.#names.size >= MAX_SETTINGS) return;
    this.#names.add(name);
    moment.scope.set(keyOf(name), moment.lift(value));
  }

  #setEntries(name: string, hash: HashNode | KeywordHashNode, moment: Moment): void {
    for (const [key, value] of entriesOf(hash) ?? []) {
      if (this.#names.size >= MAX_SETTINGS) return;
      this.#names.add(`${name}.${key}`);
      moment.scope.set(keyOf(`${name}.${key}`), moment.lift(value));
    }
  }
}

/** Under which a scope keeps a setting; no Ruby name looks like it. */
function keyOf(name: string): string {
  return `config.${name}`;
}

/** The part of a setting's name that its owner gives: "" for `config`, `active_record.` for `config.active_record`. */
function settingName(owner: Node | null): string | undefined {
  if (owner instanceof LocalVariableReadNode) return owner.name === 'config' ? '' : undefined;
  if (!(owner instanceof CallNode) || argumentsOf(owner).length > 0) return undefined;
  if (owner.name === 'config' || owner.name === 'configuration') return isConfigRoot(owner) ? '' : undefined;
  const outer = settingName(owner.receiver);
  return outer === undefined || !/^\w+$/.test(owner.name) ? undefined : `${outer}${owner.name}.`;
}

/** `config`, `self.config`, `Rails.application.config`, `Rails.configuration`. */
function isConfigRoot({ receiver, name }: CallNode): boolean {
  if (receiver === null) return name === 'config';
  if (constantName(receiver) !== undefined) return constantName(receiver) === 'Rails';
  return receiver instanceof CallNode
    ? receiver.name === 'application' && constantName(receiver.receiver) === 'Rails'
    : name === 'config';
}
