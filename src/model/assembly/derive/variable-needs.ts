import type { VariableRead } from '../../facts/variable-read.js';
import type { Process, VariableNeed } from '../../model.js';
import { isPlatformVariable } from '../../platform-variables.js';
import type { Setting } from '../../traced.js';
import { known } from '../../traced.js';
import type { ApplicationFacts, EnvironmentDraft, ProcessDraft } from '../draft.js';
import { runsApplication } from './application-process.js';
import { Provision } from './provision.js';

/** The variables that the code of each process requires, one row per name. */
export function deriveVariableNeeds({ processes }: EnvironmentDraft): readonly VariableNeed[] {
  const drafts = processes.filter(runsApplication);
  const owners = new OwnersOfVariables(drafts);
  const reads = new Map<ApplicationFacts, readonly VariableRead[]>();
  return drafts.flatMap((draft) => {
    const { process, application } = draft;
    const required = reads.get(application) ?? requiredReads(application);
    reads.set(application, required);
    const provision = new Provision(process);
    return distinct(required.filter((read) => loads(draft, read))).map(
      ({ name, phase, form, at }): VariableNeed => ({
        process,
        name,
        phase,
        form,
        provided: provision.provides(name),
        sibling: owners.besides(draft, name),
        at,
      }),
    );
  });
}

/** Reads at load time first: they decide whether the process starts at all. */
function requiredReads({ reads }: ApplicationFacts): readonly VariableRead[] {
  const required = reads.filter(
    ({ name, dynamic, required: needed, scope }) =>
      needed && !dynamic && scope !== 'never-deployed' && !isPlatformVariable(name),
  );
  return [...required.filter(({ phase }) => phase === 'load'), ...required.filter(({ phase }) => phase === 'call')];
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

/** Which processes of an application have a variable; two of each are enough to find one besides a given process. */
class OwnersOfVariables {
  readonly #owners = new Map<ApplicationFacts, Map<string, { readonly process: Process; readonly from: string }[]>>();

  constructor(drafts: readonly ProcessDraft[]) {
    for (const { process, application } of drafts) {
      const byName = this.#owners.get(application) ?? new Map<string, { process: Process; from: string }[]>();
      this.#owners.set(application, byName);
      for (const { name, value } of process.variables) {
        const owners = byName.get(name) ?? [];
        byName.set(name, owners);
        if (owners.length < 2) owners.push({ process, from: value.trail[0]?.says ?? `sets ${name}` });
      }
    }
  }

  besides({ process, application }: ProcessDraft, name: string): Setting<string> {
    const owner = this.#owners
      .get(application)
      ?.get(name)
      ?.find((candidate) => candidate.process !== process);
    return owner === undefined
      ? known(null, { location: process.at, says: `no other process sets ${name}` })
      : known(`${owner.process.name} (${owner.from})`, { location: owner.process.at, says: owner.from });
  }
}
