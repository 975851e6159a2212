import type { HclAttribute, HclBlock } from '../../syntax/hcl/tree.js';
import type { ReadPart } from '../reader.js';
import type { DataPart, TerraformPart, VariablesPart } from './part.js';
import { directoryOf, resolvePath } from './paths.js';

/** A directory with `.tf` files: their blocks by type, in order of path. */
export interface ModuleSource {
  readonly directory: string;
  readonly blocks: ReadonlyMap<string, readonly HclBlock[]>;
  /** By type and labels: `resource.aws_ecs_service.web`. The first of several with one name counts. */
  readonly named: ReadonlyMap<string, HclBlock>;
  /** What its `locals` blocks define, by name. */
  readonly locals: ReadonlyMap<string, HclAttribute>;
  /** The names that its `variable` blocks declare. */
  readonly variables: ReadonlySet<string>;
}

export interface VariablesFile {
  readonly path: string;
  readonly part: VariablesPart;
}

/** Everything that was read, by where it lies. */
export interface Repository {
  readonly modules: ReadonlyMap<string, ModuleSource>;
  readonly variables: readonly VariablesFile[];
  readonly data: ReadonlyMap<string, DataPart>;
}

export function collect(parts: readonly ReadPart<TerraformPart>[]): Repository {
  const blocks = new Map<string, HclBlock[]>();
  const variables: VariablesFile[] = [];
  const data = new Map<string, DataPart>();
  const ordered = [...parts].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  for (const { path, part } of ordered) {
    if (part.kind === 'data') data.set(path, part);
    else if (part.kind === 'variables') variables.push({ path, part });
    else {
      const directory = directoryOf(path);
      const known = blocks.get(directory);
      if (known === undefined) blocks.set(directory, [...part.body.blocks]);
      else known.push(...part.body.blocks);
    }
  }
  return {
    modules: new Map([...blocks].map(([directory, all]) => [directory, moduleOf(directory, all)])),
    variables,
    data,
  };
}

function moduleOf(directory: string, all: readonly HclBlock[]): ModuleSource {
  const blocks = new Map<string, HclBlock[]>();
  const named = new Map<string, HclBlock>();
  for (const block of all) {
    const alike = blocks.get(block.type);
    if (alike === undefined) blocks.set(block.type, [block]);
    else alike.push(block);
    const name = [block.type, ...block.labels].join('.');
    if (!named.has(name)) named.set(name, block);
  }
  const variables = (blocks.get('variable') ?? []).flatMap(({ labels }) => labels.slice(0, 1));
  const attributes = (blocks.get('locals') ?? []).flatMap((block) => block.attributes);
  const locals = new Map(attributes.map((attribute) => [attribute.name, attribute]));
  return { directory, blocks, named, locals, variables: new Set(variables) };
}

/** The literal `source` of a module call. */
export function sourceOf(call: HclBlock): string | undefined {
  const value = call.attributes.find(({ name }) => name === 'source')?.value;
  return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** The directory that a call's `source` names, if it lies in the repository and holds a module. */
export function calledModule(repository: Repository, caller: ModuleSource, call: HclBlock): ModuleSource | undefined {
  const source = sourceOf(call);
  if (source === undefined || !/^\.\.?(?:\/|$)/.test(source)) return undefined;
  const directory = resolvePath(caller.directory, source);
  return directory === undefined ? undefined : repository.modules.get(directory);
}

/** The modules that people apply: those that no other module calls and that are not kept as libraries or examples. */
export function rootModules(repository: Repository): readonly ModuleSource[] {
  const called = new Set<string>();
  for (const module of repository.modules.values()) {
    for (const call of module.blocks.get('module') ?? []) {
      const target = calledModule(repository, module, call);
      if (target !== undefined && target !== module) called.add(target.directory);
    }
  }
  return [...repository.modules.values()].filter(({ directory }) => !called.has(directory) && !isLibrary(directory));
}

function isLibrary(directory: string): boolean {
  return /(?:^|\/)(?:vendor|examples?|tests|fixtures|modules)(?:\/|$)/.test(directory);
}
