const MAX_TITLE = 120;
/** A title says what is set. Only code says whether it holds, and only people whether it is merged. */
const CLAIM = /\b(?:approv|verif|guarant|prov(?:en|ed)|merg|safe|trust|review|ignor|suppress|lgtm)\w*/i;

/** What is wrong with the sentence above a proposal. */
export function titleReasons(title: string): readonly string[] {
  if (title.trim() === '') return ['The title is empty: say in one sentence what is set.'];
  if (title.length > MAX_TITLE) return [`The title is longer than ${MAX_TITLE} characters.`];
  if (!/^[\x20-\x7e]+$/.test(title) || /[<>`[\]{}\\|*@#]|:\/\//.test(title)) {
    return ['The title has markup, a link or letters of another alphabet: write one plain sentence.'];
  }
  return CLAIM.test(title) ? ['The title judges the patch: say only what it sets.'] : [];
}
