/**
 * Room for the parser's stack. JavaScript's own stack, of 1 to 4 MB and with frames as large, is full long before, and
 * says so by an error.
 */
export const STACK_BYTES = 8 * 1024 * 1024;

/**
 * Where the stack begins: above the 192 KiB that the module asks for and a stack that is added to it. The linker put the
 * heap's first part below, and the heap's next parts come from memory that is added later.
 */
const STACK_TOP = 192 * 1024 + STACK_BYTES - 16;

/** The head of the globals of prism.wasm 1.9.0: section 6 of 266 bytes, 39 globals, the first a mutable i32 of 164,416. */
const GLOBALS = Buffer.from('068a02277f0141c0840a0b', 'hex');

/**
 * The parser's module with more stack. As it comes it has 64 KiB with its own tables right below, which some ninety
 * nested constructs fill: then it writes over them and gives wrong trees, or never comes back.
 */
export function withLargeStack(module: Buffer): Buffer {
  const at = module.indexOf(GLOBALS);
  if (at === -1 || module.includes(GLOBALS, at + 1)) throw new Error('prism.wasm is not that of @ruby/prism 1.9.0');
  return Buffer.concat([module.subarray(0, at), largeGlobals(), module.subarray(at + GLOBALS.length)]);
}

/** The same head with another start of the stack, whose number is one byte longer. */
function largeGlobals(): Buffer {
  const top = [STACK_TOP, STACK_TOP >> 7, STACK_TOP >> 14, STACK_TOP >> 21].map((bits) => bits & 0x7f);
  const [first = 0, second = 0, third = 0, fourth = 0] = top;
  return Buffer.from([
    0x06,
    0x8b,
    0x02,
    0x27,
    0x7f,
    0x01,
    0x41,
    first | 0x80,
    second | 0x80,
    third | 0x80,
    fourth,
    0x0b,
  ]);
}
