import type { Diagnostic, Patch, Suggestion } from '../policy/diagnostic.js';
import { hidePasswords } from './hide-passwords.js';

/** A suggestion after which the finding is gone and no other was added. */
export type VerifiedSuggestion = Suggestion & { readonly patch: Patch };

/** Only these are shown to anybody, and none whose text would have to be changed to show it. */
export function verifiedSuggestions({ suggestions }: Diagnostic): readonly VerifiedSuggestion[] {
  return suggestions.filter(
    (suggestion): suggestion is VerifiedSuggestion =>
      suggestion.patch !== undefined && hidePasswords(suggestion.edit.newText) === suggestion.edit.newText,
  );
}

/** The one that a comment shows and a command commits: a safe one before one that may cost something. */
export function bestSuggestion(diagnostic: Diagnostic): VerifiedSuggestion | undefined {
  const verified = verifiedSuggestions(diagnostic);
  return verified.find(({ safe }) => safe) ?? verified[0];
}
