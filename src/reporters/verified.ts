import type { Diagnostic, Patch, Suggestion } from '../policy/diagnostic.js';

/** A suggestion after which the finding is gone and no other was added. */
export type VerifiedSuggestion = Suggestion & { readonly patch: Patch };

/** Only these are shown to anybody. */
export function verifiedSuggestions({ suggestions }: Diagnostic): readonly VerifiedSuggestion[] {
  return suggestions.filter((suggestion): suggestion is VerifiedSuggestion => suggestion.patch !== undefined);
}
