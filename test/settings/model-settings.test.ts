import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readAppSettings, readModelSettings } from '../../src/settings.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const KEY = 'sk-ant-api03-abcdefgh';

test.each([
  ['nothing is set', {}],
  ['the key is empty', { ANTHROPIC_API_KEY: '  ' }],
  ['only other settings are there, wrong ones too', { AWS_REGION: 'moon', PLUMBLINE_MODEL_EFFORT: 'none' }],
])('there is no model when %s', (_, environment) => {
  expect(readModelSettings(environment)).toEqual({ ok: true, settings: undefined });
});

test('a key is enough', () => {
  expect(readModelSettings({ ANTHROPIC_API_KEY: KEY })).toEqual({
    ok: true,
    settings: {
      provider: 'anthropic',
      apiKey: KEY,
      baseUrl: undefined,
      model: 'claude-opus-5-5',
      effort: undefined,
      dailyBudget: 5,
    },
  });
});

test('a key may be in a file', () => {
  const path = join(folder, 'key');
  writeFileSync(path, `${KEY}\n`);
  expect(readModelSettings({ ANTHROPIC_API_KEY_FILE: path })).toMatchObject({ ok: true, settings: { apiKey: KEY } });
});

test('all of it comes from the environment', () => {
  const environment = {
    PLUMBLINE_MODEL_PROVIDER: 'anthropic',
    ANTHROPIC_API_KEY: KEY,
    ANTHROPIC_BASE_URL: 'https://models.example.com/claude/',
    PLUMBLINE_MODEL: 'claude-sonnet-5-5',
    PLUMBLINE_MODEL_EFFORT: 'high',
    PLUMBLINE_MODEL_DAILY_BUDGET: '0.50',
  };
  expect(readModelSettings(environment)).toEqual({
    ok: true,
    settings: {
      provider: 'anthropic',
      apiKey: KEY,
      baseUrl: 'https://models.example.com/claude',
      model: 'claude-sonnet-5-5',
      effort: 'high',
      dailyBudget: 0.5,
    },
  });
});

test('Amazon Bedrock needs a region and no key, and names models in its own way', () => {
  const environment = { PLUMBLINE_MODEL_PROVIDER: 'bedrock', AWS_REGION: 'eu-west-1', ANTHROPIC_API_KEY: KEY };
  expect(readModelSettings(environment)).toEqual({
    ok: true,
    settings: {
      provider: 'bedrock',
      region: 'eu-west-1',
      baseUrl: undefined,
      model: 'anthropic.claude-opus-5-5',
      effort: undefined,
      dailyBudget: 5,
    },
  });
});

describe('says what is wrong and what to do', () => {
  test.each([
    [{ PLUMBLINE_MODEL_PROVIDER: 'openai' }, 'PLUMBLINE_MODEL_PROVIDER must be anthropic or bedrock.'],
    [
      { PLUMBLINE_MODEL_PROVIDER: 'anthropic' },
      'PLUMBLINE_MODEL_PROVIDER is anthropic, but ANTHROPIC_API_KEY is not set. Set it, or the path of a file as ANTHROPIC_API_KEY_FILE.',
    ],
    [
      { PLUMBLINE_MODEL_PROVIDER: 'bedrock' },
      'PLUMBLINE_MODEL_PROVIDER is bedrock, but AWS_REGION is not set. Set the region in which the model may be used, as eu-west-1.',
    ],
    [
      { PLUMBLINE_MODEL_PROVIDER: 'bedrock', AWS_REGION: 'Ireland' },
      'AWS_REGION must be the name of a region of AWS, as eu-west-1.',
    ],
    [
      { ANTHROPIC_API_KEY: 'two words' },
      'ANTHROPIC_API_KEY has spaces or characters that no key has. Copy it again from the Claude Console.',
    ],
    [
      { ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: 'models.example.com' },
      'ANTHROPIC_BASE_URL must be the address of a server, as https://api.anthropic.com.',
    ],
    [
      { ANTHROPIC_API_KEY: KEY, PLUMBLINE_MODEL: 'Claude Opus' },
      'PLUMBLINE_MODEL must be the name that the provider gives a model, as claude-opus-5-5.',
    ],
    [
      { ANTHROPIC_API_KEY: KEY, PLUMBLINE_MODEL_EFFORT: 'little' },
      'PLUMBLINE_MODEL_EFFORT must be low, medium, high, xhigh or max.',
    ],
    ...['0', '0.00', '-1', '5$', '1e3', '0.001'].map(
      (budget) =>
        [
          { ANTHROPIC_API_KEY: KEY, PLUMBLINE_MODEL_DAILY_BUDGET: budget },
          'PLUMBLINE_MODEL_DAILY_BUDGET must be an amount of US dollars above 0, as 5 or 0.50. To have no explanations, set no ANTHROPIC_API_KEY.',
        ] as const,
    ),
    [
      { ANTHROPIC_API_KEY: KEY, ANTHROPIC_API_KEY_FILE: '/dev/null' },
      'Set ANTHROPIC_API_KEY or ANTHROPIC_API_KEY_FILE, not both.',
    ],
    [
      { ANTHROPIC_API_KEY_FILE: join(folder, 'none') },
      'ANTHROPIC_API_KEY_FILE names a file that cannot be read. Correct the path, or let this user read it.',
    ],
  ])('%j', (environment, problem) => {
    expect(readModelSettings(environment)).toEqual({ ok: false, problems: [problem] });
    expect(readAppSettings(environment)).toEqual({ ok: false, problems: [problem] });
  });
});

test("the App's settings have those of the model", () => {
  const reading = readAppSettings({ ANTHROPIC_API_KEY: KEY });
  expect(reading.ok && reading.settings.model).toMatchObject({ provider: 'anthropic', apiKey: KEY });
});
