import { closestWord } from '../syntax/closest-word.js';

/** ` Did you mean check?` when one candidate is near or the only one that begins so; else nothing. */
export function didYouMean(word: string, candidates: readonly string[], prefix = ''): string {
  const wanted = word.toLowerCase();
  const beginning = candidates.filter((candidate) => candidate.toLowerCase().startsWith(wanted));
  const meant = wanted.length > 1 && beginning.length === 1 ? beginning[0] : closestWord(wanted, candidates);
  return meant === undefined ? '' : ` Did you mean ${prefix}${meant}?`;
}

/** The sentence for a name that is none of those there are. */
export function noSuch(noun: string, name: string, candidates: readonly string[]): string {
  const known = candidates.length === 0 ? `There are none here.` : `There are: ${candidates.join(', ')}.`;
  return `There is no ${noun} ${JSON.stringify(name)}.${didYouMean(name, candidates)} ${known}`;
}
