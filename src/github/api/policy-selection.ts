import { z } from 'zod';
import { blobId } from './blob-id.js';
import type { Selection } from './selection.js';

const CONFIGURATION = '.github/plumbline.yml';
const RULES = '.plumbline/rules';
const RULE = 'rule.yaml';

const FRAGMENTS = `fragment PolicyFile on Blob { oid text }
fragment Rules on Tree { entries { name object { ...Category } } }
fragment Category on Tree { entries { name object { ...Rule } } }
fragment Rule on Tree { entries { name object { ...PolicyFile } } }`;

const File = z.object({ oid: z.string(), text: z.nullable(z.string()) });

/** What is of another kind has no fields at all. */
const Nothing = z.union([z.null(), z.strictObject({})]).transform(() => undefined);

function directoryOf<T>(content: z.ZodType<T>) {
  return z.union([z.object({ entries: z.array(z.object({ name: z.string(), object: content })) }), Nothing]);
}

/** Of the answer's repository. */
export const SelectedPolicy = {
  configuration: z.union([File, Nothing]),
  rules: directoryOf(directoryOf(directoryOf(z.union([File, Nothing])))),
};

export interface SelectedPolicyFile {
  readonly path: string;
  /** Of its blob. */
  readonly id: string;
  /** Absent when GraphQL does not hand out the whole. */
  readonly text: string | undefined;
}

/** Asks for the configuration and the rules of a commit, a branch or `HEAD`. */
export function selectPolicy(revision: string): Selection {
  const root = /^[0-9a-f]{40}$|^HEAD$|^refs\//.test(revision) ? revision : `refs/heads/${revision}`;
  return {
    variables: {
      configuration: { type: 'String!', value: `${root}:${CONFIGURATION}` },
      rules: { type: 'String!', value: `${root}:${RULES}` },
    },
    fields: `    configuration: object(expression: $configuration) { ...PolicyFile }
    rules: object(expression: $rules) { ...Rules }`,
    fragments: FRAGMENTS,
  };
}

export function readPolicy({
  configuration,
  rules,
}: z.output<z.ZodObject<typeof SelectedPolicy>>): readonly SelectedPolicyFile[] {
  const files = entriesOf(rules).flatMap((category) =>
    entriesOf(category.object).flatMap((rule) =>
      entriesOf(rule.object)
        .filter(({ name }) => name === RULE)
        .map(({ object }) => ({ path: `${RULES}/${category.name}/${rule.name}/${RULE}`, object })),
    ),
  );
  return [{ path: CONFIGURATION, object: configuration }, ...files].flatMap(({ path, object }) =>
    object === undefined ? [] : [{ path, id: object.oid, text: wholeText(object) }],
  );
}

function entriesOf<T>(directory: { readonly entries: readonly T[] } | undefined): readonly T[] {
  return directory?.entries ?? [];
}

function wholeText({ oid, text }: z.output<typeof File>): string | undefined {
  return text !== null && blobId(Buffer.from(text)) === oid ? text : undefined;
}
