import { THRESHOLDS } from '../policy/threshold.js';
import { ANALYSIS_OPTIONS, BASE_OPTION, RULES_OPTION } from './common-options.js';
import type { Option } from './options.js';

export const FORMATS = ['text', 'json', 'sarif', 'junit', 'markdown', 'github'] as const;
export type Format = (typeof FORMATS)[number];

export const CHECK_OPTIONS: readonly Option[] = [
  ...ANALYSIS_OPTIONS,
  BASE_OPTION,
  { name: 'format', short: 'f', value: 'FORMAT', choices: FORMATS, says: 'How the report is written' },
  { name: 'output', short: 'o', value: 'FILE', says: 'Write the report to this file' },
  { name: 'fail-on', value: 'SEVERITY', choices: THRESHOLDS, says: 'From which severity on the exit code is 1' },
  { name: 'rule', short: 'r', value: 'ID', repeatable: true, says: 'Only this rule' },
  RULES_OPTION,
  { name: 'fix', says: 'Apply the safe suggestions to the files, and show what changed' },
];
