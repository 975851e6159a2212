import { expect, test } from '@jest/globals';
import { factsOf, shown } from './read.js';

test('an ejson file makes Secrets, of which only the names of the keys are read', () => {
  const text = `{
  "_public_key": "841b",
  "kubernetes_secrets": {
    "bookshop": {
      "_type": "Opaque",
      "data": { "database_url": "EJ[1:abc]", "_host": "hunter2" }
    }
  }
}
`;
  const facts = factsOf({ 'config/deploy/production/secrets.ejson': text });
  expect(facts.map(shown)).toEqual([
    {
      kind: 'config-source',
      type: 'Secret',
      name: 'bookshop',
      placement: {},
      data: {
        database_url: 'hidden-in-secret: Secret bookshop, key database_url <- Secret bookshop, key database_url (6:18)',
        host: 'hidden-in-secret: Secret bookshop, key host <- Secret bookshop, key host (6:47)',
      },
      binaryKeys: [],
      open: false,
      at: '4:6',
    },
  ]);
  expect(JSON.stringify(facts)).not.toContain('hunter2');
});

test.each(['{ "_public_key": "841b" }', '[]', '', '{ "kubernetes_secrets": ["a"] }'])(
  'without Secrets it says nothing: %s',
  (text) => {
    expect(factsOf({ 'secrets.ejson': text })).toEqual([]);
  },
);
