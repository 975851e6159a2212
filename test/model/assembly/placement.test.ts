import { describe, expect, test } from '@jest/globals';
import { placeInEnvironment } from '../../../src/model/assembly/placement.js';

describe('the environment of a declaration', () => {
  test.each([
    ['a folder', 'deploy/production/web.yaml', {}, 'web', 'production'],
    ['the deepest folder, not the cluster called live', '.k8s/live/staging/web.yaml', {}, 'web', 'staging'],
    ['a folder called live, when nothing says more', '.k8s/live/web.yaml', {}, 'web', 'production'],
    ['the file, where the folder is a cluster called live', '.k8s/live/deployment-staging.yaml', {}, 'web', 'staging'],
    ['a file name', 'kubernetes/deployment-production.tmpl', {}, 'web', 'production'],
    ['a short file name', 'helm/values-prod.yaml', {}, 'web', 'production'],
    ['the whole name of a numbered folder', 'k8s/overlays/staging-1/web.yaml', {}, 'web', 'staging-1'],
    ['the whole name of a regional folder', 'k8s/production-eu/web.yaml', {}, 'web', 'production-eu'],
    ['a namespace', 'k8s/web.yaml', { namespace: 'shop-staging' }, 'web', 'staging'],
    ['the name of the object', 'k8s/web.yaml', {}, 'shop-production-web', 'production'],
    ['what the reader knows for certain', 'terraform/main.tf', { environment: 'prod' }, 'web', 'production'],
    ['nothing, for a file that says nothing', 'k8s/web.yaml', {}, 'web', undefined],
    ['nothing, for an object that is merely a test', 'k8s/web.yaml', {}, 'smoke-test', undefined],
    ['nothing, for a folder that merely contains the word', 'k8s/reproduction/web.yaml', {}, 'web', undefined],
  ])('is told by %s', (_, path, placement, name, expected) => {
    expect(placeInEnvironment(path, placement, name, [])).toBe(expected);
  });

  test('is what the configuration says, whatever the layout says', () => {
    const selector = {
      name: 'blue',
      matchesPath: (path: string) => path.startsWith('deploy/production/'),
      namespaces: [],
    };
    expect(placeInEnvironment('deploy/production/web.yaml', {}, 'web', [selector])).toBe('blue');
  });
});
