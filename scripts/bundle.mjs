// Joins the compiled modules into a few files, since loading four hundred of them is a third of a short run. The bundle lies in
// dist/bundle/, as deep as the modules it is made of, so that what they find relative to themselves (rules/, package.json) stays
// where it is; dist/cli.js then only starts it.
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist/bundle', { recursive: true, force: true });
await build({
  // The analyst's child is a program of its own: it is started by the App's server and holds nothing of it.
  entryPoints: { cli: 'dist/cli.js', analyst: 'dist/analyst/child/main.js' },
  outdir: 'dist/bundle',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // They load their WebAssembly from beside their own files.
  external: ['web-tree-sitter', '@tree-sitter-grammars/tree-sitter-hcl'],
  logLevel: 'warning',
});
writeFileSync('dist/cli.js', "#!/usr/bin/env node\nimport './bundle/cli.js';\n");
chmodSync('dist/cli.js', 0o755);
