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
import { collect, type Repository, rootModules } from './repository.js';
import { RESOURCES } from './resources/all.js';
import type { Value } from './value.js';

/**
 * Terraform modules with their variable files: database and cache servers, ECS services, Kubernetes objects and the known
 * modules that make them, once for each environment. `initHcl()` must have been awaited.
 */
export const terraformReader: Reader<TerraformPart> = {
  name: 'terraform',
  version: 1,
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

function rootModule(repository: Repository, { module, environment, files }: Application, budget: Budget): Module {
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
  for (const { path, part } of files) {
    for (const { name, value } of part.values) {
      values.set(name, () => evaluateNamed(value, value.at, root.scope, `${name} in ${path}`));
    }
  }
  return root;
}
