import { z } from 'zod';
import { withFiles } from './secret-files.js';
import { isWebAddress } from './web-address.js';

/** Which model explains and proposes, and what it may cost. */
export type ModelSettings = ModelChoice & ModelProvider;

interface ModelChoice {
  /** `PLUMBLINE_MODEL`, as the provider names it. */
  readonly model: string;
  /** `PLUMBLINE_MODEL_EFFORT`; undefined: the model's own. */
  readonly effort: (typeof EFFORTS)[number] | undefined;
  /** `PLUMBLINE_MODEL_DAILY_BUDGET`: US dollars for each installation and day (UTC). */
  readonly dailyBudget: number;
}

type ModelProvider =
  | {
      readonly provider: 'anthropic';
      /** `ANTHROPIC_API_KEY` or `ANTHROPIC_API_KEY_FILE`. */
      readonly apiKey: string;
      /** `ANTHROPIC_BASE_URL`; undefined: Anthropic's. */
      readonly baseUrl: string | undefined;
    }
  | {
      /** With the credentials that AWS' own tools would find. */
      readonly provider: 'bedrock';
      /** `AWS_REGION`. */
      readonly region: string;
      /** `ANTHROPIC_BEDROCK_MANTLE_BASE_URL`; undefined: Amazon's in this region. */
      readonly baseUrl: string | undefined;
    };

export type ModelSettingsReading =
  /** Undefined when nothing names a provider or has a key: explanations are off. */
  | { readonly ok: true; readonly settings: ModelSettings | undefined }
  /** Whole sentences, each with what to do. They never hold a key. */
  | { readonly ok: false; readonly problems: readonly string[] };

const EFFORTS = ['low', 'medium', 'high', 'xhigh', 'max'] as const;

const SECRET_FILES = { ANTHROPIC_API_KEY_FILE: 'ANTHROPIC_API_KEY' };

const DEFAULT_MODELS = { anthropic: 'claude-opus-5-5', bedrock: 'anthropic.claude-opus-5-5' };
const DEFAULT_BUDGET = 5;

const Environment = z.object({
  PLUMBLINE_MODEL_PROVIDER: z
    .enum(['anthropic', 'bedrock'], 'PLUMBLINE_MODEL_PROVIDER must be anthropic or bedrock.')
    .default('anthropic'),
  ANTHROPIC_API_KEY: z
    .string()
    .trim()
    .regex(
      /^[\x21-\x7e]+$/,
      'ANTHROPIC_API_KEY has spaces or characters that no key has. Copy it again from the Claude Console.',
    )
    .optional(),
  ANTHROPIC_BASE_URL: webAddress('ANTHROPIC_BASE_URL', 'https://api.anthropic.com'),
  ANTHROPIC_BEDROCK_MANTLE_BASE_URL: webAddress(
    'ANTHROPIC_BEDROCK_MANTLE_BASE_URL',
    'https://bedrock-mantle.eu-west-1.api.aws/anthropic',
  ),
  AWS_REGION: z
    .string()
    .regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'AWS_REGION must be the name of a region of AWS, as eu-west-1.')
    .optional(),
  PLUMBLINE_MODEL: z
    .string()
    .regex(/^[\w.:/-]{1,200}$/, 'PLUMBLINE_MODEL must be the name that the provider gives a model, as claude-opus-5-5.')
    .optional(),
  PLUMBLINE_MODEL_EFFORT: z.enum(EFFORTS, 'PLUMBLINE_MODEL_EFFORT must be low, medium, high, xhigh or max.').optional(),
  PLUMBLINE_MODEL_DAILY_BUDGET: z
    .string()
    .regex(
      /^(?!0*(?:\.0*)?$)\d{1,6}(?:\.\d{1,2})?$/,
      'PLUMBLINE_MODEL_DAILY_BUDGET must be an amount of US dollars above 0, as 5 or 0.50. To have no explanations, set no ANTHROPIC_API_KEY.',
    )
    .transform(Number)
    .default(DEFAULT_BUDGET),
});

type Values = z.infer<typeof Environment>;

/** Reads the settings of the model and tells everything that is wrong with them at once. An empty variable is one that is not set. */
export function parseModelSettings(environment: NodeJS.ProcessEnv): ModelSettingsReading {
  const { variables, problems: unread } = withFiles(environment, SECRET_FILES);
  if (unread.length > 0) return { ok: false, problems: unread };
  // What is in the environment for other programs is not judged where no model is asked for.
  const { PLUMBLINE_MODEL_PROVIDER, ANTHROPIC_API_KEY } = variables;
  if (PLUMBLINE_MODEL_PROVIDER === undefined && ANTHROPIC_API_KEY === undefined) {
    return { ok: true, settings: undefined };
  }
  const parsed = Environment.safeParse(variables);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(({ message }) => message) };
  const provider = providerOf(parsed.data);
  if (typeof provider === 'string') return { ok: false, problems: [provider] };
  return { ok: true, settings: { ...choiceOf(parsed.data), ...provider } };
}

function choiceOf({ PLUMBLINE_MODEL_PROVIDER, ...values }: Values): ModelChoice {
  return {
    model: values.PLUMBLINE_MODEL ?? DEFAULT_MODELS[PLUMBLINE_MODEL_PROVIDER],
    effort: values.PLUMBLINE_MODEL_EFFORT,
    dailyBudget: values.PLUMBLINE_MODEL_DAILY_BUDGET,
  };
}

/** Or what is missing. */
function providerOf(values: Values): ModelProvider | string {
  switch (values.PLUMBLINE_MODEL_PROVIDER) {
    case 'anthropic':
      return values.ANTHROPIC_API_KEY === undefined
        ? 'PLUMBLINE_MODEL_PROVIDER is anthropic, but ANTHROPIC_API_KEY is not set. Set it, or the path of a file as ANTHROPIC_API_KEY_FILE.'
        : { provider: 'anthropic', apiKey: values.ANTHROPIC_API_KEY, baseUrl: values.ANTHROPIC_BASE_URL };
    case 'bedrock':
      return values.AWS_REGION === undefined
        ? 'PLUMBLINE_MODEL_PROVIDER is bedrock, but AWS_REGION is not set. Set the region in which the model may be used, as eu-west-1.'
        : { provider: 'bedrock', region: values.AWS_REGION, baseUrl: values.ANTHROPIC_BEDROCK_MANTLE_BASE_URL };
  }
}

function webAddress(name: string, example: string) {
  return z
    .string()
    .transform((url) => url.replace(/\/+$/, ''))
    .refine(isWebAddress, `${name} must be the address of a server, as ${example}.`)
    .optional();
}
