import { type Bindings, compile, type Expression } from './compile.js';
import type { Language } from './language.js';
import type { ExpressionProblem } from './limits.js';
import type { Observation } from './observation.js';

const MAX_MESSAGE_LENGTH = 2000;

/** Text with `{expression}` placeholders; `{{` and `}}` stand for the braces themselves. */
export interface MessageTemplate {
  render(bindings: Bindings): { readonly text: string; readonly observations: readonly Observation[] };
}

export type TemplateCompilation =
  | { readonly ok: true; readonly template: MessageTemplate }
  | { readonly ok: false; readonly problem: ExpressionProblem };

/** Places of problems count from the start of the template. */
export function compileTemplate(template: string, language: Language): TemplateCompilation {
  const parts: (string | Expression)[] = [];
  let text = '';
  let at = 0;
  while (at < template.length) {
    const character = template[at] ?? '';
    if ((character === '{' || character === '}') && template[at + 1] === character) {
      text += character;
      at += 2;
    } else if (character === '{') {
      const end = closingBrace(template, at + 1);
      if (end === undefined) return problem('this { is never closed; a literal one is written {{', at, at + 1);
      const compilation = compile(template.slice(at + 1, end), language, ['string', 'int', 'bool', 'double', 'dyn']);
      if (!compilation.ok) {
        const { message, start, end: stop } = compilation.problem;
        return problem(message, at + 1 + start, at + 1 + stop);
      }
      parts.push(text, compilation.expression);
      text = '';
      at = end + 1;
    } else if (character === '}') {
      return problem('this } closes nothing; a literal one is written }}', at, at + 1);
    } else {
      text += character;
      at += 1;
    }
  }
  parts.push(text);
  return { ok: true, template: { render: (bindings) => render(parts, bindings) } };
}

function problem(message: string, start: number, end: number): TemplateCompilation {
  return { ok: false, problem: { message, start, end } };
}

/** The brace that ends a placeholder: quotes and nested braces of the expression are passed over. */
function closingBrace(template: string, from: number): number | undefined {
  let quote: string | undefined;
  let depth = 0;
  for (let at = from; at < template.length; at += 1) {
    const character = template[at];
    if (quote !== undefined) {
      if (character === '\\') at += 1;
      else if (character === quote) quote = undefined;
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return undefined;
}

function render(parts: readonly (string | Expression)[], bindings: Bindings) {
  const observations: Observation[] = [];
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const outcome = part.evaluate(bindings);
    observations.push(outcome.observation);
    text += outcome.decided ? String(outcome.value).slice(0, MAX_MESSAGE_LENGTH) : '(unknown)';
  }
  return { text: text.slice(0, MAX_MESSAGE_LENGTH), observations };
}
