import { expect, test } from '@jest/globals';
import { isPlatformVariable } from '../../src/model/platform-variables.js';

test.each([
  'PATH',
  'RAILS_ENV',
  'BUNDLE_WITHOUT',
  'RUBYOPT',
  'http_proxy',
  'PGHOST',
  'REDIS_SERVICE_HOST',
  'SENTRY_DSN',
])('%s needs no declaration', (name) => expect(isPlatformVariable(name)).toBe(true));

test.each(['SECRET_KEY_BASE', 'RAILS_MASTER_KEY', 'STRIPE_KEY', 'API_HOST', 'PGP_KEY', 'DDOS_LIMIT'])(
  '%s needs one',
  (name) => expect(isPlatformVariable(name)).toBe(false),
);
