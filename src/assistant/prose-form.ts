import { hasMarkup, isPlainText } from './plain-text.js';

/** One short paragraph; length in UTF-16 units. */
const SHORTEST = 40;
const LONGEST = 800;
const MOST_WORDS = 110;
const MOST_SENTENCES = 6;
const LONGEST_TITLE = 100;
const FEWEST_WORDS_OF_SENTENCE = 3;

/** Why a text is no short paragraph of plain statements; empty where it is one. */
export function flawsOfForm(text: string): readonly string[] {
  const sentences = sentencesOf(text);
  const flaws: readonly (readonly [boolean, string])[] = [
    [text.length < SHORTEST, 'It is too short to explain anything.'],
    [text.length > LONGEST || wordsIn(text) > MOST_WORDS, `It is longer than ${MOST_WORDS} words.`],
    [sentences.length > MOST_SENTENCES, `It has more than ${MOST_SENTENCES} sentences.`],
    [sentences.some((each) => wordsIn(each) < FEWEST_WORDS_OF_SENTENCE), 'It has a sentence of less than three words.'],
    [!text.endsWith('.') || text.includes('..'), 'It does not end with a whole sentence and a full stop.'],
    [!isPlainText(text), 'It has characters that plain English sentences do not need, or several paragraphs.'],
    [hasMarkup(text), 'It has markup, a list, a link or a reference.'],
  ];
  return flaws.flatMap(([is, reason]) => (is ? [reason] : []));
}

/** The same for the title of a proposal. */
export function flawsOfTitle(title: string): readonly string[] {
  const flaws: readonly (readonly [boolean, string])[] = [
    [title.length > LONGEST_TITLE, `The title is longer than ${LONGEST_TITLE} characters.`],
    [wordsIn(title) < 2 || sentencesOf(title).length > 1, 'The title is not one sentence.'],
    [!/^[A-Z].*\.$/.test(title), 'The title does not begin with a capital letter and end with a full stop.'],
    [
      !isPlainText(title) || hasMarkup(title),
      'The title has markup or characters that a plain sentence does not need.',
    ],
  ];
  return flaws.flatMap(([is, reason]) => (is ? [reason] : []));
}

export function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?]["'”’)]?)\s+/);
}

function wordsIn(text: string): number {
  return text.split(' ').length;
}
