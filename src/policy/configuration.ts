import { z } from 'zod';
import type { Location } from '../model/location.js';
import type { SyntaxProblem } from '../syntax/problem.js';
import type { Source } from '../syntax/source.js';
import { SEVERITIES, type Severity } from './diagnostic.js';
import { readSettings, type SettingsFormat } from './settings-file.js';
import { THRESHOLDS, type Threshold } from './threshold.js';
import { fitsGlob } from './wildcard.js';

/** Where it lies in a repository. */
export const CONFIGURATION_PATH = '.github/plumbline.yml';

/** Why a file that fits `exclude` was not read, in the words of the coverage. */
export const EXCLUDED = `excluded by ${CONFIGURATION_PATH}`;

/** `.github/plumbline.yml`, ready to use. */
export interface Configuration {
  /** In file order: the first that matches wins. */
  readonly environments: readonly ConfiguredEnvironment[];
  readonly ignore: readonly IgnoreEntry[];
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  /** From which severity on a check fails. */
  readonly failOn: Threshold;
  /** Whether the check of a pull request that fails blocks it, or only says so. */
  readonly mode: (typeof MODES)[number];
  /** What was there before a pull request does not fail its check. */
  readonly newOnly: boolean;
  /** Conversations that Plumbline may begin on a pull request. */
  readonly maxComments: number;
  /** The check of a pull request fails where something could not be looked at. */
  readonly requireComplete: boolean;
  isExcluded(path: string): boolean;
  /** The file's content with defaults filled in. */
  readonly written: ConfigurationFile;
}

export interface ConfiguredEnvironment {
  readonly name: string;
  readonly matchesPath: (path: string) => boolean;
  readonly namespaces: readonly string[];
}

/** A finding that is accepted. All that is given must fit. */
export interface IgnoreEntry {
  readonly rule: string;
  /** With `*`, as `Deployment/web*`. */
  readonly subject?: string;
  /** A glob. */
  readonly path?: string;
  readonly reason: string;
  readonly owner?: string;
  /** The last day on which it holds, as `2026-12-31`. */
  readonly expires?: string;
  readonly at: Location;
}

export type ConfigurationReading =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly SyntaxProblem[] };

const text = z.string().min(1, 'must not be empty');
const globs = z.array(text);

const ignoreFile = z.strictObject({
  rule: text.describe('The id of the rule'),
  subject: text.optional().describe('What it judged, with `*` for any characters: `Deployment/web*`'),
  path: text.optional().describe('A glob that the place of the finding fits'),
  reason: text.describe('Why the finding is accepted'),
  owner: text.optional().describe('Who accepted it'),
  expires: z
    .string()
    .refine(isDay, 'must be a day, as 2026-12-31')
    .optional()
    .describe('The last day on which the finding is accepted'),
});

const environmentFile = z.strictObject({
  paths: globs.default([]).describe('Globs of the files that belong to this environment'),
  namespaces: z.array(text).default([]).describe('Kubernetes namespaces of this environment'),
});

/** YAML reads a bare `off` as false. */
const override = z.preprocess((value) => (value === false ? 'off' : value), z.enum([...SEVERITIES, 'off']));
const MODES = ['blocking', 'advisory'] as const;
/** Beyond this GitHub slows down, and so do people. */
const MOST_COMMENTS = 50;
const comments = z
  .number()
  .refine(
    (number) => Number.isInteger(number) && number >= 0 && number <= MOST_COMMENTS,
    `must be a whole number from 0 to ${MOST_COMMENTS}`,
  );

/** The shape of `.github/plumbline.yml`. */
export const configurationFile = z.strictObject({
  version: z.literal(1).describe('The version of this format'),
  environments: z.record(z.string(), environmentFile).default({}).describe('What the folders do not say by themselves'),
  ignore: z.array(ignoreFile).default([]).describe('Findings that are accepted'),
  rules: z.record(z.string(), override).default({}).describe('A severity of your own for a rule, or `off`'),
  fail_on: z.enum(THRESHOLDS).default('error').describe('From which severity on a check fails'),
  mode: z.enum(MODES).default('blocking').describe('Whether a failed check blocks a pull request, or only says so'),
  new_only: z
    .boolean()
    .default(true)
    .describe('Findings that were there before do not fail the check of a pull request'),
  max_comments: comments.default(20).describe('Conversations that are begun on a pull request, most severe first'),
  require_complete: z
    .boolean()
    .default(false)
    .describe('What could not be looked at fails the check of a pull request'),
  exclude: globs.default([]).describe('Globs of files that are not read'),
});

export type ConfigurationFile = z.infer<typeof configurationFile>;

const DEFAULTS = configurationFile.parse({ version: 1 });

export const DEFAULT_CONFIGURATION: Configuration = {
  environments: [],
  ignore: [],
  severities: new Map(),
  ...verdictOf(DEFAULTS),
  isExcluded: () => false,
  written: DEFAULTS,
};

const FORMAT: SettingsFormat<typeof configurationFile> = {
  schemaFor: () => configurationFile,
  knownKeys: [
    ...Object.keys(configurationFile.shape),
    ...Object.keys(ignoreFile.shape),
    ...Object.keys(environmentFile.shape),
  ],
};

export function readConfiguration(source: Source): ConfigurationReading {
  const reading = readSettings(source, FORMAT);
  if (!reading.ok) return reading;
  const { value, placeOf } = reading.file;
  return {
    ok: true,
    configuration: {
      environments: Object.entries(value.environments).map(([name, { paths, namespaces }]) => ({
        name,
        matchesPath: (path) => paths.some((glob) => fitsGlob(glob, path)),
        namespaces,
      })),
      ignore: value.ignore.map((entry, index) => ignoreEntry(entry, placeOf(['ignore', index]))),
      severities: new Map(Object.entries(value.rules)),
      ...verdictOf(value),
      isExcluded: (path) => value.exclude.some((glob) => fitsGlob(glob, path)),
      written: value,
    },
  };
}

/** How findings become the result of a check. */
function verdictOf(
  file: ConfigurationFile,
): Pick<Configuration, 'failOn' | 'mode' | 'newOnly' | 'maxComments' | 'requireComplete'> {
  return {
    failOn: file.fail_on,
    mode: file.mode,
    newOnly: file.new_only,
    maxComments: file.max_comments,
    requireComplete: file.require_complete,
  };
}

function ignoreEntry(entry: z.infer<typeof ignoreFile>, at: Location): IgnoreEntry {
  const { rule, reason, subject, path, owner, expires } = entry;
  return {
    rule,
    reason,
    at,
    ...(subject !== undefined && { subject }),
    ...(path !== undefined && { path }),
    ...(owner !== undefined && { owner }),
    ...(expires !== undefined && { expires }),
  };
}

/** A day of the calendar: 2026-02-30 is none. */
function isDay(day: string): boolean {
  const parsed = new Date(`${day}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}
