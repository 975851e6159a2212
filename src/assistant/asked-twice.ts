import { askAgain } from './instructions.js';
import type { Model, ModelFailure, Question, Usage } from './model.js';

/** An answer that code accepted; none where both were refused; or why nobody answered. */
export type Asked<Accepted> =
  | { readonly ok: true; readonly accepted: Accepted | undefined; readonly usage: readonly Usage[] }
  | { readonly ok: false; readonly failure: ModelFailure; readonly usage: readonly Usage[] };

export type Judgement<Accepted> =
  | { readonly ok: true; readonly accepted: Accepted }
  /** Whole sentences. `final`: to ask again would bring nothing. */
  | { readonly ok: false; readonly reasons: readonly string[]; readonly final?: boolean };

/** What the model itself made of the question, so that the same question would end the same way. */
const OF_THE_ANSWER: ReadonlySet<ModelFailure> = new Set(['refused', 'cut-off', 'unusable']);
const NO_ANSWER = ['It was not complete, or had not the shape that was asked for.'];

/** Asks, and once more with the reasons when code refuses the first answer. */
export async function askedTwice<Shape, Accepted>(
  model: Model,
  question: Question<Shape>,
  judge: (value: Shape) => Promise<Judgement<Accepted>> | Judgement<Accepted>,
): Promise<Asked<Accepted>> {
  const usage: Usage[] = [];
  let { turns } = question;
  for (const isLast of [false, true]) {
    const answer = await model.ask({ ...question, turns });
    usage.push(answer.usage);
    if (!answer.ok && !OF_THE_ANSWER.has(answer.failure)) return { ok: false, failure: answer.failure, usage };
    const judged = answer.ok ? await judge(answer.value) : refusal(answer.failure);
    if (judged.ok) return { ok: true, accepted: judged.accepted, usage };
    if (isLast || judged.final === true) break;
    const said = answer.ok ? JSON.stringify(answer.value) : '(no usable answer)';
    turns = [...question.turns, { role: 'assistant', text: said }, { role: 'user', text: askAgain(judged.reasons) }];
  }
  return { ok: true, accepted: undefined, usage };
}

/** A model that refuses once is not asked to think again. */
function refusal(failure: ModelFailure): Judgement<never> {
  return { ok: false, reasons: NO_ANSWER, final: failure === 'refused' };
}
