import type { Expression } from '../../model/expression.js';
import type { Location } from '../../model/location.js';
import type { SyntaxProblem } from '../problem.js';
import { literal, opaque } from '../ruby/build.js';
import { Source } from '../source.js';
import type { YamlNode, YamlScalar } from '../yaml/node.js';
import { parseYaml, type YamlStream } from '../yaml/parse.js';
import { slotOf } from '../yaml/slots.js';
import { type Evaluation, evaluate } from './evaluate.js';
import { type ErbTag, erbTags } from './tags.js';
import { cutAtTokens, MAX_TAGS, yamlText } from './tokens.js';

/** A YAML file that may be an ERB template, as Rails and Sidekiq read theirs. */
export class ErbYaml {
  /** The template with its tags blanked: offsets, lines and columns are those of the file. */
  readonly source: Source;
  /** The first document; Rails reads no other. Null when it is empty or broken. */
  readonly root: YamlNode | null;
  readonly problems: readonly SyntaxProblem[];
  /** Tags that print keys of their own: nothing may be concluded from what is absent. */
  readonly structural: readonly { readonly text: string; readonly at: Location }[];
  readonly #tags: readonly ErbTag[];
  readonly #evaluation: Evaluation;

  constructor(template: Source) {
    const tags = erbTags(template.text);
    const tooMany = tags.length > MAX_TAGS;
    this.#tags = tooMany ? [] : tags;
    const { yaml, structural } = yamlText(template.text, this.#tags);
    this.source = tags.length === 0 ? template : new Source(template.path, yaml);
    this.#evaluation = evaluate(template, this.#tags);
    const { documents, problems } = tooMany ? unread(template) : parseYaml(this.source, { schema: 'ruby' });
    this.root = documents[0] ?? null;
    this.problems = [...this.#evaluation.problems, ...problems];
    this.structural = structural.map(({ start, end }) => ({
      text: template.text.slice(start, end),
      at: template.location(start, end),
    }));
  }

  /** Under which the text at this offset is part of the file; undefined: always. */
  conditionAt(offset: number): Expression | undefined {
    let low = 0;
    let high = this.#tags.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (offset < (this.#tags[middle]?.end ?? 0)) high = middle;
      else low = middle + 1;
    }
    return this.#evaluation.conditions[low];
  }

  /** Whether any of a scalar's text comes from a tag. */
  isTemplate(scalar: YamlScalar): boolean {
    return cutAtTokens(scalar.text).some((piece) => typeof piece === 'number');
  }

  /** What a scalar says. A tag that fills it is the tag's expression: the value before YAML types what is printed. */
  expression(scalar: YamlScalar): Expression {
    if (!this.isTemplate(scalar)) return literal(scalar.value, scalar.at, slotOf(this.source, scalar));
    const parts = cutAtTokens(scalar.text).map((piece) => {
      if (typeof piece === 'string') return literal(piece, scalar.at);
      return this.#evaluation.outputs.get(piece) ?? opaque('an ERB tag that is not evaluated', scalar.at);
    });
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'template', parts, at: scalar.at };
  }
}

function unread(template: Source): YamlStream {
  return { documents: [], problems: [{ message: `more than ${MAX_TAGS} ERB tags`, at: template.location(0, 0) }] };
}
