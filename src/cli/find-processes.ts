import type { Environment, Process } from '../model/model.js';

/**
 * The processes that a name means: `production/web`, or `web` in every environment. The last part is a process's id, its
 * name, its container, its workload or its kind, whichever of these fits first.
 */
export function findProcesses(environments: readonly Environment[], name: string | undefined): readonly Process[] {
  const all = environments.flatMap(({ processes }) => processes);
  if (name === undefined) return all;
  const inEnvironment = environments.find((environment) => name.startsWith(`${environment.name}/`));
  const candidates = inEnvironment === undefined ? all : inEnvironment.processes;
  const wanted = inEnvironment === undefined ? name : name.slice(inEnvironment.name.length + 1);
  for (const nameOf of NAMES) {
    const found = candidates.filter((process) => nameOf(process) === wanted);
    if (found.length > 0) return found;
  }
  return [];
}

const NAMES: readonly ((process: Process) => string)[] = [
  ({ id }) => id,
  ({ name }) => name,
  ({ container }) => container,
  ({ workload }) => workload.name,
  ({ kind }) => kind,
];
