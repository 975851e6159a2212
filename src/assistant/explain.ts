import { z } from 'zod';
import type { Brief } from '../reporters/brief/brief.js';
import { type Asked, askedTwice } from './asked-twice.js';
import type { WritingContext } from './assistant.js';
import { objectionsTo } from './grounded.js';
import { EXPLAIN } from './instructions.js';
import { materialText } from './material-text.js';
import type { Model } from './model.js';
import { asParagraph } from './plain-text.js';

const Explanation = z.object({ explanation: z.string().max(4000) });
/** With room for thinking. */
const MOST_TOKENS = 4096;

/** One paragraph about a finding that stands on its brief, or none. */
export async function explain(model: Model, brief: Brief, context: WritingContext): Promise<Asked<string>> {
  const question = {
    purpose: 'explain' as const,
    ...(context.installation === undefined ? {} : { installation: context.installation }),
    instructions: EXPLAIN,
    turns: [{ role: 'user' as const, text: `${materialText(brief)}\nExplain this finding.` }],
    shape: Explanation,
    maxTokens: MOST_TOKENS,
  };
  return await askedTwice(model, question, ({ explanation }) => {
    const paragraph = asParagraph(explanation);
    const reasons = objectionsTo(paragraph, brief);
    return reasons.length === 0 ? { ok: true, accepted: paragraph } : { ok: false, reasons };
  });
}
