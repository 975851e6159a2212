import type { Expression } from '../../model/expression.js';
import { hidePasswords } from '../password.js';
import { choose } from './build.js';

/** A URL as written may hold a password, which must not get into a fact. A changed text has no slot: it is not what stands there. */
export function withoutPassword(url: Expression): Expression {
  switch (url.kind) {
    case 'literal': {
      const shown = typeof url.value === 'string' ? hidePasswords(url.value) : url.value;
      return shown === url.value ? url : { kind: 'literal', value: shown, at: url.at };
    }
    case 'opaque':
      return { ...url, text: hidePasswords(url.text) };
    case 'env-read':
      return url.default === undefined ? url : { ...url, default: withoutPassword(url.default) };
    case 'fallback':
    case 'arithmetic':
      return { ...url, left: withoutPassword(url.left), right: withoutPassword(url.right) };
    case 'conditional':
      return choose(url.test, withoutPassword(url.then), withoutPassword(url.otherwise), url.at);
    case 'template':
      return { ...url, parts: url.parts.map(withoutPassword) };
    case 'convert':
      return { ...url, operand: withoutPassword(url.operand) };
    default:
      return url;
  }
}
