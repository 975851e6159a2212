import type { Environment, Model, Process } from '../src/model/model.js';
import type { Setting, Traced } from '../src/model/traced.js';

/** No patch has to make a number so many times as large. */
const MOST_GROWTH = 16;

/**
 * What a patch took away from a model, or blew up, in words. Most rules fall silent when what they judge is gone, so that their silence says
 * nothing then. Only a variable that is the subject of the finding may go.
 */
export function lossesBetween(before: Model, after: Model, subject: string): readonly string[] {
  return before.environments.flatMap((environment) => {
    const there = after.environments.find(({ name }) => name === environment.name);
    if (there === undefined) return [`The environment ${environment.name} is gone.`];
    const kept = new Set(thingsOf(there));
    const gone = thingsOf(environment).filter((name) => !kept.has(name) && name !== subject);
    return [
      ...gone.map((name) => `${name} is gone from ${environment.name}.`),
      ...numbersOutOfBounds(environment, there),
    ];
  });
}

/** What runs, what guards it, and what it asks for. */
function thingsOf(environment: Environment): readonly string[] {
  return [
    ...environment.processes.flatMap(({ id, variables }) => [id, ...variables.map(({ name }) => `${name} in ${id}`)]),
    ...environment.databases.map(({ name }) => `Database ${name}`),
    ...environment.caches.map(({ name }) => `Cache ${name}`),
    ...environment.autoscalers.map(({ type, name }) => `${type}/${name}`),
    ...environment.disruptionBudgets.map(({ name }) => `PodDisruptionBudget/${name}`),
    ...environment.probes.map(({ name, process }) => `The ${name} probe of ${process.id}`),
    ...environment.servicePorts.map(({ service, port, process }) => `Service/${service}:${port} to ${process.id}`),
    ...environment.variableNeeds.map(({ name, process }) => `The need of ${process.id} for ${name}`),
    ...environment.extensions.map(({ name, declaredBy }) => `The need of the ${declaredBy} for ${name}`),
  ];
}

function numbersOutOfBounds(before: Environment, after: Environment): readonly string[] {
  return before.processes.flatMap((process) => {
    const now = after.processes.find(({ id }) => id === process.id);
    if (now === undefined) return [];
    const numbers = numbersOf(now);
    const grown = [...numbersOf(process)].filter(([name, number]) => (numbers.get(name) ?? 0) > number * MOST_GROWTH);
    const stopped = known(process.replicas.max) !== 0 && known(now.replicas.max) === 0;
    return [
      ...grown.map(([name, number]) => `The ${name} of ${process.id} grows from ${number} to ${numbers.get(name)}.`),
      ...(stopped ? [`${process.id} runs on no pod.`] : []),
    ];
  });
}

/** Above 0, as far as they are known. */
function numbersOf({ memory, cpu, pool, replicas, gracePeriodSeconds }: Process): ReadonlyMap<string, number> {
  const all = {
    'memory request': known(memory.request),
    'memory limit': known(memory.limit),
    'processor request': known(cpu.request),
    'processor limit': known(cpu.limit),
    pool: known(pool),
    'largest number of pods': known(replicas.max),
    'grace period': known(gracePeriodSeconds),
  };
  return new Map(
    Object.entries(all).flatMap(([name, number]) => (number !== undefined && number > 0 ? [[name, number]] : [])),
  );
}

function known(value: Traced<number> | Setting<number>): number | undefined {
  return value.known && value.value !== null ? value.value : undefined;
}
