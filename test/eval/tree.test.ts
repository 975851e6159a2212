import { describe, expect, test } from '@jest/globals';
import { withEdits, withProposal } from '../../eval/patch.js';
import { Tree } from '../../eval/tree.js';

const tree = new Tree(new Map([['config/puma.rb', 'threads 5, 5\nworkers 3\n']]));

function proposing(...edits: readonly [string, string][]) {
  return {
    title: 'Change Puma.',
    edits: edits.map(([oldText, newText]) => ({ path: 'config/puma.rb', oldText, newText })),
  };
}

describe('a proposal on a tree', () => {
  test('replaces each old text', () => {
    const patched = withProposal(tree, proposing(['5, 5', '8, 8'], ['workers 3', 'workers 2']));
    expect(patched?.files.get('config/puma.rb')).toBe('threads 8, 8\nworkers 2\n');
  });

  test.each([
    ['is not there', proposing(['workers 4', 'workers 2'])],
    ['is there twice', proposing(['5', '8'])],
    ['is empty', proposing(['', 'x'])],
    ['overlaps another', proposing(['threads 5, 5', 'threads 8, 8'], ['5, 5\nworkers', '8, 8\nworkers'])],
    ['is of a file that is not there', { title: 'x', edits: [{ path: 'x', oldText: 'x', newText: 'y' }] }],
  ])('cannot be applied when an old text %s', (_, proposal) => {
    expect(withProposal(tree, proposal)).toBeUndefined();
  });

  test('may insert where another edit ends', () => {
    const path = 'config/puma.rb';
    const patched = withEdits(tree, [
      { path, start: 12, end: 12, newText: ' # five' },
      { path, start: 8, end: 12, newText: '8, 8' },
    ]);
    expect(patched?.files.get(path)).toBe('threads 8, 8 # five\nworkers 3\n');
  });
});

test('a mutation that changes nothing, or two places, is refused', () => {
  expect(() => tree.replaced('config/puma.rb', 'workers 4', '')).toThrow(
    'config/puma.rb does not have once: workers 4',
  );
  expect(() => tree.replaced('config/puma.rb', '5', '8')).toThrow('config/puma.rb does not have once: 5');
  expect(() => tree.without('config/sidekiq.yml')).toThrow('there is no config/sidekiq.yml');
});
