import { describe, expect, test } from '@jest/globals';
import { blotPasswords, hidePasswords } from '../../src/reporters/hide-passwords.js';

describe('the password of a URL is hidden', () => {
  test.each([
    ['postgres://shop:s3cret@db:5432/shop?pool=5', 'postgres://shop:[hidden]@db:5432/shop?pool=5'],
    ['redis://:s3cret@cache:6379/0', 'redis://:[hidden]@cache:6379/0'],
    ['postgres://shop:p@ss/w:rd@db/shop', 'postgres://shop:[hidden]@db/shop'],
    ['says "postgres://shop:s3cret@db/shop" twice', 'says "postgres://shop:[hidden]@db/shop" twice'],
    ['postgres://db/shop?user=shop&password=s3cret&pool=5', 'postgres://db/shop?user=shop&password=[hidden]&pool=5'],
    ['redis://:one@a:6379,redis://:two@b:6379', 'redis://:[hidden]@b:6379'],
  ])('%s', (text, shown) => {
    expect(hidePasswords(text)).toBe(shown);
  });
});

describe('what hides nothing stays', () => {
  test.each([
    'postgres://shop@db:5432/shop',
    'postgres://shop:$(DB_PASSWORD)@db/shop',
    'postgres://shop:${var.password}@db/shop',
    'https://registry.example.com:5000/shop@sha256:0123',
    'https://example.com/a:b@c',
    'shop:s3cret@db',
  ])('%s', (text) => {
    expect(hidePasswords(text)).toBe(text);
  });
});

test('in a source line each character is blotted, so that columns stay', () => {
  expect(blotPasswords('  URL: postgres://shop:s3cret@db/shop # ok')).toBe(
    '  URL: postgres://shop:••••••@db/shop # ok',
  );
});

test('a text made of nothing but beginnings of URLs takes no time', () => {
  const text = '://a:'.repeat(200_000);
  expect(hidePasswords(text)).toBe(text);
});
