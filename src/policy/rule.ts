import { z } from 'zod';
import type { Location } from '../model/location.js';
import { SEVERITIES, type Severity } from './diagnostic.js';
import type { Expression } from './expressions/compile.js';
import type { MessageTemplate } from './expressions/message-template.js';
import type { Subject } from './subjects/subject.js';

const expression = z.string().min(1, 'must be an expression').max(2000, 'is too long');
const text = z.string().min(1, 'must not be empty').max(5000, 'is too long');
const severity = z.enum(SEVERITIES);

const fixFile = z.strictObject({
  set: expression.describe('The value of the model to change, as `process.pool`'),
  to: expression.describe('What it should be: an int or a string'),
  when: expression.optional().describe('When it is offered at all'),
  safe: z
    .union([z.boolean(), expression])
    .describe('Cannot lower availability, alter data or raise spend; true, false or an expression'),
  title: text.optional().describe('What people read above the suggestion; a message template'),
});

const finding = {
  severity,
  require: expression.describe('What must be true'),
  message: text.describe('What is wrong, why it matters here and what to do; `{expression}` is replaced by its value'),
  at: expression.optional().describe('The value or record that the diagnostic points to'),
  margin: expression.optional().describe('How far off, as a whole number'),
  fix: fixFile.optional(),
};
const levelFile = z.strictObject({ when: expression.optional(), ...finding });

const identity = {
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be words of lower case letters and digits, joined by hyphens'),
  title: text,
  subject: z.string(),
  let: z
    .record(z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be a name in camelCase'), expression)
    .refine((definitions) => Object.keys(definitions).length <= 8, 'may define eight names, no more')
    .optional()
    .describe('Names for numbers and conditions that the rule uses more than once'),
  when: expression.optional().describe('For which subjects the rule is judged at all'),
  why: text.describe('What happens and how one knows; the rule’s page'),
  references: z.array(z.string()).min(1, 'must name a source'),
  supersededBy: z
    .strictObject({ rules: z.array(z.string()).min(1), adds: text })
    .optional()
    .describe(
      'Rules whose finding about the same thing, at the same place, stands for this one and takes a sentence of it',
    ),
};

/** `rule.yaml` with one severity. */
export const singleRuleFile = z
  .strictObject({ ...identity, ...finding })
  .transform(({ severity, require, message, at, margin, fix, ...rest }) => ({
    ...rest,
    levels: [{ severity, require, message, at, margin, fix, when: undefined }],
  }));

/** `rule.yaml` with several severities, worst first: the first level whose `require` is not met reports. */
export const leveledRuleFile = z.strictObject({
  ...identity,
  levels: z.array(levelFile).min(1).max(10, 'may hold ten levels, no more'),
});

export type RuleFile = z.infer<typeof leveledRuleFile>;

/** Every key of the format, for "did you mean". */
export const RULE_KEYS: readonly string[] = [
  ...Object.keys(identity),
  ...Object.keys(finding),
  ...Object.keys(fixFile.shape),
  'levels',
  'rules',
  'adds',
];

/** A rule that is ready to judge: every expression in it is checked against the model. */
export interface Rule {
  readonly id: string;
  /** The folder that it lies in, as `database`. */
  readonly category: string;
  readonly title: string;
  readonly subject: Subject;
  readonly when?: Expression;
  readonly levels: readonly [Level, ...Level[]];
  readonly why: string;
  readonly references: readonly string[];
  /** Whose finding stands for this rule's where both report the same; `at` is where the rule says so. */
  readonly supersededBy?: { readonly rules: readonly string[]; readonly adds: MessageTemplate; readonly at: Location };
  /** The path of its rule.yaml, for its page. */
  readonly path: string;
  /** Equal for rules that say the same, in the same words. */
  readonly digest: string;
}

export interface Level {
  readonly severity: Severity;
  readonly when?: Expression;
  readonly require: Expression;
  readonly message: MessageTemplate;
  readonly at?: Expression;
  readonly margin?: Expression;
  readonly fix?: Fix;
}

export interface Fix {
  readonly set: Expression;
  readonly to: Expression;
  /** When it is offered. */
  readonly when?: Expression;
  /** What cannot be decided is not safe. */
  readonly safe: boolean | Expression;
  readonly title?: MessageTemplate;
}
