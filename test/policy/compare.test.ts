import { expect, test } from '@jest/globals';
import { compareReports } from '../../src/policy/compare.js';
import type { Diagnostic } from '../../src/policy/diagnostic.js';
import { fingerprintOf } from '../../src/policy/fingerprint.js';
import { place } from './model-builder.js';

function finding(changes: Partial<Diagnostic> = {}): Diagnostic {
  return {
    ruleId: 'pool-small',
    severity: 'error',
    subject: 'Deployment/web/app',
    environments: ['production'],
    message: 'Too small.',
    location: place('config/database.yml', 3),
    related: [],
    suggestions: [],
    margin: 3,
    fingerprint: fingerprintOf('pool-small', 'Deployment/web/app'),
    ...changes,
  };
}

function statuses(base: readonly Diagnostic[], head: readonly Diagnostic[]) {
  return compareReports(base, head).diagnostics.map(({ status }) => status);
}

test.each([
  ['a finding that was not there is new', [], finding(), 'new'],
  [
    'of another subject, too',
    [finding({ fingerprint: fingerprintOf('pool-small', 'Deployment/api/app') })],
    finding(),
    'new',
  ],
  ['in another line or file it is the same', [finding({ location: place('config/db.yml', 9) })], finding(), 'existing'],
  ['in an environment more it is new', [finding()], finding({ environments: ['production', 'staging'] }), 'new'],
  ['in an environment less it exists', [finding({ environments: ['production', 'staging'] })], finding(), 'existing'],
  ['by a larger margin it is worse', [finding()], finding({ margin: 4 }), 'worsened'],
  ['by a smaller margin it exists', [finding()], finding({ margin: 2 }), 'existing'],
  ['with a higher severity it is worse', [finding({ severity: 'warning' })], finding(), 'worsened'],
  ['with a lower severity it exists', [finding()], finding({ severity: 'notice' }), 'existing'],
])('%s', (_, base, head, expected) => {
  expect(statuses(base, [head])).toEqual([expected]);
});

test('one finding that the head tells apart by environment exists twice', () => {
  const base = [finding({ environments: ['production', 'staging'] })];
  const head = [finding({ message: 'One.' }), finding({ message: 'Two.', environments: ['staging'] })];
  expect(statuses(base, head)).toEqual(['existing', 'existing']);
});

test('what the head no longer has is resolved', () => {
  const gone = finding({ fingerprint: fingerprintOf('pool-large', 'Deployment/web/app') });
  expect(compareReports([finding(), gone], [finding()]).resolved).toEqual([gone]);
});
