import { loadRules } from '../../src/policy/load.js';
import type { Rule } from '../../src/policy/rule.js';
import { Source } from '../../src/syntax/source.js';

/** Rules as text: what is not given is filled in with words that do not matter. */
export function rule(id: string, body: string): Source {
  const text = `id: ${id}\ntitle: Title\nwhy: Because.\nreferences: [https://example.org]\n${body}`;
  return new Source(`rules/test/${id}/rule.yaml`, text);
}

export function compiled(...sources: readonly Source[]): readonly Rule[] {
  const { rules, problems } = loadRules(sources);
  if (problems.length > 0)
    throw new Error(problems.map(({ message, at }) => `${at.startLine}:${at.startColumn} ${message}`).join('\n'));
  return rules;
}
