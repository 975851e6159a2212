import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { ParseResult } from '@ruby/prism/src/deserialize.js';
import { parsePrism } from '@ruby/prism/src/parsePrism.js';

/** Bytes at the far end of the parser's stack that no parse may touch. */
const GUARD_BYTES = 8192;
const GUARD_BYTE = 0xa5;
/** The WASI error number of "not supported". */
const WASI_ENOSYS = 52;

/** One running copy of the Prism parser. */
interface Instance {
  readonly exports: WebAssembly.Exports;
  /** The stack grows down towards the parser's own tables; this is where it would reach them. */
  readonly stackLow: number;
  readonly memory: WebAssembly.Memory;
}

let compiled: WebAssembly.Module | undefined;
let running: Instance | undefined;

/** Compiles the parser, once. `@ruby/prism`'s own loader needs `node:wasi`, which prints a warning to users. */
export async function initPrism(): Promise<void> {
  if (compiled !== undefined) return;
  const file = createRequire(import.meta.url).resolve('@ruby/prism/src/prism.wasm');
  compiled = await WebAssembly.compile(await readFile(file));
}

/**
 * Parses Ruby, or says why it cannot. After a failure the parser is replaced: too deep a nesting traps it, or worse, lets
 * its stack run over its own tables, so that it goes on and gives wrong trees. The text is UTF-8 whatever a magic comment
 * says, since a workspace hands out nothing else.
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
  const instance = new WebAssembly.Instance(compiled, refuseAll(compiled));
  const { memory, __stack_low: low, _initialize: initialize } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory) || !(low instanceof WebAssembly.Global)) {
    throw new Error('prism.wasm does not have the exports of @ruby/prism 1.9');
  }
  if (typeof initialize === 'function') initialize();
  const stackLow = Number(low.value);
  new Uint8Array(memory.buffer, stackLow, GUARD_BYTES).fill(GUARD_BYTE);
  return { exports: instance.exports, stackLow, memory };
}

function guardIntact({ memory, stackLow }: Instance): boolean {
  return new Uint8Array(memory.buffer, stackLow, GUARD_BYTES).every((byte) => byte === GUARD_BYTE);
}

/** Parsing asks nothing of the operating system; whatever is asked is refused. */
function refuseAll(module: WebAssembly.Module): WebAssembly.Imports {
  const imports: Record<string, Record<string, () => number>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] = { ...imports[from], [name]: () => WASI_ENOSYS };
  }
  return imports;
}
