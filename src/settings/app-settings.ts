import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { z } from 'zod';
import { type Credentials, readPrivateKey, weaknessOfSecret } from './credentials.js';
import { dataFolder } from './data-folder.js';
import { type GithubAddress, githubAddress } from './github-address.js';
import { type ModelSettings, parseModelSettings } from './model-settings.js';
import { withFiles } from './secret-files.js';
import { isWebAddress } from './web-address.js';

/** How the GitHub App runs. */
export interface AppSettings {
  /** Where it listens: `HOST`, `PORT`. Port 0 is any that is free. */
  readonly host: string;
  readonly port: number;
  /** Where GitHub reaches it, without a slash at the end: `PLUMBLINE_URL`. Asked for at setup when it is not set. */
  readonly publicUrl: string | undefined;
  /** `GITHUB_URL` or `GHE_HOST`. */
  readonly github: GithubAddress;
  /** `APP_ID`, `PRIVATE_KEY` or `PRIVATE_KEY_PATH`, `WEBHOOK_SECRET`; undefined when none of them is set. */
  readonly credentials: Credentials | undefined;
  /** `DATABASE_URL`; undefined: a Postgres of its own in the data folder. */
  readonly databaseUrl: string | undefined;
  /** `PLUMBLINE_DATA_DIR`: what must outlive the process when the environment does not give it. */
  readonly dataDirectory: string;
  /** `LOG_LEVEL`. */
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** `PLUMBLINE_CONCURRENCY`: pieces of work that this process does at the same time. */
  readonly concurrency: number;
  /** `PLUMBLINE_EXECUTOR_ID`: this replica's name, which no other may have while it lives. */
  readonly executorId: string;
  /** `PLUMBLINE_CHECK_NAME`: the name that people require in branch protection. */
  readonly checkName: string;
  /** `PLUMBLINE_RETENTION_DAYS`: how long done work and unused readings are kept. */
  readonly retentionDays: number;
  /** Undefined: nothing is explained by a model. */
  readonly model: ModelSettings | undefined;
}

export type AppSettingsReading =
  | { readonly ok: true; readonly settings: AppSettings }
  /** Whole sentences, each with what to do. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** GitHub offers deliveries again for three days; what was done has to be remembered for longer. */
const MIN_RETENTION_DAYS = 7;

const SECRET_FILES = {
  PRIVATE_KEY_PATH: 'PRIVATE_KEY',
  WEBHOOK_SECRET_FILE: 'WEBHOOK_SECRET',
  DATABASE_URL_FILE: 'DATABASE_URL',
};

const Environment = z.object({
  PORT: wholeNumber('PORT', 0, 65_535, 3000),
  HOST: z.string().default('0.0.0.0'),
  PLUMBLINE_URL: z
    .string()
    .transform((url) => url.replace(/\/+$/, ''))
    .refine(isWebAddress, 'PLUMBLINE_URL must be where GitHub reaches this server, as https://plumbline.example.com.')
    .optional(),
  GITHUB_URL: z
    .string()
    .refine(isWebAddress, "GITHUB_URL must be the address of GitHub's pages, as https://github.example.com.")
    .optional(),
  GHE_HOST: z
    .string()
    .regex(/^[\w.-]+(?::\d+)?$/, 'GHE_HOST must be the name of a GitHub Enterprise Server, as github.example.com.')
    .optional(),
  APP_ID: z
    .string()
    .regex(/^[1-9]\d{0,15}$/, "APP_ID must be the App's number, which stands at the top of its page on GitHub.")
    .transform(Number)
    .optional(),
  PRIVATE_KEY: z.string().optional(),
  WEBHOOK_SECRET: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(
      /^postgres(?:ql)?:\/\//,
      'DATABASE_URL must begin with postgresql://, or be left out for a database in the data folder.',
    )
    .optional(),
  PLUMBLINE_DATA_DIR: z.string().optional(),
  XDG_DATA_HOME: z.string().optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], 'LOG_LEVEL must be debug, info, warn or error.')
    .default('info'),
  PLUMBLINE_CONCURRENCY: wholeNumber('PLUMBLINE_CONCURRENCY', 1, 100, 4),
  PLUMBLINE_EXECUTOR_ID: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'PLUMBLINE_EXECUTOR_ID may have up to 64 letters, digits, dots, dashes and underscores.')
    .default(() => randomUUID()),
  PLUMBLINE_CHECK_NAME: z
    .string()
    .max(64, 'PLUMBLINE_CHECK_NAME must have at most 64 characters.')
    .default('plumbline'),
  PLUMBLINE_RETENTION_DAYS: wholeNumber('PLUMBLINE_RETENTION_DAYS', MIN_RETENTION_DAYS, 3650, 90),
});

