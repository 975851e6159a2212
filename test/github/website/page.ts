import type { Reply } from '../server/call.js';

export interface Form {
  readonly action: string;
  readonly button: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Fields that the person may change. */
  readonly edit?: Readonly<Record<string, string>>;
}

/** A page with at most one form. */
export function page(title: string, lines: readonly string[], form?: Form, status = 200): Reply {
  const paragraphs = lines.map((line) => `<p>${escaped(line)}</p>`).join('\n');
  const html = `<!doctype html>\n<meta charset="utf-8">\n<title>${escaped(title)}</title>\n<h1>${escaped(title)}</h1>\n${paragraphs}\n${form ? formHtml(form) : ''}\n`;
  return { status, bytes: Buffer.from(html), headers: { 'content-type': 'text/html; charset=utf-8' } };
}

function formHtml({ action, button, fields, edit = {} }: Form): string {
  const inputs = [
    ...Object.entries(fields).map(
      ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
    ),
    ...Object.entries(edit).map(
      ([name, value]) => `<label>${escaped(name)} <input name="${escaped(name)}" value="${escaped(value)}"></label>`,
    ),
  ];
  return `<form method="post" action="${escaped(action)}">\n${inputs.join('\n')}\n<button>${escaped(button)}</button>\n</form>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
