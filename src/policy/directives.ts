import type { Location } from '../model/location.js';
import type { Source } from '../syntax/source.js';

const MARK = 'plumbline:ignore';
/** What starts a comment in the languages that are read: YAML, Ruby, HCL, shell; ERB; SQL; Go templates. */
const COMMENT_STARTS = ['<%#', '{{/*', '{{- /*', '/*', '//', '--', '#'];
const COMMENT_ENDS = ['-%>', '%>', '*/}}', '*/ -}}', '*/'];

/** `# plumbline:ignore <rule-id> <reason>`: silences the rule on its own line and on the next one. */
export interface Directive {
  /** "" when it is left out. */
  readonly ruleId: string;
  /** "" when it is left out; then nothing is silenced. */
  readonly reason: string;
  /** From the mark to the end of the reason. */
  readonly at: Location;
}

/** The directives in one file's comments, found without parsing it. */
export function findDirectives(source: Source): readonly Directive[] {
  const directives: Directive[] = [];
  const { text } = source;
  for (let at = text.indexOf(MARK); at !== -1; at = text.indexOf(MARK, at + MARK.length)) {
    const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trimEnd();
    const after = at + MARK.length;
    if (!COMMENT_STARTS.some((start) => before.endsWith(start)) || /[\w-]/.test(text[after] ?? '')) continue;
    const lineEnd = text.indexOf('\n', at);
    const written = withoutCommentEnd(text.slice(after, lineEnd === -1 ? text.length : lineEnd));
    const [ruleId = '', ...words] = written.trim().split(/\s+/);
    directives.push({ ruleId, reason: words.join(' '), at: source.location(at, after + written.length) });
  }
  return directives;
}

function withoutCommentEnd(line: string): string {
  const trimmed = line.trimEnd();
  const end = COMMENT_ENDS.find((each) => trimmed.endsWith(each));
  return end === undefined ? trimmed : trimmed.slice(0, -end.length).trimEnd();
}
