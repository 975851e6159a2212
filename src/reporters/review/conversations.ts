import { isNew, type NumberedFinding } from '../numbered-findings.js';
import { isMarked, type Marker, parseMarker } from './marker.js';
import type { OwnThread } from './review-plan.js';
import { type Topic, topicsOf } from './topics.js';

/** A conversation that Plumbline began. */
export interface Conversation {
  readonly thread: OwnThread;
  readonly marker: Marker;
  /** What it is about by now, of what the change brought. */
  readonly findings: readonly NumberedFinding[];
}

/** Who is told what where. */
export interface Conversations {
  readonly open: readonly Conversation[];
  /** That a person closed. They stay closed as long as what they are about is found. */
  readonly closed: readonly Conversation[];
  /** What nobody was told yet. */
  readonly untold: readonly Topic[];
}

/**
 * Assigns each new finding to the open conversation about it, else to one about the same edit. What Plumbline itself closed was gone:
 * it is told anew when it comes back.
 */
export function assignFindings(findings: readonly NumberedFinding[], threads: readonly OwnThread[]): Conversations {
  const begun = threads.flatMap((thread) => {
    const marker = parseMarker(thread.body);
    return marker === undefined ? [] : [{ thread, marker, findings: [] as NumberedFinding[] }];
  });
  const open = begun.filter(({ thread }) => !thread.resolved);
  const closed = begun.filter(({ thread }) => thread.resolved && thread.resolvedByOther);
  const untold: Topic[] = [];
  for (const topic of topicsOf(findings.filter(({ finding }) => isNew(finding)))) {
    const left: NumberedFinding[] = [];
    let aboutSameEdit: (typeof open)[number] | undefined;
    for (const each of topic.findings) {
      if (closed.some((one) => isAbout(one, each))) continue;
      const own = open.find((one) => isAbout(one, each));
      (own?.findings ?? left).push(each);
      aboutSameEdit ??= own;
    }
    if (aboutSameEdit !== undefined) aboutSameEdit.findings.push(...left);
    else if (left.length > 0) untold.push({ ...topic, findings: left });
  }
  return { open, closed, untold };
}

function isAbout({ marker }: Conversation, { finding }: NumberedFinding): boolean {
  return marker.findings.some((marked) => isMarked(marked, finding));
}
