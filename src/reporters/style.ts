import type { Severity } from '../policy/diagnostic.js';

/** What a text can be on a terminal; without colour each is the identity. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
  green(text: string): string;
  cyan(text: string): string;
}

const same = (text: string): string => text;

export const PLAIN: Style = { bold: same, dim: same, red: same, yellow: same, blue: same, green: same, cyan: same };

export const COLOURED: Style = {
  bold: (text) => paint(1, 22, text),
  dim: (text) => paint(2, 22, text),
  red: (text) => paint(31, 39, text),
  yellow: (text) => paint(33, 39, text),
  blue: (text) => paint(34, 39, text),
  green: (text) => paint(32, 39, text),
  cyan: (text) => paint(36, 39, text),
};

/** Select Graphic Rendition on and off (ECMA-48); nested styles survive because each ends itself only. */
function paint(on: number, off: number, text: string): string {
  return text === '' ? text : `\u001b[${on}m${text}\u001b[${off}m`;
}

export function severityStyle(style: Style, severity: Severity): (text: string) => string {
  return { error: style.red, warning: style.yellow, notice: style.blue }[severity];
}
