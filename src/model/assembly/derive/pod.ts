import type { Container, Workload } from '../../facts/workload.js';
import type { Setting, Traced } from '../../traced.js';
import { derive, known, unknown, via } from '../../traced.js';
import type { ProcessDraft } from '../draft.js';
import { ownListeners } from './listeners.js';

/** The processes that share a pod, and so its ports. */
export interface Pod {
  readonly workload: Workload;
  readonly drafts: readonly ProcessDraft[];
}

export function podsByWorkload(drafts: readonly ProcessDraft[]): ReadonlyMap<Workload, Pod> {
  const members = new Map<Workload, ProcessDraft[]>();
  for (const draft of drafts) {
    if (draft.workload === undefined) continue;
    const sharing = members.get(draft.workload);
    if (sharing === undefined) members.set(draft.workload, [draft]);
    else sharing.push(draft);
  }
  return new Map([...members].map(([workload, sharing]) => [workload, { workload, drafts: sharing }]));
}

/**
 * The ports on which something in the pod listens. A container whose program is not understood may listen anywhere: then
 * the answer is known only where a port that is understood, or one that such a container declares, is the one asked for.
 */
export function podListeners(pod: Pod, port: Setting<number>): Traced<readonly number[]> {
  const asked = port.known ? port.value : null;
  const resolved: Traced<readonly number[]>[] = [];
  let obscure: Traced<readonly number[]> | undefined;
  for (const container of pod.workload.containers) {
    if (container.role === 'init') continue;
    const draft = pod.drafts.find(({ process }) => process.container === container.name);
    const own = draft === undefined ? foreign(container) : ownListeners(draft, asked);
    if (own.known) resolved.push(own);
    else if (asked !== null && declares(container, asked)) resolved.push(declaredPort(container, asked));
    else obscure ??= own;
  }
  const understood = union(resolved, pod.workload);
  if (obscure === undefined) return understood;
  return asked !== null && understood.known && understood.value.includes(asked) ? understood : obscure;
}

/** The number behind a port as written: a name is looked up among the ports of the containers. */
export function resolvePort(
  written: Traced<string>,
  ports: Container['ports'],
): { readonly port: Setting<number>; readonly defined: Traced<boolean> } {
  if (!written.known) return { port: written, defined: written };
  if (/^\d{1,5}$/.test(written.value)) {
    return { port: { ...written, value: Number(written.value) }, defined: derive([written], () => true) };
  }
  const match = ports.find(({ name }) => name === written.value);
  if (match === undefined) return { port: { ...written, value: null }, defined: derive([written], () => false) };
  return { port: via(match.number, ...written.trail), defined: derive([written], () => true) };
}

export function declaresPort({ container }: ProcessDraft, port: number): boolean {
  return container !== undefined && declares(container, port);
}

function declares(container: Container, port: number): boolean {
  return container.ports.some(({ number }) => number.known && number.value === port);
}

function declaredPort(container: Container, port: number): Traced<readonly number[]> {
  return known([port], { location: container.at, says: `${container.name} declares port ${port}` });
}

function foreign(container: Container): Traced<readonly number[]> {
  return unknown('not-computable', `the ports of ${container.name}`, [
    { location: container.at, says: `runs container ${container.name}` },
  ]);
}

function union(parts: readonly Traced<readonly number[]>[], workload: Workload): Traced<readonly number[]> {
  const [first, ...rest] = parts;
  if (first === undefined) return known([], { location: workload.at, says: `${workload.name} runs nothing` });
  return derive([first, ...rest], (...ports) => [...new Set(ports.flat())].sort((one, other) => one - other));
}
