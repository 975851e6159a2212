import {
  AndNode,
  BeginNode,
  BlockNode,
  CallNode,
  CaseNode,
  DefinedNode,
  DefNode,
  IfNode,
  IndexOrWriteNode,
  InNode,
  LambdaNode,
  type Node,
  OrNode,
  RescueModifierNode,
  RescueNode,
  ReturnNode,
  StatementsNode,
  StringNode,
  SymbolNode,
  UnlessNode,
  UntilNode,
  WhenNode,
  WhileNode,
} from '@ruby/prism/src/nodes.js';
import type { VariableRead } from '../../model/facts/variable-read.js';
import { hidePasswords } from '../../syntax/password.js';
import { childrenOf } from '../../syntax/ruby/children.js';
import { isEnv, isRaise } from '../../syntax/ruby/lift-env.js';
import { argumentsOf, constantName } from '../../syntax/ruby/names.js';
import type { RubyTree } from '../../syntax/ruby/tree.js';
import { type Circumstance, under } from './circumstance.js';
import { literalName, readsOf } from './env-call.js';
import type { FileRole } from './file-role.js';
import { guardOf } from './guard.js';
import { raisesOnNil } from './nil-use.js';

const SOMETIMES = { admits: 'sometimes' } as const;
/** Methods whose block runs where it stands, in any file. */
const RUNS =
  /^(?:each\w*|map|flat_map|filter_map|select|reject|to_h|tap|then|times|new|class_eval|instance_eval|module_eval|configure\w*|config|setup|draw|freeze|sum|inject|reduce|fetch|with_options|group|namespace|included)$/;
/** Methods that keep their block for later, in configuration files too. */
const KEEPS =
  /^(?:lambda|proc|define_method|on_error|before_send|task|before_action|after_action|at_exit|rescue_from|authenticate|every|trap|let!?|it)$/;
const MAX_FORM = 80;
/** Nodes inside each other; real files stay below 100. */
const MAX_DEPTH = 400;

/** Finds the reads of environment variables in one file, each with the circumstances in which it happens. */
export class ReadFinder {
  readonly #reads: VariableRead[] = [];
  readonly #tree: RubyTree;
  readonly #role: FileRole;
  /** Variables that the file gives a value before it reads them. */
  readonly #assigned = new Set<string>();
  #depth = 0;

  constructor(tree: RubyTree, role: FileRole) {
    this.#tree = tree;
    this.#role = role;
  }

  find(): readonly VariableRead[] {
    const { scope, phase, railsEnv } = this.#role;
    const circumstance = { scope, phase, ...(railsEnv === undefined ? {} : { railsEnv }), conditional: false };
    if (this.#tree.root !== undefined) this.#visit(this.#tree.root, circumstance, undefined);
    return this.#reads;
  }

  #visit(node: Node | null, circumstance: Circumstance, parent: Node | undefined): void {
    if (node === null || this.#depth >= MAX_DEPTH) return;
    this.#depth += 1;
    this.#enter(node, circumstance, parent);
    this.#depth -= 1;
  }

  #enter(node: Node, circumstance: Circumstance, parent: Node | undefined): void {
    if (isEnv(node)) this.#record(node, [{ name: '', dynamic: true, strict: false }], circumstance, false);
    else if (node instanceof CallNode) this.#call(node, circumstance, parent);
    else if (node instanceof StatementsNode) this.#statements(node, circumstance);
    else if (node instanceof IfNode || node instanceof UnlessNode) this.#condition(node, circumstance);
    else if (node instanceof AndNode || node instanceof OrNode) this.#logical(node, circumstance);
    else if (node instanceof IndexOrWriteNode && isEnv(node.receiver)) this.#orAssign(node, circumstance);
    else this.#children(node, inside(node, circumstance));
  }

