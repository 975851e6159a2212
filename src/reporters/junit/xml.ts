import { hidePasswords } from '../hide-passwords.js';

/** Characters that XML 1.0 cannot hold in any form (production [2] Char), and lone surrogates. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Elements, or the text inside. */
  readonly content?: readonly Element[] | string;
}

/** The element as indented XML, without a final line break. */
export function formatElement({ name, attributes, content }: Element, indent = ''): string {
  const head = [
    name,
    ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeAttribute(String(value))}"`),
  ];
  if (content === undefined || content.length === 0) return `${indent}<${head.join(' ')}/>`;
  if (typeof content === 'string') return `${indent}<${head.join(' ')}>${escapeText(content)}</${name}>`;
  const inner = content.map((element) => formatElement(element, `${indent}  `)).join('\n');
  return `${indent}<${head.join(' ')}>\n${inner}\n${indent}</${name}>`;
}

function escapeAttribute(text: string): string {
  return cleaned(text).replace(/[&<>"'\n\r\t]/g, (character) => ESCAPES[character] ?? character);
}

function escapeText(text: string): string {
  return cleaned(text).replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character);
}

function cleaned(text: string): string {
  return hidePasswords(text).replace(FORBIDDEN, '\ufffd');
}
