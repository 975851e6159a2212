import type { ProcessDraft } from '../draft.js';

/** Whether the container is believed to run the application: its image is, or its command is one of the application's. */
export function runsApplication({ process, image }: ProcessDraft): boolean {
  return process.kind !== 'other' && (image !== undefined || process.kind !== 'unknown');
}
