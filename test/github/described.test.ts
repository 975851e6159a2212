import { expect, test } from '@jest/globals';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { asInstallation, eachWithGithub, query, shop } from './asking.js';
import { readGraphqlSchema, readRestDescription } from './judge/schemas.js';
import { allRoutes } from './routes/all-routes.js';
import { Registrations } from './website/registrations.js';

const github = eachWithGithub();

test('every operation that was taken from GitHub’s description is answered, and no other', () => {
  const routes = allRoutes(new Registrations(github().world)).map(({ operation }) => operation);
  expect(routes.sort()).toEqual(Object.keys(readRestDescription().operations).sort());
});

test('every field that was taken from GitHub’s schema is answered', async () => {
  const repository = await shop(github());
  const head = await repository.push('feature', { files: { a: '1\n' } });
  const pullRequest = await repository.openPullRequest({ head: 'feature' });
  const ask = await asInstallation(github(), repository.installation());
  await ask('POST /repos/acme/shop/pulls/1/reviews', {
    event: 'COMMENT',
    comments: [{ path: 'a', line: 1, body: 'Look' }],
  });
  const annotations = [{ path: 'a', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'Look' }];
  const output = { title: 'Title', summary: 'Summary', annotations };
  await ask('POST /repos/acme/shop/check-runs', { name: 'plumbline', head_sha: head, conclusion: 'neutral', output });
  pullRequest.comment('alice', 'Hello');
  for (const expression of ['main:', 'main:README.md', head]) {
    const { data, errors } = await query(ask, everything(expression));
    expect([errors, data.repository.object]).toEqual([undefined, expect.any(Object)]);
  }
});

/** A query for all that can be asked, each type once on the way down. */
function everything(expression: string): string {
  const given = { ...ARGUMENTS, expression: JSON.stringify(expression) };
  const schema = buildSchema(readGraphqlSchema(), { assumeValid: true, assumeValidSDL: true });

  function selection(type: GraphQLNamedType, above: readonly string[]): string | undefined {
    if (isLeafType(type)) return '';
    if (above.includes(type.name)) return undefined;
    const path = [...above, type.name];
    const parts = isAbstractType(type)
      ? schema.getPossibleTypes(type).map((each) => asked(`... on ${each.name}`, selection(each, path)))
      : isObjectType(type)
        ? Object.values(type.getFields()).map((field) =>
            asked(call(field, given), selection(getNamedType(field.type), path)),
          )
        : [];
    return `{ __typename ${parts.join(' ')} }`;
  }

  const queries = schema.getQueryType();
  return (queries && selection(queries, [])) ?? '';
}

const ARGUMENTS: Readonly<Record<string, string>> = {
  first: '1',
  name: '"shop"',
  number: '1',
  owner: '"acme"',
  path: '"README.md"',
  qualifiedName: '"feature"',
};

function call({ name, args }: GraphQLField<unknown, unknown>, given: Readonly<Record<string, string>>): string {
  const values = args.flatMap((each) => (given[each.name] === undefined ? [] : [`${each.name}: ${given[each.name]}`]));
  return values.length === 0 ? name : `${name}(${values.join(', ')})`;
}

function asked(what: string, below: string | undefined): string {
  return below === undefined ? '' : `${what} ${below}`;
}
