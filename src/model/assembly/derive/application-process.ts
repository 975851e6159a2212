import type { ProcessDraft } from '../draft.js';

/** Whether the container is known to run one of the application's programs; its image alone proves nothing about its command. */
export function runsApplication({ process }: ProcessDraft): boolean {
  return process.kind !== 'other' && process.kind !== 'unknown';
}