  #children(node: Node, circumstance: Circumstance): void {
    for (const child of childrenOf(node)) this.#visit(child, circumstance, node);
  }

  /** What follows a `return if …` of the same body happens only under the contrary. */
  #statements({ body }: StatementsNode, circumstance: Circumstance): void {
    let current = circumstance;
    for (const statement of body) {
      this.#visit(statement, current, undefined);
      if (statement instanceof ReturnNode) return;
      if (!(statement instanceof IfNode || statement instanceof UnlessNode) || !leaves(statement)) continue;
      current = under(current, guardOf(statement.predicate, statement instanceof UnlessNode));
    }
  }

  #condition(node: IfNode | UnlessNode, circumstance: Circumstance): void {
    const stops = node.statements?.body.length === 1 && isRaise(node.statements.body[0] ?? null);
    const missing = stops ? missingVariable(node) : undefined;
    if (missing !== undefined) {
      const read = { name: literalName(missing) ?? '', dynamic: false, strict: true };
      this.#record(node, [read], circumstance, true);
    } else this.#visit(node.predicate, circumstance, undefined);
    const [first, second] = node instanceof IfNode ? [true, false] : [false, true];
    this.#visit(node.statements, under(circumstance, guardOf(node.predicate, first)), undefined);
    const other = node instanceof IfNode ? node.subsequent : node.elseClause;
    this.#visit(other, under(circumstance, guardOf(node.predicate, second)), undefined);
  }

  /** `ENV["X"] || raise` needs X; what stands to the right of any other `||` or `&&` is needed sometimes. */
  #logical(node: AndNode | OrNode, circumstance: Circumstance): void {
    const { left, right } = node;
    const read = node instanceof OrNode && isRaise(right) ? indexedRead(left) : undefined;
    if (read !== undefined) this.#record(node, readsOf(read), circumstance, true);
    else this.#visit(left, circumstance, undefined);
    this.#visit(right, under(circumstance, guardOf(left, node instanceof AndNode)), undefined);
  }

  #orAssign(node: IndexOrWriteNode, circumstance: Circumstance): void {
    this.#visit(node.value, under(circumstance, SOMETIMES), node);
    const [name] = node.arguments_?.arguments_ ?? [];
    if (name instanceof StringNode) this.#assigned.add(name.unescaped.value);
  }

  #call(call: CallNode, circumstance: Circumstance, parent: Node | undefined): void {
    if (isEnv(call.receiver)) {
      const required = call.name === '[]' && parent !== undefined && raisesOnNil(parent, call);
      this.#record(required ? parent : call, readsOf(call), circumstance, required);
      if (call.name === '[]=') this.#assigned.add(literalName(call) ?? '');
    } else this.#visit(call.receiver, circumstance, call);
    for (const argument of argumentsOf(call)) this.#visit(argument, circumstance, call);
    if (!(call.block instanceof BlockNode)) this.#visit(call.block, circumstance, call);
    else this.#visit(call.block.body, this.#inBlock(call, circumstance), undefined);
  }

  #inBlock(call: CallNode, circumstance: Circumstance): Circumstance {
    if (isEnv(call.receiver)) return under(circumstance, SOMETIMES);
    if (isUndeployedGroup(call)) return under(circumstance, { admits: 'undeployed' });
    const runs =
      (this.#role.blocksRun || RUNS.test(call.name)) &&
      !KEEPS.test(call.name) &&
      constantName(call.receiver) !== 'Thread';
    return runs ? circumstance : { ...circumstance, phase: 'call' };
  }

  #record(node: Node, reads: ReturnType<typeof readsOf>, circumstance: Circumstance, needed: boolean): void {
    const { scope, phase, railsEnv, conditional } = circumstance;
    for (const { name, dynamic, strict } of reads) {
      const required = (strict || needed) && !dynamic && !conditional && !this.#assigned.has(name);
      this.#reads.push({
        kind: 'variable-read',
        name,
        dynamic,
        required,
        phase,
        scope,
        ...(railsEnv === undefined ? {} : { railsEnv }),
        form: hidePasswords(this.#tree.text(node).replace(/\s+/g, ' ')).slice(0, MAX_FORM),
        at: this.#tree.location(node),
      });
    }
  }
}

/** The circumstances of what stands inside a construct that is neither a call nor a two-sided condition. */
function inside(node: Node, circumstance: Circumstance): Circumstance {
  if (node instanceof DefNode || node instanceof LambdaNode) return { ...circumstance, phase: 'call' };
  const sometimes =
    node instanceof WhenNode ||
    node instanceof InNode ||
    node instanceof CaseNode ||
    node instanceof WhileNode ||
    node instanceof UntilNode ||
    node instanceof RescueNode ||
    node instanceof RescueModifierNode ||
    node instanceof DefinedNode ||
    (node instanceof BeginNode && node.rescueClause !== null);
  return sometimes ? under(circumstance, SOMETIMES) : circumstance;
}

function leaves(node: IfNode | UnlessNode): boolean {
  return (
    node.statements?.body.length === 1 &&
    node.statements.body[0]?.constructor.name.match(/^(?:Return|Next|Break)Node$/) !== null
  );
}

/** `ENV["X"]` or `ENV["X"].presence`. */
function indexedRead(node: Node | null): CallNode | undefined {
  if (!(node instanceof CallNode)) return undefined;
  if (isEnv(node.receiver)) return node.name === '[]' && literalName(node) !== undefined ? node : undefined;
  return node.name === 'presence' ? indexedRead(node.receiver) : undefined;
}

/** The variable without which `raise … unless ENV["X"]` or `raise … if ENV["X"].blank?` raises. */
function missingVariable(node: IfNode | UnlessNode): CallNode | undefined {
  const { predicate } = node;
  if (!(predicate instanceof CallNode)) return undefined;
  if (node instanceof UnlessNode) {
    const asks = isEnv(predicate.receiver) && /^(?:key\?|has_key\?|include\?)$/.test(predicate.name);
    if (asks && literalName(predicate) !== undefined) return predicate;
    return predicate.name === 'present?' ? indexedRead(predicate.receiver) : indexedRead(predicate);
  }
  return /^(?:blank\?|nil\?|!)$/.test(predicate.name) ? indexedRead(predicate.receiver) : undefined;
}

/** `group :development, :test do` of a Gemfile. */
function isUndeployedGroup(call: CallNode): boolean {
  const names = argumentsOf(call);
  const undeployed = (name: Node) => name instanceof SymbolNode && /^(?:test|development)$/.test(name.unescaped.value);
  return call.name === 'group' && names.length > 0 && names.every(undeployed);
}
