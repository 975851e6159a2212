import type { ShellWord } from './program.js';
import { literalText } from './word.js';

/** The result of `test`, `[ … ]` or `[[ … ]]` where the words decide it; undefined where only the container knows. */
export function evaluateTest(words: readonly ShellWord[]): boolean | undefined {
  const operands = testOperands(words);
  if (operands === undefined) return undefined;
  const [first, second, third] = operands;
  if (literalText(first) === '!' && operands.length > 1) {
    const result = evaluateTest([...words.slice(0, 1), ...words.slice(2)]);
    return result === undefined ? undefined : !result;
  }
  if (operands.length === 0) return false;
  if (operands.length === 1) return nonEmpty(first);
  if (operands.length === 2) return unary(literalText(first), second);
  return operands.length === 3 ? binary(first, literalText(second), third) : undefined;
}

/** The variable whose being unset or empty makes the test true: `[ -z "$X" ]`, `[ ! -n "${X:-}" ]`. */
export function blankVariable(words: readonly ShellWord[]): string | undefined {
  const [option, operand, more] = testOperands(words) ?? [];
  if (literalText(option) !== '-z' || operand === undefined || more !== undefined) return undefined;
  const [part, other] = operand.parts;
  if (part?.kind !== 'variable' || other !== undefined) return undefined;
  const { modifier } = part;
  const plain = modifier === undefined || (modifier.operator.endsWith('-') && literalText(modifier.word) === '');
  return plain ? part.name : undefined;
}

function testOperands(words: readonly ShellWord[]): readonly ShellWord[] | undefined {
  const name = literalText(words[0]);
  if (name === 'test') return words.slice(1);
  const close = literalText(words.at(-1));
  return (name === '[' && close === ']') || (name === '[[' && close === ']]') ? words.slice(1, -1) : undefined;
}

function nonEmpty(word: ShellWord | undefined): boolean | undefined {
  const text = literalText(word);
  return text === undefined ? undefined : text !== '';
}

function unary(option: string | undefined, operand: ShellWord | undefined): boolean | undefined {
  const filled = option === '-z' || option === '-n' ? nonEmpty(operand) : undefined;
  return filled === undefined ? undefined : filled === (option === '-n');
}

function binary(
  left: ShellWord | undefined,
  operator: string | undefined,
  right: ShellWord | undefined,
): boolean | undefined {
  const [a, b] = [literalText(left), literalText(right)];
  if (a === undefined || b === undefined || isPattern(right)) return undefined;
  if (operator === '=' || operator === '==') return a === b;
  return operator === '!=' ? a !== b : undefined;
}

/** Whether `subject` matches a `case` pattern. */
export function matchesPattern(subject: string, pattern: ShellWord): boolean | undefined {
  if (!isPattern(pattern)) {
    const text = literalText(pattern);
    return text === undefined ? undefined : text === subject;
  }
  const [only, more] = pattern.parts;
  return only?.kind === 'literal' && only.text === '*' && more === undefined ? true : undefined;
}

function isPattern(word: ShellWord | undefined): boolean {
  return word?.parts.some((part) => part.kind === 'literal' && !part.quoted && /[*?[]/.test(part.text)) === true;
}
