/** The part of WebAssembly that the parser's loader uses; TypeScript has it only in its library for browsers. */
declare namespace WebAssembly {
  interface Module {
    readonly [Symbol.toStringTag]: string;
  }
  const Module: {
    imports(module: Module): readonly { readonly module: string; readonly name: string }[];
  };
  class Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class RuntimeError extends Error {}
  class Instance {
    constructor(module: Module, imports: Imports);
    readonly exports: Exports;
  }
  type Imports = Readonly<Record<string, Readonly<Record<string, () => number>>>>;
  type Exports = Readonly<Record<string, unknown>>;
  function compile(bytes: Uint8Array): Promise<Module>;
}
