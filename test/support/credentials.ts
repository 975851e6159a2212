import { generateKeyPairSync } from 'node:crypto';
import type { Credentials } from '../../src/settings/credentials.js';

let remembered: Credentials | undefined;

/** Credentials of an App that exists nowhere; making a key takes a moment, so each process makes one. */
export function someCredentials(): Credentials {
  remembered ??= {
    appId: 4711,
    privateKey: generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    }).privateKey,
    webhookSecret: '6f1e2c5d7a9b40c38e21f5d4a6b7c8d9',
  };
  return remembered;
}