type Values = z.infer<typeof Environment>;

/** Reads all settings and tells everything that is wrong with them at once. An empty variable is one that is not set. */
export function parseAppSettings(environment: NodeJS.ProcessEnv): AppSettingsReading {
  const { variables, problems: unread } = withFiles(environment, SECRET_FILES);
  const model = parseModelSettings(environment);
  const parsed = Environment.safeParse(variables);
  const values = parsed.success ? parsed.data : undefined;
  const problems = [
    ...unread,
    ...(parsed.error?.issues.map(({ message }) => message) ?? []),
    ...credentialProblems(variables),
    ...(variables.GITHUB_URL && variables.GHE_HOST ? ['Set GITHUB_URL or GHE_HOST, not both.'] : []),
    ...(model.ok ? [] : model.problems),
  ];
  if (values === undefined || !model.ok || problems.length > 0) return { ok: false, problems };
  return { ok: true, settings: { ...settingsFrom(values), model: model.settings } };
}

function settingsFrom(values: Values): Omit<AppSettings, 'model'> {
  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PLUMBLINE_URL,
    github: githubAddress(values.GITHUB_URL ?? (values.GHE_HOST && `https://${values.GHE_HOST}`)),
    credentials: credentialsFrom(values),
    databaseUrl: values.DATABASE_URL,
    dataDirectory: dataFolder(values, { root: process.getuid?.() === 0, home: homedir() }),
    logLevel: values.LOG_LEVEL,
    concurrency: values.PLUMBLINE_CONCURRENCY,
    executorId: values.PLUMBLINE_EXECUTOR_ID,
    checkName: values.PLUMBLINE_CHECK_NAME,
    retentionDays: values.PLUMBLINE_RETENTION_DAYS,
  };
}

function credentialsFrom({ APP_ID, PRIVATE_KEY, WEBHOOK_SECRET }: Values): Credentials | undefined {
  if (APP_ID === undefined || PRIVATE_KEY === undefined || WEBHOOK_SECRET === undefined) return undefined;
  const privateKey = readPrivateKey(PRIVATE_KEY);
  return privateKey === undefined ? undefined : { appId: APP_ID, privateKey, webhookSecret: WEBHOOK_SECRET };
}

/** None of the three is fine, all of them too; messages never hold a value. */
function credentialProblems(variables: Readonly<Record<string, string>>): readonly string[] {
  const names = ['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET'];
  const missing = names.filter((name) => variables[name] === undefined);
  if (missing.length === names.length) return [];
  const { PRIVATE_KEY, WEBHOOK_SECRET } = variables;
  const weakness = WEBHOOK_SECRET === undefined ? undefined : weaknessOfSecret(WEBHOOK_SECRET);
  return [
    ...missing.map(
      (name) => `${name} is not set, but others of ${names.join(', ')} are. Set all three, or none to create an App.`,
    ),
    ...(PRIVATE_KEY !== undefined && readPrivateKey(PRIVATE_KEY) === undefined
      ? [
          "PRIVATE_KEY is no RSA private key. Give the whole .pem file that the App's page on GitHub made, or its path as PRIVATE_KEY_PATH.",
        ]
      : []),
    ...(weakness === undefined
      ? []
      : [
          `WEBHOOK_SECRET can be guessed: ${weakness}. Make one with "openssl rand -hex 32" and set it here and on the App's page on GitHub.`,
        ]),
  ];
}

function wholeNumber(name: string, least: number, most: number, otherwise: number) {
  return z
    .string()
    .refine(
      (text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most,
      `${name} must be a whole number from ${least} to ${most}.`,
    )
    .transform(Number)
    .default(otherwise);
}
