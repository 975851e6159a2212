// Joins the compiled modules into one script and keeps V8's compiled form of it: to load and compile four hundred modules is most
// of a short run. The bundle lies in dist/bundle/, as deep as the modules it is made of, so that what they find relative to
// themselves (rules/, package.json) stays where it is; dist/cli.js only starts it. Another version of Node compiles it anew.
import { chmodSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist/bundle', { recursive: true, force: true });
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifyWhitespace: true,
  charset: 'utf8',
  // They load their WebAssembly from beside their own files.
  external: ['web-tree-sitter', '@tree-sitter-grammars/tree-sitter-hcl'],
  logLevel: 'warning',
};
await build({
  ...shared,
  entryPoints: ['dist/cli/main.js'],
  outfile: 'dist/bundle/plumbline.cjs',
  format: 'cjs',
  define: { 'import.meta.url': 'bundleUrl' },
});
// The analyst's child is a program of its own: it is started by the App's server and holds nothing of it.
await build({
  ...shared,
  entryPoints: ['dist/analyst/child/main.js'],
  outfile: 'dist/bundle/analyst.js',
  format: 'esm',
});
copyFileSync('scripts/bundle-loader.mjs', 'dist/bundle/main.js');
writeFileSync('dist/cli.js', readFileSync('dist/cli.js', 'utf8').replace('./cli/main.js', './bundle/main.js'));
chmodSync('dist/cli.js', 0o755);
await keepCompiledCode();

/** What a check has run is kept compiled; of the rest only that it exists. */
async function keepCompiledCode() {
  const { main, script } = await import('../dist/bundle/main.js');
  const written = { stdout: '', stderr: '' };
  const stream = (name) => ({ write: (text) => (written[name] += text), isTTY: false, columns: 80 });
  const streams = { stdout: stream('stdout'), stderr: stream('stderr'), workingDirectory: process.cwd() };
  for (const format of ['text', 'json']) {
    const arguments_ = ['check', 'examples/rails-on-eks', '--no-cache', '--fail-on', 'never', '--format', format];
    if ((await main(arguments_, streams)) !== 0) throw new Error(written.stderr);
  }
  writeFileSync('dist/bundle/plumbline.code', script.createCachedData());
}
