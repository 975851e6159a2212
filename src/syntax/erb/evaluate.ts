import type { CallNode } from '@ruby/prism/src/nodes.js';
import type { Expression } from '../../model/expression.js';
import type { SyntaxProblem } from '../problem.js';
import { opaque } from '../ruby/build.js';
import { argumentsOf } from '../ruby/names.js';
import { parseRuby } from '../ruby/parse.js';
import { type BlockUse, type Moment, run } from '../ruby/run.js';
import type { Source } from '../source.js';
import { OUTPUT_CALL, rubyProgram, TEXT_CALL, textRegions } from './program.js';
import type { ErbTag } from './tags.js';

/** What a template's Ruby makes of its tags and of the text between them. */
export interface Evaluation {
  /** What each output tag prints, by the tag's number. */
  readonly outputs: ReadonlyMap<number, Expression>;
  /** Under which the text before each tag (by the tag's number), and that after the last one, is printed. */
  readonly conditions: readonly (Expression | undefined)[];
  readonly problems: readonly SyntaxProblem[];
}

export function evaluate(template: Source, tags: readonly ErbTag[]): Evaluation {
  if (tags.length === 0) return { outputs: new Map(), conditions: [undefined], problems: [] };
  const tree = parseRuby(template, rubyProgram(template.text, tags));
  if (tree.problems.length > 0) return { ...nothing(template, tags), problems: tree.problems };
  const outputs = new Map<number, Expression>();
  const reached = new Map<number, Expression | undefined>();
  const regions = textRegions(template.text, tags);
  const numbers = new Map(tags.map((tag, number) => [tag.start, number]));
  const call = (node: CallNode, moment: Moment): BlockUse => {
    const [start] = moment.tree.range(node);
    const number = numbers.get(start);
    const [operand] = argumentsOf(node);
    if (node.name === OUTPUT_CALL && number !== undefined && operand !== undefined) {
      outputs.set(number, moment.lift(operand));
      for (const region of [number, number + 1]) if (!reached.has(region)) reached.set(region, moment.condition);
    }
    const region = node.name === TEXT_CALL ? regions.findIndex(({ end }) => start < end) : -1;
    if (region !== -1) reached.set(region, moment.condition);
    return 'unknown';
  };
  run(tree, { call });
  return { outputs, conditions: conditionsOf(template, tags, reached), problems: [] };
}

/** Text that no statement spoke for is too short to be a setting, unless tags of code surround it. */
function conditionsOf(
  template: Source,
  tags: readonly ErbTag[],
  reached: ReadonlyMap<number, Expression | undefined>,
): readonly (Expression | undefined)[] {
  const unknown = unknownCondition(template, tags);
  return [...tags, undefined].map((_, region) => (reached.has(region) ? reached.get(region) : unknown));
}

/** Everything that a template's Ruby decides is unknown when the Ruby cannot be parsed. */
function nothing(template: Source, tags: readonly ErbTag[]): Omit<Evaluation, 'problems'> {
  const unknown = unknownCondition(template, tags);
  const outputs = tags.flatMap((tag, number) =>
    tag.kind === 'output' ? [[number, opaqueTag(template, tag)] as const] : [],
  );
  return { outputs: new Map(outputs), conditions: [...tags, undefined].map(() => unknown) };
}

/** Undefined where no tag can leave text out. */
function unknownCondition(template: Source, tags: readonly ErbTag[]): Expression | undefined {
  const code = tags.find((tag) => tag.kind === 'code');
  return code && opaqueTag(template, code);
}

function opaqueTag(template: Source, { start, end }: ErbTag): Expression {
  return opaque(template.text.slice(start, end), template.location(start, end));
}
