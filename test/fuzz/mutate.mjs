/** A small generator of numbers in [0, 1) that a seed determines (mulberry32). */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What breaks parsers in the languages that are read. */
const TOKENS = [
  '"',
  "'",
  '`',
  '\\',
  '\n',
  '\r\n',
  '\0',
  '\uFEFF',
  '\u2028',
  '\ud800',
  '😀',
  '\t',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '<%',
  '%>',
  '<%=',
  '-%>',
  '<%#',
  '{{',
  '}}',
  '{{-',
  '${',
  '%{',
  '#{',
  '$(',
  '<<~A\n',
  '<<EOT\n',
  '=begin\n',
  '__END__\n',
  '&a ',
  '*a',
  '<<: *a',
  '!!binary ',
  '!ruby/object:X ',
  '? ',
  ': ',
  '- ',
  '---\n',
  '...\n',
  '|',
  '>-',
  '@',
  '%YAML 1.1\n',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '__proto__: {x: 1}\n',
  '-0',
  '.nan',
  '.inf',
  '1e999',
  '0x',
  '999999999999999999999',
  'ENV["A"]',
  'ENV.fetch("A") { 5 }',
  'if a',
  'end',
  'do',
  ' || ',
  ' ? ',
  ' : ',
  '&&',
  '||=',
  ';',
  '|',
  '>',
  '<',
  '=',
  '==',
  '=>',
  '->',
  'FROM a AS b\n',
  'ARG A=$A\n',
  'exec ',
  'then',
  'fi',
  'esac',
  'null',
  '~',
  'true',
  '1Gi',
  '100m',
  '50%',
  '*',
  '/',
  '..',
  '../../..',
];

const MAX_LENGTH = 60_000;

/** One text made of another by a few random edits; `other` gives text to splice in. */
export function mutate(text, other, random) {
  let mutated = text;
  for (let edits = 1 + Math.floor(random() * 6); edits > 0; edits--) mutated = edit(mutated, other, random);
  return mutated.slice(0, MAX_LENGTH);
}

function edit(text, other, random) {
  const start = Math.floor(random() * (text.length + 1));
  const end = Math.min(text.length, start + Math.floor(random() ** 3 * 200));
  const before = text.slice(0, start);
  const chunk = text.slice(start, end);
  const after = text.slice(end);
  const token = TOKENS[Math.floor(random() * TOKENS.length)];
  switch (Math.floor(random() * 9)) {
    case 0:
      return before + after;
    case 1:
      return before + chunk + chunk + after;
    case 2:
      return before + token + chunk + after;
    case 3:
      return before + token + after;
    case 4:
      return before + chunk.repeat(1 + Math.floor(random() ** 4 * 2_000)).slice(0, MAX_LENGTH) + after;
    case 5:
      return before + token.repeat(1 + Math.floor(random() ** 4 * 5_000)) + after;
    case 6:
      return before;
    case 7: {
      const from = Math.floor(random() * other.length);
      return before + other.slice(from, from + Math.floor(random() * 400)) + after;
    }
    default:
      return swapLines(text, random);
  }
}

function swapLines(text, random) {
  const lines = text.split('\n');
  const from = Math.floor(random() * lines.length);
  const [line] = lines.splice(from, 1);
  lines.splice(Math.floor(random() * (lines.length + 1)), 0, line);
  return lines.join('\n');
}
