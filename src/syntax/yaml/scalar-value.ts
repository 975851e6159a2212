import type { Scalar } from '../../model/expression.js';

/** Whose reading of plain scalars: Psych's (Ruby), or that of sigs.k8s.io/yaml, which Kubernetes tools use. */
export type YamlSchema = 'ruby' | 'kubernetes';

const STANDARD_TAG = /^(?:!!|!<tag:yaml\.org,2002:)(str|int|float|bool|null)>?$/;

/** Types a scalar's text. A standard tag decides; otherwise only plain text can be anything but a string. */
export function scalarValue(text: string, plain: boolean, tag: string | undefined, schema: YamlSchema): Scalar {
  const standard = tag === undefined ? undefined : STANDARD_TAG.exec(tag)?.[1];
  if (standard === 'str' || tag === '!') return text;
  if (standard === undefined && (tag !== undefined || !plain)) return text;
  const value = schema === 'ruby' ? rubyValue(text) : kubernetesValue(text);
  return typeof value === 'number' ? plainNumber(value, text) : value;
}

/** A number that JSON can hold: -0 is 0, and what is larger than any number stays the text it is. */
function plainNumber(value: number, text: string): Scalar {
  return Number.isFinite(value) ? value + 0 : text;
}

/** Psych's ScalarScanner. Symbols (`:name`), dates and times stay text here. */
function rubyValue(text: string): Scalar {
  if (/^(?:~|null)?$/i.test(text)) return null;
  if (/^(?:yes|true|on)$/i.test(text)) return true;
  if (/^(?:no|false|off)$/i.test(text)) return false;
  if (/^[-+]?(?:0|[1-9](?:[0-9]|[,_][0-9])*)$/.test(text)) return Number(text.replace(/[,_]/g, ''));
  if (/^[-+]?0[0-7_,]+$/.test(text)) return radix(text.replace(/[,_]/g, ''), 1, 8);
  if (/^[-+]?0x[0-9a-fA-F_,]+$/.test(text)) return radix(text.replace(/[,_]/g, ''), 2, 16);
  if (/^[-+]?0b[01_,]+$/.test(text)) return radix(text.replace(/[,_]/g, ''), 2, 2);
  if (/^[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?$/.test(text) && /[0-9]/.test(text)) {
    return Number(text.replace(/[,_]/g, ''));
  }
  return text;
}

/** How everything begins that go-yaml takes for something else than text. */
const MAY_BE_TYPED = /^(?:[-+.0-9~nNyYtTfFoO]|$)/;

/** The resolver of go-yaml v2, with its YAML 1.1 booleans. */
function kubernetesValue(text: string): Scalar {
  if (!MAY_BE_TYPED.test(text)) return text;
  if (/^(?:~|null|Null|NULL)?$/.test(text)) return null;
  if (/^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/.test(text)) return true;
  if (/^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/.test(text)) return false;
  if (!/^[-+.0-9]/.test(text)) return text;
  const digits = text.replaceAll('_', '');
  if (/^[-+]?0[0-7]+$/.test(digits)) return radix(digits, 1, 8);
  if (/^[-+]?0o[0-7]+$/.test(digits)) return radix(digits, 2, 8);
  if (/^[-+]?0x[0-9a-fA-F]+$/.test(digits)) return radix(digits, 2, 16);
  if (/^[-+]?0b[01]+$/.test(digits)) return radix(digits, 2, 2);
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(digits)) return Number(digits);
  return text;
}

function radix(text: string, prefixLength: number, base: number): number {
  const negative = text.startsWith('-');
  const unsigned = text.replace(/^[-+]/, '');
  const magnitude = Number.parseInt(unsigned.slice(prefixLength), base);
  return negative ? -magnitude : magnitude;
}
