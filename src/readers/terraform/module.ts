import type { HclAttribute, HclBlock, HclReference, HclStep } from '../../syntax/hcl/tree.js';
import { Block } from './block.js';
import type { Budget } from './budget.js';
import { evaluate, evaluateNamed } from './evaluate.js';
import { externalOutput } from './external-outputs.js';
import { renderTemplate } from './functions/files.js';
import { instanceAt, instancesOf } from './instances.js';
import { resolvePath } from './paths.js';
import { calledModule, type ModuleSource, type Repository, sourceOf } from './repository.js';
import type { Names, Scope, TextFile } from './scope.js';
import { titleOf } from './title.js';
import { conform } from './types.js';
import { failure, scalar, type Trail, unknownValue, type Value } from './value.js';

/** A resource as one `count` or `for_each` makes it. */
export interface Resource {
  readonly type: string;
  /** What people call it when it has no name of its own: its label or, for `this` and `main`, the module's. */
  readonly title: string;
  /** With the path of modules and the instance's key: what values say they were read from. */
  readonly address: string;
  readonly block: Block;
}

/** A call of a module: one that lies in the repository, with its own names, or another one. */
export interface ModuleCall {
  /** Its label and, if there are several instances, the key. */
  readonly title: string;
  /** `["web"]`, `[0]`, or "" for the only instance. */
  readonly suffix: string;
  readonly address: string;
  readonly source: string;
  readonly block: Block;
  readonly module?: Module;
}

/** How deep calls are followed. */
const MAX_MODULE_DEPTH = 6;
const NO_BINDINGS: ReadonlyMap<string, Value> = new Map();

interface Setting {
  readonly repository: Repository;
  readonly source: ModuleSource;
  /** `module.paas.` or "" for the root module. */
  readonly prefix: string;
  readonly rootDirectory: string;
  readonly environment?: string;
  readonly arguments: ReadonlyMap<string, () => Value>;
  readonly budget: Budget;
  readonly depth: number;
}

/** A module with the arguments that it was called with; its values are computed when they are asked for. */
export class Module implements Names {
  readonly environment?: string;
  readonly #setting: Setting;
  readonly #values = new Map<string, Value | 'being computed'>();
  readonly #calls = new Map<HclBlock, readonly ModuleCall[]>();
  readonly scope: Scope;

  constructor(setting: Setting) {
    this.#setting = setting;
    if (setting.environment !== undefined) this.environment = setting.environment;
    this.scope = { names: this, bindings: NO_BINDINGS, budget: setting.budget };
  }

