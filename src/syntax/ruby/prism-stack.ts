/** The head of the globals of prism.wasm 1.9.0: section 6 of 266 bytes, 39 globals, the stack's begin first: 164,416. */
const GLOBALS = Buffer.from('068a02277f0141c0840a0b', 'hex');
/** The same with the stack's begin 16 bytes below `STACK_LOW + STACK_BYTES`, a number that is one byte longer. */
const GLOBALS_OF_LARGE_STACK = Buffer.from('068b02277f0141f0ff8b040b', 'hex');

/** What the module asks for: its tables and the first part of its heap. Further parts lie above whatever is added later. */
export const STACK_LOW = 192 * 1024;

/** JavaScript's own stack, of 1 to 4 MB and with frames as large, is full long before this one, and says so by an error. */
export const STACK_BYTES = 8 * 1024 * 1024;

/**
 * The parser's module with its stack in memory that is added to it: from `STACK_LOW` on, growing down. As it comes it has
 * 64 KiB with its own tables right below, which some hundred nested constructs fill: then it writes over them and gives
 * wrong trees, or never comes back.
 */
export function withLargeStack(module: Buffer): Buffer {
  const at = module.indexOf(GLOBALS);
  if (at === -1 || module.includes(GLOBALS, at + 1)) throw new Error('prism.wasm is not that of @ruby/prism 1.9.0');
  return Buffer.concat([module.subarray(0, at), GLOBALS_OF_LARGE_STACK, module.subarray(at + GLOBALS.length)]);
}
