import { describe, expect, test } from '@jest/globals';
import { didYouMean, noSuch } from '../../src/cli/did-you-mean.js';

describe('did you mean', () => {
  test('offers the near name', () => expect(didYouMean('chekc', ['check', 'inspect'])).toBe(' Did you mean check?'));
  test('offers the only name that begins so', () =>
    expect(didYouMean('prod', ['production', 'staging'])).toBe(' Did you mean production?'));
  test('offers nothing when two begin so', () =>
    expect(didYouMean('db-', ['db-connection-budget-exceeded', 'db-pool-below-process-threads'])).toBe(''));
  test('offers nothing far away', () => expect(didYouMean('deploy', ['check', 'inspect'])).toBe(''));
});

describe('a name that there is not', () => {
  test('is answered with those that there are', () =>
    expect(noSuch('environment', 'prodution', ['production', 'staging'])).toBe(
      'There is no environment "prodution". Did you mean production? There are: production, staging.',
    ));
  test('where there are none is answered so', () =>
    expect(noSuch('environment', 'production', [])).toBe('There is no environment "production". There are none here.'));
});
