import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { type AppSettingsReading, parseAppSettings } from './settings/app-settings.js';
import { type ModelSettingsReading, parseModelSettings } from './settings/model-settings.js';

/** What the environment says about how to run commands. */
export interface Settings {
  /** Whether text output is coloured; `auto` leaves it to whether it goes to a terminal. */
  readonly color: 'always' | 'never' | 'auto';
  /** Runs in a continuous integration service. */
  readonly ci: boolean;
  /** Where caches are kept between runs. */
  readonly cacheDirectory: string;
  /** The file that GitHub Actions shows as the summary of a step. */
  readonly jobSummary?: string;
  /** Adds the stack to the message about a bug. */
  readonly debug: boolean;
  /** For git child processes: nothing in it redirects git to another repository, asks for a password or fetches. */
  readonly gitEnvironment: Readonly<Record<string, string>>;
}

const flag = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== '' && value !== '0' && value !== 'false');

/** The XDG specification ignores relative paths; so does this. */
const absolutePath = z
  .string()
  .optional()
  .transform((value) => (value !== undefined && isAbsolute(value) ? value : undefined));

const Environment = z.object({
  // https://no-color.org: present and not empty, whatever it says.
  NO_COLOR: z.string().optional(),
  FORCE_COLOR: flag,
  CI: flag,
  GITHUB_STEP_SUMMARY: absolutePath,
  PLUMBLINE_DEBUG: flag,
  PLUMBLINE_CACHE_DIR: absolutePath,
  XDG_CACHE_HOME: absolutePath,
});

/** GIT_ variables that say which configuration of git's is used and where git is installed; all others are dropped. */
const KEPT_GIT_VARIABLES: ReadonlySet<string> = new Set([
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_EXEC_PATH',
  'GIT_CEILING_DIRECTORIES',
]);

const GIT_VARIABLES = {
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ALLOW_PROTOCOL: 'none',
  // Messages are matched by their English words.
  LC_ALL: 'C',
};

/** For the commands. Together with the functions below the only place that reads `process.env`. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const { NO_COLOR, FORCE_COLOR, CI, GITHUB_STEP_SUMMARY, PLUMBLINE_DEBUG, PLUMBLINE_CACHE_DIR, XDG_CACHE_HOME } =
    Environment.parse(environment);
  return {
    color: NO_COLOR ? 'never' : FORCE_COLOR ? 'always' : 'auto',
    ci: CI,
    ...(GITHUB_STEP_SUMMARY !== undefined && { jobSummary: GITHUB_STEP_SUMMARY }),
    debug: PLUMBLINE_DEBUG,
    cacheDirectory: PLUMBLINE_CACHE_DIR ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'plumbline'),
    gitEnvironment: gitEnvironment(environment),
  };
}

/** For the GitHub App. */
export function readAppSettings(environment: NodeJS.ProcessEnv = process.env): AppSettingsReading {
  return parseAppSettings(environment);
}

/** For the commands that ask a model; the App's settings have them too. */
export function readModelSettings(environment: NodeJS.ProcessEnv = process.env): ModelSettingsReading {
  return parseModelSettings(environment);
}

function gitEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (!entry[0].startsWith('GIT_') || KEPT_GIT_VARIABLES.has(entry[0])),
  );
  return { ...Object.fromEntries(kept), ...GIT_VARIABLES };
}
