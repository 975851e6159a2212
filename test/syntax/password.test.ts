import { expect, test } from '@jest/globals';
import { hidePasswords } from '../../src/syntax/password.js';

test.each([
  ['postgres://shop:s3cret@db/shop?pool=9', 'postgres://shop:[hidden]@db/shop?pool=9'],
  ['redis://:s3cret@cache:6379/0', 'redis://:[hidden]@cache:6379/0'],
  ['postgres://shop:a/b@c@db/shop', 'postgres://shop:[hidden]@db/shop'],
  [
    'ENV.fetch("URL", "redis://:s3cret@cache") # or redis://cache',
    'ENV.fetch("URL", "redis://:[hidden]@cache") # or redis://cache',
  ],
  ['jdbc:https://proxy/redis://:s3cret@cache', 'jdbc:https://proxy/redis://:[hidden]@cache'],
  ['postgres://db/shop?user=shop&password=s3cret&pool=5', 'postgres://db/shop?user=shop&password=[hidden]&pool=5'],
])('hides the password of %s', (text, shown) => {
  expect(hidePasswords(text)).toBe(shown);
});

test.each(['redis://cache:6379/0', 'postgres://shop@db/shop', 'https://x/y?at=a@b', 'a: b@c', 'user:@host'])(
  'leaves %s as it is',
  (text) => {
    expect(hidePasswords(text)).toBe(text);
  },
);

test('takes no longer for a text that is nothing but beginnings of URLs', () => {
  const text = '://a:'.repeat(200_000);
  expect(hidePasswords(text)).toBe(text);
  expect(hidePasswords(`${'://a/'.repeat(200_000)}@`)).toHaveLength(1_000_001);
});
