import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AppDescription } from '../../src/github/app-manifest.js';
import type { AppRegistration } from '../github/state/app.js';

/** The App of app.yml, as the setup page makes it for "Observe and fix", with keys that nobody else has. */
export function registeredApp(): AppRegistration {
  const address = 'http://127.0.0.1';
  const { name, default_permissions, default_events } = new AppDescription(readFileSync('app.yml', 'utf8')).manifest(
    'fix',
    { homepage: address, webhookUrl: address, redirectUrl: address },
  );
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return {
    id: 4711,
    slug: name,
    privateKeyPem: privateKey,
    webhookSecret: randomBytes(32).toString('hex'),
    permissions: default_permissions,
    events: default_events,
  };
}
