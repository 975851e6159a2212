// Starts the bundle with V8's compiled form of it, as scripts/bundle.mjs left both; without that form, or with one of another
// version of Node, V8 compiles the script as it would any other.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { constants, Script } from 'node:vm';

const bundle = new URL('./plumbline.cjs', import.meta.url);

export const script = new Script(
  `(function (exports, require, module, bundleUrl) {${readFileSync(bundle, 'utf8')}\n})`,
  {
    filename: fileURLToPath(bundle),
    cachedData: compiledCode(),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  },
);
const module = { exports: {} };
script.runInThisContext()(module.exports, createRequire(bundle), module, bundle.href);

export const { main } = module.exports;

function compiledCode() {
  try {
    return readFileSync(new URL('./plumbline.code', import.meta.url));
  } catch {
    return undefined;
  }
}
