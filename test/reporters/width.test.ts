import { describe, expect, test } from '@jest/globals';
import { displayWidth, truncate, truncateMiddle } from '../../src/reporters/width.js';

describe('the width of a text in cells', () => {
  test.each([
    ['pool', 4],
    ['größe', 5],
    ['e\u0301', 1],
    ['本番', 4],
    ['👍', 2],
    ['', 0],
  ])('of %j is %i', (text, width) => expect(displayWidth(text)).toBe(width));
});

describe('a text that is too wide', () => {
  test('is cut at its end', () => expect(truncate('Deployment/shop/web', 10)).toBe('Deploymen…'));
  test('is cut between wide characters', () => expect(truncate('本番環境', 6)).toBe('本番…'));
  test('is cut in its middle where the end tells it from others', () =>
    expect(truncateMiddle('Deployment/shop-production/nginx', 21)).toBe('Deployment…tion/nginx'));
  test('is not cut when it fits', () => expect(truncateMiddle('Deployment/shop', 15)).toBe('Deployment/shop'));
});
