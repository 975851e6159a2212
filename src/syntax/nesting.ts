/**
 * Whether a text nests (), [] and {} deeper than `limit`, whatever its syntax. Parsers and the walks over their trees
 * recurse, so that a file of ten thousand open brackets would exhaust their stack; people write a few dozen at most.
 * A closing bracket closes all that was opened inside its pair, so that brackets in text and in regular expressions do
 * not add up over a file.
 */
export function nestsDeeperThan(limit: number, text: string): boolean {
  const closers: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    switch (code) {
      case ROUND_OPEN:
      case SQUARE_OPEN:
      case CURLY_OPEN:
        if (closers.push(code === ROUND_OPEN ? ROUND_CLOSE : code + 2) > limit) return true;
        break;
      case ROUND_CLOSE:
      case SQUARE_CLOSE:
      case CURLY_CLOSE: {
        const opened = closers.lastIndexOf(code);
        if (opened !== -1) closers.length = opened;
      }
    }
  }
  return false;
}

const ROUND_OPEN = 0x28;
const ROUND_CLOSE = 0x29;
/** In ASCII, a square or curly bracket closes two codes after the one that opens. */
const SQUARE_OPEN = 0x5b;
const SQUARE_CLOSE = 0x5d;
const CURLY_OPEN = 0x7b;
const CURLY_CLOSE = 0x7d;
