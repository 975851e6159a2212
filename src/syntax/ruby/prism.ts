import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { ParseResult } from '@ruby/prism/src/deserialize.js';
import { parsePrism } from '@ruby/prism/src/parsePrism.js';
import { STACK_BYTES, STACK_LOW, withLargeStack } from './prism-stack.js';

/** What the far end of the parser's stack is filled with; no parse may touch it. */
const GUARD = Buffer.alloc(8192, 0xa5);
const PAGE_BYTES = 65_536;
/** The WASI error number of "not supported". */
const WASI_ENOSYS = 52;

/** One running copy of the Prism parser. */
interface Instance {
  readonly exports: WebAssembly.Exports;
  readonly memory: WebAssembly.Memory;
}

let compiled: WebAssembly.Module | undefined;
let running: Instance | undefined;

/** Compiles the parser, once. `@ruby/prism`'s own loader needs `node:wasi`, which prints a warning to users. */
export async function initPrism(): Promise<void> {
  if (compiled !== undefined) return;
  const file = createRequire(import.meta.url).resolve('@ruby/prism/src/prism.wasm');
  compiled = await WebAssembly.compile(withLargeStack(await readFile(file)));
}

/**
 * Parses Ruby, or says why it cannot. After a failure the parser is replaced, since it was stopped in its midst. The text
 * is UTF-8 whatever a magic comment says, since a workspace hands out nothing else.
 */
export function prismParse(text: string): ParseResult | 'nested too deeply' | 'refused by the parser' {
  const instance = running ?? instantiate();
  running = undefined;
  try {
    const result = parsePrism(instance.exports, text, { encoding: false });
    if (!guardIntact(instance)) return 'nested too deeply';
    running = instance;
    return result;
  } catch (error) {
    const tooDeep = error instanceof WebAssembly.RuntimeError || error instanceof RangeError || !guardIntact(instance);
    return tooDeep ? 'nested too deeply' : 'refused by the parser';
  }
}

function instantiate(): Instance {
  if (compiled === undefined) throw new Error('initRuby() must finish before parseRuby()');
  const { exports } = new WebAssembly.Instance(compiled, refuseAll(compiled));
  const { memory, _initialize: initialize } = exports;
  if (!(memory instanceof WebAssembly.Memory) || memory.buffer.byteLength !== STACK_LOW) {
    throw new Error('prism.wasm does not have the memory of @ruby/prism 1.9.0');
  }
  memory.grow(STACK_BYTES / PAGE_BYTES);
  if (typeof initialize === 'function') initialize();
  Buffer.from(memory.buffer, STACK_LOW).set(GUARD);
  return { exports, memory };
}

/** The stack grows down towards the parser's heap and tables; this is where it would reach them. */
function guardIntact({ memory }: Instance): boolean {
  return Buffer.from(memory.buffer, STACK_LOW, GUARD.length).equals(GUARD);
}

/** Parsing asks nothing of the operating system; whatever is asked is refused. */
function refuseAll(module: WebAssembly.Module): WebAssembly.Imports {
  const imports: Record<string, Record<string, () => number>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] = { ...imports[from], [name]: () => WASI_ENOSYS };
  }
  return imports;
}
