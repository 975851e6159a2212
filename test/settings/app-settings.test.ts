import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { weaknessOfSecret } from '../../src/settings/credentials.js';
import { dataFolder } from '../../src/settings/data-folder.js';
import { readAppSettings } from '../../src/settings.js';
import { someCredentials } from '../support/credentials.js';

const { appId, privateKey, webhookSecret } = someCredentials();
const GIVEN = { APP_ID: String(appId), PRIVATE_KEY: privateKey, WEBHOOK_SECRET: webhookSecret };

const folder = mkdtempSync(join(tmpdir(), 'plumbline-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

function settingsOf(environment: Record<string, string>) {
  const reading = readAppSettings(environment);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.settings;
}

function problemsOf(environment: Record<string, string>): readonly string[] {
  const reading = readAppSettings(environment);
  return reading.ok ? [] : reading.problems;
}

describe("the App's settings", () => {
  test('all have a default', () => {
    expect(settingsOf({})).toEqual({
      host: '0.0.0.0',
      port: 3000,
      publicUrl: undefined,
      github: { url: 'https://github.com', apiUrl: 'https://api.github.com' },
      credentials: undefined,
      databaseUrl: undefined,
      dataDirectory: dataFolder({}, { root: userInfo().uid === 0, home: homedir() }),
      logLevel: 'info',
      concurrency: 4,
      executorId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      checkName: 'plumbline',
      retentionDays: 90,
      model: undefined,
    });
  });

  test('come from the environment', () => {
    const environment = {
      ...GIVEN,
      HOST: '127.0.0.1',
      PORT: '8080',
      PLUMBLINE_URL: 'https://plumbline.example.com/',
      GITHUB_URL: 'https://github.example.com/',
      DATABASE_URL: 'postgresql://db/plumbline',
      PLUMBLINE_DATA_DIR: '/var/lib/plumbline',
      LOG_LEVEL: 'warn',
      PLUMBLINE_CONCURRENCY: '8',
      PLUMBLINE_EXECUTOR_ID: 'web-1',
      PLUMBLINE_CHECK_NAME: 'configuration',
      PLUMBLINE_RETENTION_DAYS: '30',
    };
    expect(settingsOf(environment)).toEqual({
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'https://plumbline.example.com',
      github: { url: 'https://github.example.com', apiUrl: 'https://github.example.com/api/v3' },
      credentials: { appId, privateKey, webhookSecret },
      databaseUrl: 'postgresql://db/plumbline',
      dataDirectory: '/var/lib/plumbline',
      logLevel: 'warn',
      concurrency: 8,
      executorId: 'web-1',
      checkName: 'configuration',
      retentionDays: 30,
      model: undefined,
    });
  });

  test('that are empty are not set', () => {
    expect(settingsOf({ PORT: '', APP_ID: '', WEBHOOK_SECRET: ' ' })).toMatchObject({
      port: 3000,
      credentials: undefined,
    });
  });

  test('give each replica a name of its own', () => {
    expect(settingsOf({}).executorId).not.toBe(settingsOf({}).executorId);
  });

  test.each([
    ['https://github.com', 'https://api.github.com'],
    ['https://octo.ghe.com', 'https://api.octo.ghe.com'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000/api/v3'],
  ])('know the interface of %s', (url, apiUrl) => {
    expect(settingsOf({ GITHUB_URL: url }).github).toEqual({ url, apiUrl });
  });

  test('know an Enterprise Server by its name', () => {
    expect(settingsOf({ GHE_HOST: 'github.example.com' }).github.apiUrl).toBe('https://github.example.com/api/v3');
  });

  test('say everything that is wrong at once, and no value', () => {
    const problems = problemsOf({
      PORT: '70000',
      PLUMBLINE_URL: 'plumbline.example.com',
      APP_ID: 'plumbline',
      PRIVATE_KEY: 'hidden',
      WEBHOOK_SECRET: 'development',
      DATABASE_URL: 'mysql://db',
      LOG_LEVEL: 'loud',
      PLUMBLINE_RETENTION_DAYS: '1',
      GITHUB_URL: 'https://a.example',
      GHE_HOST: 'b.example',
    });
    expect(problems).toEqual([
      'PORT must be a whole number from 0 to 65535.',
      'PLUMBLINE_URL must be where GitHub reaches this server, as https://plumbline.example.com.',
      "APP_ID must be the App's number, which stands at the top of its page on GitHub.",
      'DATABASE_URL must begin with postgresql://, or be left out for a database in the data folder.',
      'LOG_LEVEL must be debug, info, warn or error.',
      'PLUMBLINE_RETENTION_DAYS must be a whole number from 7 to 3650.',
      "PRIVATE_KEY is no RSA private key. Give the whole .pem file that the App's page on GitHub made, or its path as PRIVATE_KEY_PATH.",
      'WEBHOOK_SECRET can be guessed: it has fewer than 20 characters. Make one with "openssl rand -hex 32" and set it here and on the App\'s page on GitHub.',
      'Set GITHUB_URL or GHE_HOST, not both.',
    ]);
    expect(problems.join()).not.toMatch(/hidden|development|mysql/);
  });

  test('want all credentials or none', () => {
    expect(problemsOf({ APP_ID: '1' })).toEqual([
      'PRIVATE_KEY is not set, but others of APP_ID, PRIVATE_KEY, WEBHOOK_SECRET are. Set all three, or none to create an App.',
      'WEBHOOK_SECRET is not set, but others of APP_ID, PRIVATE_KEY, WEBHOOK_SECRET are. Set all three, or none to create an App.',
    ]);
  });
});

describe('a private key', () => {
  test.each([
    ['with its line ends escaped', privateKey.trim().replaceAll('\n', '\\n')],
    ['in base64', Buffer.from(privateKey).toString('base64')],
    ['with the line ends of Windows', privateKey.replaceAll('\n', '\r\n')],
  ])('is understood %s', (_, written) => {
    expect(settingsOf({ ...GIVEN, PRIVATE_KEY: written }).credentials?.privateKey).toBe(privateKey);
  });

  test('and the secret may be in files', () => {
    writeFileSync(join(folder, 'key.pem'), privateKey);
    writeFileSync(join(folder, 'secret'), `${webhookSecret}\n`);
    const environment = {
      APP_ID: '4711',
      PRIVATE_KEY_PATH: join(folder, 'key.pem'),
      WEBHOOK_SECRET_FILE: join(folder, 'secret'),
    };
    expect(settingsOf(environment).credentials).toEqual({ appId, privateKey, webhookSecret });
  });

  test('in a file that is not there is a problem, as is one that is given twice', () => {
    expect(problemsOf({ ...GIVEN, PRIVATE_KEY_PATH: join(folder, 'none.pem') })).toEqual([
      'Set PRIVATE_KEY or PRIVATE_KEY_PATH, not both.',
      'PRIVATE_KEY_PATH names a file that cannot be read. Correct the path, or let this user read it.',
    ]);
  });
});

describe('a webhook secret', () => {
  test.each([
    ['development', 'it has fewer than 20 characters'],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'it is made of fewer than 8 different characters'],
    ['12345678123456781234567812345678', 'it repeats itself'],
    ['my-development-secret-0123', 'it is made of words that are guessed first'],
  ])('%s is weak', (secret, weakness) => {
    expect(weaknessOfSecret(secret)).toBe(weakness);
  });

  test.each([webhookSecret, 'correct-horse-battery-staple-42', 'Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA=='])(
    '%s is not',
    (secret) => {
      expect(weaknessOfSecret(secret)).toBeUndefined();
    },
  );
});