  /** All resources of a type. */
  resources(type: string): readonly Resource[] {
    return this.#blocks('resource')
      .filter(({ labels }) => labels[0] === type)
      .flatMap((syntax) => this.#instances(syntax));
  }

  calls(): readonly ModuleCall[] {
    return this.#blocks('module').flatMap((syntax) => this.#callsOf(syntax));
  }

  file(path: string): TextFile | undefined {
    const { repository, rootDirectory } = this.#setting;
    for (const directory of [rootDirectory, '']) {
      const resolved = resolvePath(directory, path);
      const part = resolved === undefined ? undefined : repository.data.get(resolved);
      if (resolved !== undefined && part !== undefined) return { path: resolved, part };
    }
    return undefined;
  }

  resolve(reference: HclReference, scope: Scope): { readonly value: Value; readonly rest: readonly HclStep[] } {
    const [first, ...rest] = reference.steps;
    const trail: Trail = [{ location: reference.at, says: reference.root }];
    if (first?.kind !== 'attribute') return { value: failure(`a lone \`${reference.root}\``, trail), rest: [] };
    switch (reference.root) {
      case 'var':
        return { value: this.#once(`var.${first.name}`, trail, () => this.#variable(first.name, trail)), rest };
      case 'local':
        return { value: this.#once(`local.${first.name}`, trail, () => this.#local(first.name, trail)), rest };
      case 'path':
        return { value: scalar(this.#path(first.name), trail), rest };
      case 'module':
        return this.#output(first.name, rest, scope, trail);
      case 'data':
        return this.#data(first.name, rest, trail);
      case 'terraform':
        return { value: unknownValue('outside-repository', `terraform.${first.name}`, trail), rest: [] };
      default:
        return this.#resource(reference.root, first.name, rest, scope, trail);
    }
  }

  /** The repository stands at `/`. */
  #path(name: string): string {
    return `/${name === 'module' ? this.#setting.source.directory : this.#setting.rootDirectory}`;
  }

  #variable(name: string, trail: Trail): Value {
    const block = this.#setting.source.named.get(`variable.${name}`);
    if (block === undefined) return failure(`there is no variable "${name}"`, trail);
    const says = `variable "${name}"`;
    const attribute = (wanted: string) => block.attributes.find((each) => each.name === wanted);
    if (isTrue(attribute('sensitive'))) {
      return unknownValue('hidden-in-secret', `var.${name}`, [{ location: block.at, says }]);
    }
    const given = this.#setting.arguments.get(name)?.();
    const fallback = attribute('default');
    const nullable = attribute('nullable')?.value;
    const refused = nullable?.kind === 'literal' && nullable.value === false;
    const unset = given === undefined || (refused && given.kind === 'scalar' && given.value === null);
    const value =
      unset && fallback !== undefined
        ? evaluateNamed(fallback.value, fallback.at, this.scope, `default of ${says}`)
        : given;
    if (value === undefined) {
      const why = `var.${name}, which has no default and which nothing in the repository sets`;
      return unknownValue('outside-repository', why, [{ location: block.at, says }]);
    }
    const type = attribute('type');
    return type === undefined ? value : conform(value, type.value, this.scope, evaluate);
  }

  #local(name: string, trail: Trail): Value {
    const attribute = this.#setting.source.locals.get(name);
    if (attribute === undefined) return failure(`there is no local.${name}`, trail);
    return evaluateNamed(attribute.value, attribute.at, this.scope, `local.${name}`);
  }

  #output(
    name: string,
    steps: readonly HclStep[],
    scope: Scope,
    trail: Trail,
  ): { readonly value: Value; readonly rest: readonly HclStep[] } {
    const syntax = this.#setting.source.named.get(`module.${name}`);
    const call = syntax && instanceAt(this.#callsOf(syntax), steps[0], scope, evaluate);
    const [output, ...rest] = steps.filter((step, index) => index > 0 || step.kind === 'attribute');
    if (output?.kind !== 'attribute' || call === undefined) {
      return { value: unknownValue('not-computable', `module.${name}`, trail), rest: [] };
    }
    const { module } = call;
    if (module !== undefined) return { value: module.output(output.name, trail), rest };
    const detail = `module.${name}.${output.name}`;
    const known = externalOutput(call, output.name);
    if (known !== undefined) return { value: known, rest };
    const origin = { location: call.block.at, says: `${output.name} of ${call.block.what}` };
    return { value: unknownValue('outside-repository', detail, [...trail, origin]), rest: [] };
  }

  output(name: string, trail: Trail): Value {
    const block = this.#setting.source.named.get(`output.${name}`);
    const value = block?.attributes.find((attribute) => attribute.name === 'value');
    if (block === undefined || value === undefined) return failure(`there is no output "${name}"`, trail);
    return this.#once(`output.${name}`, trail, () =>
      evaluateNamed(value.value, value.at, this.scope, `output "${name}"`),
    );
  }

  #data(
    type: string,
    steps: readonly HclStep[],
    trail: Trail,
  ): { readonly value: Value; readonly rest: readonly HclStep[] } {
    const names = steps.flatMap((step) => (step.kind === 'attribute' ? [step.name] : []));
    const detail = ['data', type, ...names].join('.');
    const unknown = unknownValue('outside-repository', detail, trail);
    const [label, attribute] = names;
    if (type !== 'template_file' || attribute !== 'rendered') return { value: unknown, rest: [] };
    const syntax = this.#setting.source.named.get(`data.${type}.${label}`);
    if (syntax === undefined) return { value: failure(`there is no ${detail}`, trail), rest: [] };
    const value = this.#once(detail, trail, () => {
      const block = new Block(syntax, this.scope, `data.template_file.${label}`);
      const template = block.attribute('template');
      const variables: Value = block.map('vars') ?? { kind: 'map', entries: new Map(), trail };
      return template === undefined ? unknown : renderTemplate(template, variables, this.scope, trail, evaluate);
    });
    return { value, rest: [] };
  }

  #resource(
    type: string,
    label: string,
    steps: readonly HclStep[],
    scope: Scope,
    trail: Trail,
  ): { readonly value: Value; readonly rest: readonly HclStep[] } {
    const syntax = this.#setting.source.named.get(`resource.${type}.${label}`);
    if (syntax === undefined) return { value: failure(`there is no ${type}.${label}`, trail), rest: [] };
    const address = `${this.#setting.prefix}${type}.${label}`;
    const index = steps.findIndex((step) => step.kind === 'attribute');
    const attribute = steps[index];
    const name = attribute?.kind === 'attribute' ? attribute.name : '';
    const detail = [type, label, name].filter((word) => word !== '').join('.');
    const instance = instanceAt(instancesOf(syntax, this.scope, evaluate), steps[0], scope, evaluate);
    const written =
      instance === undefined ? undefined : new Block(syntax, instance.scope, `${type}.${label}`).attribute(name);
    if (written !== undefined && !steps.some(({ kind }) => kind === 'splat')) {
      const resources = [address + instance?.suffix, ...(written.resources ?? [])];
      return { value: { ...written, resources }, rest: steps.slice(index + 1) };
    }
    const value = unknownValue('outside-repository', `${detail}, which is known after apply`, trail);
    return { value: { ...value, resources: [address + (instance?.suffix ?? '')] }, rest: [] };
  }

  #blocks(type: string): readonly HclBlock[] {
    return this.#setting.source.blocks.get(type) ?? [];
  }

  #instances(syntax: HclBlock): readonly Resource[] {
    const [type = '', label = ''] = syntax.labels;
    const address = `${this.#setting.prefix}${type}.${label}`;
    return instancesOf(syntax, this.scope, evaluate).map(({ scope, suffix }) => {
      return {
        type,
        title: titleOf(this.#setting.prefix, label) + suffix,
        address: address + suffix,
        block: new Block(syntax, scope, `${type}.${label}${suffix}`),
      };
    });
  }

  #callsOf(syntax: HclBlock): readonly ModuleCall[] {
    const known = this.#calls.get(syntax);
    if (known !== undefined) return known;
    this.#calls.set(syntax, []);
    const calls = instancesOf(syntax, this.scope, evaluate).map(({ scope, suffix }) =>
      this.#call(syntax, scope, suffix),
    );
    this.#calls.set(syntax, calls);
    return calls;
  }

  #call(syntax: HclBlock, scope: Scope, suffix: string): ModuleCall {
    const [label = ''] = syntax.labels;
    const address = `${this.#setting.prefix}module.${label}${suffix}`;
    const block = new Block(syntax, scope, `module.${label}${suffix}`);
    const call = { title: label + suffix, suffix, address, source: sourceOf(syntax) ?? '', block };
    const { repository, source, budget, depth } = this.#setting;
    const target = calledModule(repository, source, syntax);
    if (target === undefined || depth >= MAX_MODULE_DEPTH || !budget.takeModule()) return call;
    const given = syntax.attributes.map(
      ({ name }) =>
        [name, once(() => block.attribute(name) ?? failure(name, [{ location: syntax.at, says: name }]))] as const,
    );
    const module = new Module({
      ...this.#setting,
      source: target,
      prefix: `${address}.`,
      arguments: new Map(given),
      depth: depth + 1,
    });
    return { ...call, module };
  }

  /** Each value once; one that needs itself is unknown. */
  #once(name: string, trail: Trail, compute: () => Value): Value {
    const before = this.#values.get(name);
    if (before === 'being computed') return unknownValue('not-computable', `${name}, which refers to itself`, trail);
    if (before !== undefined) return before;
    this.#values.set(name, 'being computed');
    const value = compute();
    this.#values.set(name, value);
    return value;
  }
}

function isTrue(attribute: HclAttribute | undefined): boolean {
  return attribute?.value.kind === 'literal' && attribute.value.value === true;
}

function once(compute: () => Value): () => Value {
  let value: Value | undefined;
  return () => {
    value ??= compute();
    return value;
  };
}
