import { z } from 'zod';
import type { OwnCheck } from '../repository-api.js';
import type { Selection } from './selection.js';

const FRAGMENT = `fragment OwnChecks on Commit {
  checkSuites(first: 2, filterBy: {appId: $app}) {
    nodes {
      checkRuns(first: 50, filterBy: {appId: $app, checkType: ALL, checkName: $checkName}) {
        nodes { databaseId externalId status conclusion annotations(first: 1) { totalCount } }
      }
    }
  }
}`;

const CheckRun = z.object({
  databaseId: z.number(),
  externalId: z.nullable(z.string()),
  status: z.string(),
  conclusion: z.nullable(z.string()),
  annotations: z.nullable(z.object({ totalCount: z.number() })),
});

const Commit = z.object({
  checkSuites: z.nullable(
    z.object({ nodes: z.array(z.object({ checkRuns: z.object({ nodes: z.array(CheckRun) }) })) }),
  ),
});

/** Of the answer's repository. */
export const SelectedChecks = { head: z.optional(z.nullable(Commit)) };

/** Asks for the check runs of one App with one name on a commit. */
export function selectChecks(head: string, app: number, checkName: string): Selection {
  return {
    variables: {
      head: { type: 'GitObjectID!', value: head },
      app: { type: 'Int!', value: app },
      checkName: { type: 'String!', value: checkName },
    },
    fields: '    head: object(oid: $head) { ...OwnChecks }',
    fragments: FRAGMENT,
  };
}

/** Newest first. */
export function readChecks({ head }: z.output<z.ZodObject<typeof SelectedChecks>>): readonly OwnCheck[] {
  const runs = head?.checkSuites?.nodes.flatMap(({ checkRuns }) => checkRuns.nodes) ?? [];
  return runs
    .sort((one, other) => other.databaseId - one.databaseId)
    .map(({ databaseId, externalId, status, conclusion, annotations }) => ({
      id: databaseId,
      externalId: externalId ?? '',
      completed: status === 'COMPLETED',
      conclusion: conclusion?.toLowerCase(),
      annotations: annotations?.totalCount ?? 0,
    }));
}
