import { UNREAD_WORKLOADS } from '../model/facts/unread-workloads.js';
import { count } from './count.js';
import type { Report } from './report.js';

/** How much of what is deployed was judged, and which files hold the rest. */
export type Deployment =
  | { readonly state: 'judged' }
  /** Nothing here deploys anything: at most a Procfile or an image says what runs. */
  | { readonly state: 'none' }
  /** `gaps`: "7 templates are not rendered". */
  | { readonly state: 'in-part' | 'not-judged'; readonly gaps: string; readonly renderable: boolean };

const GAPS: Readonly<Record<keyof typeof UNREAD_WORKLOADS, (number: number) => string>> = {
  template: (number) => `${count(number, 'template')} ${number === 1 ? 'is' : 'are'} not rendered`,
  cloudFoundry: (number) => `${count(number, 'Cloud Foundry manifest')} ${number === 1 ? 'is' : 'are'} not read`,
  clowder: (number) => `${count(number, 'ClowdApp')} ${number === 1 ? 'is' : 'are'} not read`,
};

export function deploymentOf({ model, coverage }: Pick<Report, 'model' | 'coverage'>): Deployment {
  const unread = kindsOf(UNREAD_WORKLOADS).flatMap((kind) => {
    const files = coverage.filesNotRead.filter(({ reason }) => reason === UNREAD_WORKLOADS[kind]);
    return files.length === 0 ? [] : [{ kind, says: GAPS[kind](files.length) }];
  });
  const deployed = model.environments.some(({ processes }) => processes.some((process) => process.deployed));
  if (unread.length === 0) return { state: deployed ? 'judged' : 'none' };
  return {
    state: deployed ? 'in-part' : 'not-judged',
    gaps: unread.map(({ says }) => says).join(', '),
    renderable: unread.some(({ kind }) => kind === 'template'),
  };
}

function kindsOf<T extends object>(kinds: T): readonly (keyof T)[] {
  return Object.keys(kinds) as (keyof T)[];
}
