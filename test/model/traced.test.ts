import { describe, expect, test } from '@jest/globals';
import { derive, known } from '../../src/model/traced.js';

const location = { path: 'k8s/web.yaml', start: 0, end: 1, startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };

describe('the story of a computed value', () => {
  const declared = known(2, { location, says: 'env SIDEKIQ_COUNT' });
  const inherent = known(1, { location, says: 'is one process', inherent: true });

  test('leaves out what follows from the kind of the process', () => {
    const { trail } = derive([inherent, declared], (one, other) => one * other);
    expect(trail.map(({ says }) => says)).toEqual(['env SIDEKIQ_COUNT']);
  });

  test('keeps it where nothing else was said', () => {
    const { trail } = derive([inherent], (one) => one);
    expect(trail.map(({ says }) => says)).toEqual(['is one process']);
  });
});
