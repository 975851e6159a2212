import type { VariableRead } from '../../facts/variable-read.js';
import type { VariableNeed } from '../../model.js';
import { isPlatformVariable } from '../../platform-variables.js';
import type { Setting } from '../../traced.js';
import { known } from '../../traced.js';
import type { ApplicationFacts, ProcessDraft } from '../draft.js';
import type { Surroundings } from '../surroundings.js';
import { runsApplication } from './application-process.js';
import { Provision } from './provision.js';

/** The variables that the code of each process requires, one row per name. */
export function deriveVariableNeeds(
  processes: readonly ProcessDraft[],
  surroundings: Surroundings,
): readonly VariableNeed[] {
  return processes.filter(runsApplication).flatMap((draft) => {
    const { process, application } = draft;
    const provision = new Provision(process);
    return distinct(requiredReads(application).filter((read) => loads(draft, read))).map(
      ({ name, phase, form, at }): VariableNeed => ({
        process,
        name,
        phase,
        form,
        provided: provision.provides(name),
        sibling: sibling(draft, name, surroundings),
        at,
      }),
    );
  });
}

/** An application's reads are the same for all its processes. */
const requiredOf = new WeakMap<ApplicationFacts, readonly VariableRead[]>();

/** Reads at load time first: they decide whether the process starts at all. */
function requiredReads(application: ApplicationFacts): readonly VariableRead[] {
  const before = requiredOf.get(application);
  if (before !== undefined) return before;
  const required = application.reads.filter(
    ({ name, dynamic, required: needed, scope }) =>
      needed && !dynamic && scope !== 'never-deployed' && !isPlatformVariable(name),
  );
  const sorted = [
    ...required.filter(({ phase }) => phase === 'load'),
    ...required.filter(({ phase }) => phase === 'call'),
  ];
  requiredOf.set(application, sorted);
  return sorted;
}

/** Rake tasks run in one-shot processes only, Puma's file in web servers, an environment's file in that environment. */
function loads({ process, scope }: ProcessDraft, read: VariableRead): boolean {
  if (read.scope === 'task') return process.kind === 'one-shot';
  const { path } = read.at;
  if (/(?:^|\/)config\/puma(?:\/\w+)?\.rb$/.test(path)) return process.kind === 'web';
  const environment = /(?:^|\/)config\/environments\/(\w+)\.rb$/.exec(path)?.[1];
  return environment === undefined || !scope.railsEnv.known || scope.railsEnv.value === environment;
}

function distinct(reads: readonly VariableRead[]): readonly VariableRead[] {
  const byName = new Map<string, VariableRead>();
  for (const read of reads) if (!byName.has(read.name)) byName.set(read.name, read);
  return [...byName.values()];
}

function sibling({ process, application }: ProcessDraft, name: string, surroundings: Surroundings): Setting<string> {
  const owner = surroundings.otherOwner(application.root, name, process.id);
  return owner === undefined
    ? known(null, { location: process.at, says: `no other process sets ${name}` })
    : known(`${owner.process} (${owner.from})`, { location: owner.at, says: owner.from });
}
