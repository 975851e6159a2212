import type { Autoscaler, ConfigSource, Workload } from '../facts/workload.js';
import type { Process } from '../model.js';
import type { Setting, Traced } from '../traced.js';
import type { ApplicationFacts, ProcessDraft } from './draft.js';
import { NO_APPLICATION } from './draft.js';
import type { EvaluationScope } from './evaluate.js';
import { lazily, once } from './lazily.js';
import type { ProcessContext } from './processes.js';
import { processesOfWorkload } from './processes.js';
import type { Recall, Recalled } from './recall.js';

/** All that drafting the processes of one workload asks about the rest of its environment. */
export type DraftAnswers = {
  source(type: ConfigSource['type'], name: string, namespace: string | undefined): ConfigSource | undefined;
  objects(type: ConfigSource['type'], name: string, namespace: string | undefined): readonly ConfigSource[];
  hasObjects(type: ConfigSource['type'], namespace: string | undefined): boolean;
  autoscaler(type: string, name: string): Autoscaler | undefined;
};

/** What the workloads of an environment have in common. */
export interface DraftContext extends Omit<ProcessContext, 'sources' | 'autoscalerOf' | 'objects'> {
  readonly applications: readonly ApplicationFacts[];
  readonly answers: DraftAnswers;
  /** Names all of it but the answers. */
  readonly digest: string;
  readonly recall: Recall;
}

/** The processes of one workload, from an earlier run where nothing that they follow from changed. */
export function draftWorkload(workload: Workload, context: DraftContext): Recalled<readonly ProcessDraft[]> {
  const { recall, answers } = context;
  return recall.run({
    name: ['processes', context.digest, recall.digest(workload)],
    answers,
    compute: (asked) => processesOfWorkload(workload, processContext(context, asked)).map(withMemory),
    store: (drafts): StoredWorkload => ({
      // Apart, so that of a process only the values that somebody asks for are read again.
      processes: drafts.map(({ process }) => process),
      drafts: drafts.map(stored),
    }),
    restore: (record) => {
      const { processes, drafts } = record as StoredWorkload;
      return drafts.map((draft, index) => {
        const process = processes[index];
        if (process === undefined) throw new Error(`the processes of ${workload.name} were not all stored`);
        return restored(
          process,
          draft,
          once(() => drafted(workload, index, context)),
          workload,
          context,
        );
      });
    },
  });
}

function processContext(context: DraftContext, asked: DraftAnswers): ProcessContext {
  return {
    ...context,
    sources: { find: asked.source },
    objects: { objects: asked.objects, hasObjects: asked.hasObjects },
    autoscalerOf: ({ type, name }) => asked.autoscaler(type, name),
  };
}

/** Remembers the variables that were asked for, so that they can be answered without the draft's declarations. */
class RememberingScope implements EvaluationScope {
  readonly railsEnv: Traced<string>;
  readonly known: Map<string, Setting<string>>;
  readonly #answer: (name: string) => Setting<string>;

  constructor(
    railsEnv: Traced<string>,
    known: Iterable<readonly [string, Setting<string>]>,
    answer: (name: string) => Setting<string>,
  ) {
    this.railsEnv = railsEnv;
    this.known = new Map(known);
    this.#answer = answer;
  }

  variable(name: string): Setting<string> {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const answer = this.#answer(name);
    this.known.set(name, answer);
    return answer;
  }
}

function withMemory(draft: ProcessDraft): ProcessDraft {
  const { scope } = draft;
  return { ...draft, scope: new RememberingScope(scope.railsEnv, [], (name) => scope.variable(name)) };
}

interface StoredWorkload {
  readonly processes: readonly Process[];
  readonly drafts: readonly StoredDraft[];
}

interface StoredDraft {
  readonly root: string;
  readonly railsEnv: Traced<string>;
  readonly variables: readonly (readonly [string, Setting<string>])[];
  readonly awaited: readonly string[];
}

function stored({ application, scope, awaited }: ProcessDraft): StoredDraft {
  return {
    root: application.root,
    railsEnv: scope.railsEnv,
    variables: scope instanceof RememberingScope ? [...scope.known] : [],
    awaited,
  };
}

/** What was not stored is taken from the draft made anew, which few ever look at. */
function restored(
  process: Process,
  draft: StoredDraft,
  anew: () => ProcessDraft,
  workload: Workload,
  { applications }: DraftContext,
): ProcessDraft {
  return lazily<ProcessDraft>({
    process: () => process,
    application: () => applications.find(({ root }) => root === draft.root) ?? NO_APPLICATION,
    scope: () => new RememberingScope(draft.railsEnv, draft.variables, (name) => anew().scope.variable(name)),
    awaited: () => draft.awaited,
    workload: () => workload,
    container: () => anew().container,
    image: () => anew().image,
  });
}

function drafted(workload: Workload, index: number, context: DraftContext): ProcessDraft {
  const draft = processesOfWorkload(workload, processContext(context, context.answers))[index];
  if (draft === undefined) throw new Error(`${workload.name} has no process ${index}`);
  return draft;
}
