import type { Diagnostic } from '../policy/diagnostic.js';
import { printable } from './printable.js';
import type { Report } from './report.js';
import { truncate } from './width.js';

const WIDEST = 120;

/** Findings that are no rule's. */
const TITLES: Readonly<Record<string, string>> = {
  'configuration-invalid': 'Configuration error',
  'contract-invalid': 'Error in the infrastructure contract',
  'file-not-parsed': 'A file cannot be parsed',
  'rule-invalid': 'Error in a rule',
  'suppression-expired': 'An accepted finding is past its day',
  'suppression-unused': 'A suppression that silences nothing',
  'suppression-without-reason': 'A suppression without a reason',
};

/** What a finding is about, in the words of its rule. One printable line. */
export function findingTitle({ ruleId }: Diagnostic, { rules }: Pick<Report, 'rules'>): string {
  const title = rules.find(({ id }) => id === ruleId)?.title ?? TITLES[ruleId] ?? ruleId;
  return truncate(printable(title), WIDEST);
}
