import { createHash } from 'node:crypto';
import type { Brief } from '../reporters/brief/brief.js';

/**
 * A brief as a model reads it, between two lines with a mark. Who writes a repository cannot write the mark into it: it is a digest of
 * the brief's key, and so of that very text. The same brief has the same bytes.
 */
export function materialText(brief: Brief): string {
  const mark = createHash('sha256').update(`material ${brief.key}`).digest('hex').slice(0, 32);
  return [`Material ${mark} begins.`, ...findingLines(brief), ...fileLines(brief), `Material ${mark} ends.`].join('\n');
}

function findingLines(brief: Brief): readonly string[] {
  return [
    `Rule: ${brief.ruleId} (${brief.severity})`,
    `Title: ${brief.title}`,
    `Message: ${brief.message}`,
    `Why: ${brief.why}`,
    `Judged: ${brief.subject}`,
    `Environments: ${brief.environments.join(', ')}`,
    'Places:',
    ...brief.places.map(({ path, line, says }) => `${path}:${line}${says === '' ? '' : ` ${says}`}`),
  ];
}

/** The number of each line and a tab stand before it; `…` where lines are left out. */
function fileLines({ files }: Brief): readonly string[] {
  return files.flatMap(({ path, lines }) => [
    `File ${path}:`,
    ...lines.flatMap(({ number, text }, at) => {
      const follows = number === (lines[at - 1]?.number ?? 0) + 1;
      return [...(follows ? [] : ['…']), `${number}\t${text}`];
    }),
  ]);
}
