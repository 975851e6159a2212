/**
 * Whether a text nests (), [] and {} deeper than `limit`, whatever its syntax. Parsers and the walks over their trees
 * recurse, so that a file of ten thousand open brackets would exhaust their stack; people write a few dozen at most.
 * A closing bracket closes all that was opened inside its pair, so that brackets in text and in regular expressions do
 * not add up over a file.
 */
export function nestsDeeperThan(limit: number, text: string): boolean {
  const closers: number[] = [];
  for (BRACKET.lastIndex = 0; BRACKET.test(text); ) {
    const code = text.charCodeAt(BRACKET.lastIndex - 1);
    switch (code) {
      case ROUND_OPEN:
      case SQUARE_OPEN:
      case CURLY_OPEN:
        if (closers.push(code === ROUND_OPEN ? ROUND_CLOSE : code + 2) > limit) return true;
        break;
      default: {
        const opened = closers.lastIndexOf(code);
        if (opened !== -1) closers.length = opened;
      }
    }
  }
  return false;
}

/** A regular expression gets to the next one twice as fast as a loop over the characters does. */
const BRACKET = /[()[\]{}]/g;
const ROUND_OPEN = 0x28;
const ROUND_CLOSE = 0x29;
/** In ASCII, a square or curly bracket closes two codes after the one that opens. */
const SQUARE_OPEN = 0x5b;
const CURLY_OPEN = 0x7b;
