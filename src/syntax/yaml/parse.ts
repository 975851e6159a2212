import { parseEvents, YAMLException } from 'js-yaml';
import type { SyntaxProblem } from '../problem.js';
import type { Source } from '../source.js';
import { Composer, Repeats } from './composer.js';
import { documentTexts } from './document-texts.js';
import type { YamlNode } from './node.js';
import type { YamlSchema } from './scalar-value.js';

const MAX_DEPTH = 120;
/** Nobody writes so many documents into one file; every one costs time. */
const MAX_DOCUMENTS = 10_000;

export interface YamlStream {
  /** In file order; null for a document that is empty, or that could not be read and then has a problem. */
  readonly documents: readonly (YamlNode | null)[];
  readonly problems: readonly SyntaxProblem[];
}

export interface YamlOptions {
  readonly schema: YamlSchema;
  /** Parsed in place of the source's text: the same with placeholders masked, equally long, so that places stay true. */
  readonly masked?: string;
}

/** Parses all documents of a YAML (or JSON) file. Never throws: a document that is broken becomes a problem, the others stay. */
export function parseYaml(source: Source, { schema, masked = source.text }: YamlOptions): YamlStream {
  const documents: (YamlNode | null)[] = [];
  const problems: SyntaxProblem[] = [];
  const repeats = new Repeats();
  for (const { text, start } of documentTexts(masked)) {
    if (documents.length >= MAX_DOCUMENTS) {
      problems.push({
        message: `more than ${MAX_DOCUMENTS} YAML documents in one file`,
        at: source.location(start, start),
      });
      break;
    }
    try {
      const events = parseEvents(text, { maxDepth: MAX_DEPTH });
      const composed = new Composer(source, text, start, schema, repeats).compose(events);
      documents.push(...composed.documents);
      problems.push(...composed.problems);
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      documents.push(null);
      problems.push(problemOf(source, start, error));
    }
  }
  return { documents, problems };
}

function problemOf(source: Source, start: number, error: YAMLException): SyntaxProblem {
  const offset = Math.min(start + (error.mark?.position ?? 0), source.text.length);
  const message = error.reason.startsWith('nesting exceeded')
    ? `not valid YAML: nested more than ${MAX_DEPTH} levels deep`
    : `not valid YAML: ${withoutQuotation(error.reason)}`;
  return { message, at: source.location(offset, offset) };
}

/** Some reasons quote the text (`undeclared tag handle "!x!"`), and in a Secret that text may be its value. */
function withoutQuotation(reason: string): string {
  return reason.replace(/:.*$/s, '').replace(/ *"[^"]*"/g, '');
}
