import { describe, expect, test } from '@jest/globals';
import { factOf, shown } from './read.js';

test('a ConfigMap with values, and what is none', () => {
  const text = `apiVersion: v1
kind: ConfigMap
metadata: { name: shop, namespace: web }
data:
  RAILS_MAX_THREADS: "5"
  PORT: 3000
  EMPTY:
  HOST: __HOST__
  __proto__: polluted
  page.html: "${'x'.repeat(4_097)}"
binaryData: { logo: AAAA }
`;
  const says = (key: string) => `ConfigMap shop, key ${key}`;
  const data = new Map([
    ['RAILS_MAX_THREADS', `"5" <- ${says('RAILS_MAX_THREADS')} (5:23)*`],
    [
      'PORT',
      `not-computable: ${says('PORT')} is "3000", not text: numbers and booleans need quotes here <- ${says('PORT')} (6:9)`,
    ],
    ['EMPTY', `"" <- ${says('EMPTY')} (7:3)`],
    ['HOST', `template-not-rendered: ${says('HOST')} is "__HOST__" <- ${says('HOST')} (8:9)`],
    ['__proto__', `"polluted" <- ${says('__proto__')} (9:14)*`],
    ['page.html', `not-computable: ${says('page.html')} is longer than 4096 characters <- ${says('page.html')} (10:3)`],
  ]);
  const fact = factOf('config-source', text);
  expect(new Map(Object.entries(fact.data).map(([key, value]) => [key, shown(value)]))).toEqual(data);
  expect(shown({ ...fact, data: {} })).toEqual({
    kind: 'config-source',
    type: 'ConfigMap',
    name: 'shop',
    placement: { namespace: 'web' },
    data: {},
    binaryKeys: ['logo'],
    open: false,
    at: '3:19',
  });
});

describe('what stands for a Secret', () => {
  test.each([
    ['v1', 'Secret', 'data: { a: c2VjcmV0 }\nstringData: { b: hunter2 }', 'app', ['a', 'b'], false],
    [
      'bitnami.com/v1alpha1',
      'SealedSecret',
      'spec: { encryptedData: { a: hunter2 }, template: { metadata: { name: sealed } } }',
      'sealed',
      ['a'],
      false,
    ],
    [
      'external-secrets.io/v1',
      'ExternalSecret',
      'spec: { target: { name: db }, data: [{ secretKey: url, remoteRef: { key: hunter2 } }] }',
      'db',
      ['url'],
      false,
    ],
    [
      'external-secrets.io/v1',
      'ExternalSecret',
      'spec: { dataFrom: [{ extract: { key: hunter2 } }] }',
      'app',
      [],
      true,
    ],
    [
      'secrets.hashicorp.com/v1beta1',
      'VaultStaticSecret',
      'spec: { destination: { name: vaulted } }',
      'vaulted',
      [],
      true,
    ],
    ['onepassword.com/v1', 'OnePasswordItem', 'spec: { itemPath: hunter2 }', 'app', [], true],
  ])('%s %s', (apiVersion, kind, rest, name, keys, open) => {
    const fact = factOf(
      'config-source',
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: app }\n${rest}\n`,
    );
    expect([fact.type, fact.name, Object.keys(fact.data), fact.open]).toEqual(['Secret', name, keys, open]);
    for (const value of Object.values(fact.data))
      expect(value).toMatchObject({ known: false, reason: 'hidden-in-secret' });
    expect(JSON.stringify(fact)).not.toMatch(/hunter2|c2VjcmV0/);
  });

  test('a Secret that is filled by placeholders tells no more than its keys either', () => {
    const fact = factOf(
      'config-source',
      'apiVersion: v1\nkind: Secret\nmetadata: { name: app }\ndata:\n  a: hunter2-${TOKEN}\n',
    );
    expect(shown(fact.data)).toEqual({ a: 'hidden-in-secret: Secret app, key a <- Secret app, key a (5:3)' });
  });
});
