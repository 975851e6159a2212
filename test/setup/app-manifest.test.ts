import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { AppDescription } from '../../src/github/app-manifest.js';

const ADDRESSES = {
  homepage: 'https://plumbline.example.com',
  webhookUrl: 'https://plumbline.example.com/api/github/webhooks',
  redirectUrl: 'https://plumbline.example.com/setup/callback',
};

/** What GitHub wants to be granted before it sends an event; without it, it refuses the whole manifest. */
const NEEDED_FOR_EVENT: Readonly<Record<string, string>> = {
  check_run: 'checks',
  check_suite: 'checks',
  issue_comment: 'issues',
  merge_group: 'merge_queues',
  pull_request: 'pull_requests',
  push: 'contents',
};

describe('app.yml', () => {
  const description = new AppDescription();

  test('asks for no more than the two profiles need', () => {
    const observe = {
      checks: 'write',
      contents: 'read',
      issues: 'read',
      merge_queues: 'read',
      metadata: 'read',
      pull_requests: 'write',
    };
    expect(description.manifest('observe', ADDRESSES)).toEqual({
      name: 'plumbline',
      description: 'Keeps application code and its infrastructure true to each other.',
      public: false,
      url: 'https://plumbline.example.com',
      hook_attributes: { url: 'https://plumbline.example.com/api/github/webhooks', active: true },
      redirect_url: 'https://plumbline.example.com/setup/callback',
      default_permissions: observe,
      default_events: ['check_run', 'check_suite', 'issue_comment', 'merge_group', 'pull_request', 'push'],
    });
    const fix = description.manifest('fix', ADDRESSES);
    expect(fix.default_permissions).toEqual({ ...observe, contents: 'write' });
  });

  test.each(['observe', 'fix'] as const)('is granted what the events of %s need', (profile) => {
    const { default_events, default_permissions } = description.manifest(profile, ADDRESSES);
    expect(default_events.map((event) => NEEDED_FOR_EVENT[event])).toEqual(
      default_events.map(() => expect.stringMatching(/./)),
    );
    for (const event of default_events) expect(Object.keys(default_permissions)).toContain(NEEDED_FOR_EVENT[event]);
  });

  test('gives a reason for each permission of each profile', () => {
    for (const { permissions } of description.profiles) {
      expect(permissions.length).toBeGreaterThan(5);
      for (const { reason } of permissions) expect(reason).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('without our block is the manifest of the profile "observe"', () => {
    const { plumbline: _, ...file } = load(readFileSync('app.yml', 'utf8')) as Record<string, unknown>;
    expect(description.manifest('observe', ADDRESSES)).toMatchObject(file);
  });

  test('without a reason is not used', () => {
    const text = readFileSync('app.yml', 'utf8').replace(/ {4}issues:\n.*\n/, '');
    expect(() => new AppDescription(text).profile('observe')).toThrow('app.yml has no reason for issues: read');
  });
});
