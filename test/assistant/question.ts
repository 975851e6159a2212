import { z } from 'zod';
import type { Question } from '../../src/assistant/model.js';

const Paragraph = z.strictObject({ paragraph: z.string().max(40) });

export type Paragraph = z.infer<typeof Paragraph>;

/** Asks for one short paragraph about too few connections. */
export const QUESTION: Question<Paragraph> = {
  purpose: 'explain',
  installation: 7,
  instructions: 'Explain the finding in one paragraph. '.repeat(60),
  turns: [{ role: 'user', text: 'Sixteen threads share five connections.' }],
  shape: Paragraph,
  maxTokens: 1000,
};

/** What is answered to it. */
export const ANSWER: Paragraph = { paragraph: 'Eleven threads wait.' };
