import { formatPlace } from '../../model/location.js';
import type { Diagnostic, Severity } from '../../policy/diagnostic.js';
import { printable } from '../printable.js';
import { truncate, truncateMiddle } from '../width.js';
import { codeSpan, escapeMarkdown } from './escape.js';

/** Names and messages hold text of the repository, which may be of any length; what GitHub takes has limits. */
const WIDEST_MESSAGE = 1500;
const WIDEST_NAME = 200;

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  error: 'Error',
  warning: 'Warning',
  notice: 'Notice',
};

export function messageText({ message }: Diagnostic): string {
  return escapeMarkdown(truncate(printable(message), WIDEST_MESSAGE));
}

/** Where it was judged, and what: `production`, `Deployment/shop/web`. Without what says nothing beside its place. */
export function judgedTexts({ environments, subject, location }: Diagnostic): readonly string[] {
  return [
    ...(environments.length === 0 ? [] : [nameText(environments.join(', '))]),
    ...(subject === location.path ? [] : [nameText(subject)]),
  ];
}

/** `path:line`, cut in the middle so that the file and the line stay. */
export function placeText({ location }: Pick<Diagnostic, 'location'>): string {
  return codeSpan(truncateMiddle(printable(formatPlace(location)), WIDEST_NAME));
}

export function nameText(name: string): string {
  return escapeMarkdown(truncateMiddle(printable(name), WIDEST_NAME));
}
