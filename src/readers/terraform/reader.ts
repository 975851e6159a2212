import type { Fact } from '../../model/facts/fact.js';
import { initHcl } from '../../syntax/hcl/grammar.js';
import type { Reader, ReadPart } from '../reader.js';
import { Budget } from './budget.js';
import { type Application, applicationsOf } from './environments.js';
import { evaluateNamed } from './evaluate.js';
import { Module } from './module.js';
import type { TerraformPart } from './part.js';
import { Plan } from './plan.js';
import { matchesTerraform, readTerraform } from './read.js';
import { collect, type Repository, rootModules, type VariablesFile } from './repository.js';
import { RESOURCES } from './resources/all.js';
import { unknownValue, type Value } from './value.js';

/**
 * Terraform modules with their variable files: database and cache servers, ECS services, Kubernetes objects and the known
 * modules that make them, once for each environment. `initHcl()` must have been awaited.
 */
export const terraformReader: Reader<TerraformPart> = {
  name: 'terraform',
  version: 2,
  matches: matchesTerraform,
  prepare: initHcl,
  read: readTerraform,
  combine,
};

function combine(parts: readonly ReadPart<TerraformPart>[]): readonly Fact[] {
  const repository = collect(parts);
  const budget = new Budget();
  return applicationsOf(repository, rootModules(repository)).flatMap((application) => {
    const plan = new Plan(rootModule(repository, application, budget));
    return RESOURCES.flatMap((factsOf) => factsOf(plan));
  });
}

function rootModule(repository: Repository, application: Application, budget: Budget): Module {
  const { module, environment, files, named } = application;
  const values = new Map<string, () => Value>();
  const root = new Module({
    repository,
    source: module,
    prefix: '',
    rootDirectory: module.directory,
    ...(environment === undefined ? {} : { environment }),
    arguments: values,
    budget,
    depth: 0,
  });
  const assigned = (file: VariablesFile) =>
    file.part.values.map(({ name, value }) => {
      return [name, () => evaluateNamed(value, value.at, root.scope, `${name} in ${file.path}`)] as const;
    });
  for (const [name, value] of files.flatMap(assigned)) values.set(name, value);
  const competing = new Map<string, (() => Value)[]>();
  for (const [name, value] of named.flatMap(assigned)) {
    const others = competing.get(name);
    if (others === undefined) competing.set(name, [value]);
    else others.push(value);
  }
  for (const [name, all] of competing) values.set(name, () => agreed(name, all));
  return root;
}

/** What several files say alike, since any of them may be the last. */
function agreed(name: string, all: readonly (() => Value)[]): Value {
  const [first, ...rest] = all.map((value) => value());
  if (first === undefined) throw new Error(`no file assigns ${name}`);
  const same = rest.every((other) => other.kind === 'scalar' && first.kind === 'scalar' && other.value === first.value);
  const detail = `${name}, to which several variable files give different values`;
  return same ? first : unknownValue('ambiguous', detail, [first.trail[0], ...rest.map(({ trail }) => trail[0])]);
}
