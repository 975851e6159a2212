import type { Command } from './command.js';

const MAX_REASON = 300;
const MAX_FINDINGS = 100;

/**
 * The command in a comment: its first line that is not empty begins with `/plumbline`. A line that is indented, quoted or in a fence begins
 * otherwise, and the lines after the first are for people. Undefined when the comment is no command.
 */
export function parseCommand(comment: string): Command | undefined {
  const line = comment.split(/\r\n?|\n/).find((each) => each.trim() !== '');
  const [, text] = /^\/plumbline(?:[ \t]+(.*))?$/is.exec(line?.trimEnd() ?? '') ?? [];
  if (text === undefined) return /^\/plumbline\s*$/i.test(line ?? '') ? { name: 'help' } : undefined;
  const [name = '', ...words] = text.trim().split(/[ \t]+/);
  switch (name.toLowerCase()) {
    case 'recheck':
    case 'help':
      return plainCommand(name.toLowerCase() === 'help' ? 'help' : 'recheck', words);
    case 'fix':
      return parseFix(words);
    case 'explain':
      return parseExplain(words);
    case 'ignore':
      return parseIgnore(words);
    default:
      return misunderstood('There is no such command.');
  }
}

function plainCommand(name: 'recheck' | 'help', words: readonly string[]): Command {
  return words.length === 0 ? { name } : misunderstood(`\`/plumbline ${name}\` takes nothing after it.`);
}

/** Without a number: all of them, as the button does. */
function parseFix(words: readonly string[]): Command {
  const asked = words
    .join(' ')
    .split(/[ ,]+/)
    .filter((word) => word !== '');
  if (asked.length === 0 || (asked.length === 1 && asked[0]?.toLowerCase() === 'all'))
    return { name: 'fix', findings: 'all' };
  const findings = [...new Set(asked.map(numberOf))];
  if (findings.length > MAX_FINDINGS) {
    return misunderstood(
      `At most ${MAX_FINDINGS} findings are fixed at once; \`/plumbline fix all\` fixes all of them.`,
    );
  }
  const numbers = findings.filter((finding) => finding !== undefined);
  if (numbers.length < findings.length) {
    return misunderstood('After `fix` come numbers of findings, or `all`: `/plumbline fix 1 2`.');
  }
  return { name: 'fix', findings: numbers };
}

function parseExplain([word, ...others]: readonly string[]): Command {
  const finding = numberOf(word ?? '');
  if (finding === undefined || others.length > 0) {
    return misunderstood('After `explain` comes the number of one finding: `/plumbline explain 1`.');
  }
  return { name: 'explain', finding };
}

function parseIgnore([word, ...others]: readonly string[]): Command {
  const finding = numberOf(word ?? '');
  const reason = readable(others.join(' '));
  if (finding === undefined || reason === '') {
    return misunderstood(
      'After `ignore` come the number of one finding and the reason: `/plumbline ignore 1 the pool is shared on purpose`.',
    );
  }
  const length = [...reason].length;
  if (length > MAX_REASON) {
    return misunderstood(`A reason has at most ${MAX_REASON} characters; this one has ${length}.`);
  }
  return { name: 'ignore', finding, reason };
}

/** As people write numbers of findings: `2`, `#2`. */
function numberOf(word: string): number | undefined {
  const [, digits] = /^#?([1-9]\d{0,3})$/.exec(word) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Without characters that show nothing or change the direction of others. */
function readable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
}

function misunderstood(problem: string): Command {
  return { name: 'misunderstood', problem };
}
