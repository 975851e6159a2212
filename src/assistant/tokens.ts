/** A word without the punctuation around it and the ending of a genitive: `(Puma's,` is `Puma`. */
export function bare(token = ''): string {
  return token
    .replace(/^["'“”‘’(]+/, '')
    .replace(/[.,;:"'“”‘’)]+$/, '')
    .replace(/['’]s$/, '');
}
