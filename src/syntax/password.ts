const IN_QUERY = /([?&]password=)[^&\s"']+/g;

/** A text without the passwords of the URLs in it: `redis://:[hidden]@cache:6379`. */
export function hidePasswords(text: string): string {
  if (!text.includes('://')) return text;
  return text.replace(/\S+/g, hideInWord).replace(IN_QUERY, '$1[hidden]');
}

/** A password that is not escaped may hold `@` and `/`: all up to the last `@` is taken for it. */
function hideInWord(word: string): string {
  const end = word.lastIndexOf('@');
  for (let scheme = word.indexOf('://'); scheme !== -1 && scheme < end; scheme = word.indexOf('://', scheme + 3)) {
    const colon = word.indexOf(':', scheme + 3);
    if (colon === -1 || colon >= end - 1) return word;
    if (!/[/@]/.test(word.slice(scheme + 3, colon))) return `${word.slice(0, colon + 1)}[hidden]${word.slice(end)}`;
  }
  return word;
}
