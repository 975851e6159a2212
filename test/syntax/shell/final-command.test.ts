// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell source
import { describe, expect, test } from '@jest/globals';
import { programOfWords } from '../../../src/syntax/shell/exec-form.js';
import { finalCommand } from '../../../src/syntax/shell/final-command.js';
import { parseShell } from '../../../src/syntax/shell/parse.js';
import { formatWord, literalWord } from '../../../src/syntax/shell/word.js';

/** The command as people would type it, with its variables in front and its doubts behind. */
function final(line: string, args?: readonly string[]): string | undefined {
  const found = finalCommand(
    parseShell(line),
    args?.map((arg) => literalWord(arg)),
  );
  return found && format(found);
}

function format(found: NonNullable<ReturnType<typeof finalCommand>>): string {
  const assignments = found.assignments.map(
    ({ name, value, exported }) => `${exported ? '' : '(own) '}${name}=${formatWord(value)}`,
  );
  return [
    ...assignments,
    found.words.map(formatWord).join(' '),
    ...(found.viaExec ? ['#exec'] : []),
    ...(found.thruster ? ['#thruster'] : []),
    ...(found.openVariables ? ['#open'] : []),
    ...(found.certain ? [] : ['#uncertain']),
  ].join(' | ');
}

describe('the final command of one line', () => {
  test.each([
    ['bundle exec puma -C config/puma.rb', 'puma -C config/puma.rb'],
    ['bundle exec rake db:migrate && exec bundle exec rails s -p ${PORT}', 'rails s -p ${PORT} | #exec'],
    ['rails db:prepare; rails server -b 0.0.0.0', 'rails server -b 0.0.0.0'],
    ['bundle exec puma 2>&1 | tee log/puma.log', 'puma'],
    ['bundle exec puma || exit 1', 'puma'],
    ['bundle exec puma >> log 2>&1; echo stopped', 'puma'],
    ['timeout 30 nice -n 5 dumb-init -- thrust ./bin/rails server', './bin/rails server | #thruster'],
    ['chamber exec app-$ENVIRONMENT -- bundle exec puma', 'puma | #open'],
    ['tini -s -- docker/start.sh web', 'docker/start.sh web'],
    ['bundle exec sidekiq & bundle exec puma', 'puma'],
    ['bundle exec rails server -d -b 0.0.0.0; tail -f log/production.log', 'rails server -d -b 0.0.0.0'],
    ['sidekiq --daemon -L log/sidekiq.log; exec tail -F log/sidekiq.log', 'sidekiq --daemon -L log/sidekiq.log'],
    ['puma & tail -n 0 -f log/puma.log', 'puma'],
    ['sidekiq -d; puma', 'puma'],
    ['rails db:migrate; tail -f log/production.log', 'tail -f log/production.log'],
    ['bundle exec "rails server"', 'rails server'],
  ])('%s', (line, expected) => {
    expect(final(line)).toBe(expected);
  });

  test('keeps both commands in doubt where the environment chooses', () => {
    expect(final('if [ "$ROLE" = web ]; then exec puma; else exec sidekiq; fi')).toBe('sidekiq | #exec | #uncertain');
  });

  test('runs nothing for a line that only assigns', () => {
    expect(final('A=1')).toBeUndefined();
  });

  test('looks through a shell given as words', () => {
    const program = programOfWords([
      '/bin/sh',
      '-c',
      'export DB_POOL=${DB_POOL:-${MAX_THREADS:-6}} && bundle exec puma',
    ]);
    const found = finalCommand(program);
    expect(found && format(found)).toBe('DB_POOL=${DB_POOL:-${MAX_THREADS:-6}} | puma');
  });
});

describe('the variables in force', () => {
  test.each([
    ['DB_POOL="${DB_POOL:-10}" bundle exec sidekiq', 'DB_POOL=${DB_POOL:-10} | sidekiq'],
    ['env A=b -- bundle exec puma', 'A=b | puma'],
    ['export A=5; B=$A puma', 'A=5 | B=5 | puma'],
    ['A=5; puma -t $A', '(own) A=5 | puma -t 5'],
    ['export A=${A:-3}; export B=${A}; puma', 'A=${A:-3} | B=${A:-3} | puma'],
    ['export A=${B}; puma -t ${A:-4}', 'A=${B} | puma -t ${B:-4}'],
    ['set -a; A=1; set +a; puma', 'A=1 | puma'],
    ['A=1; export A; puma', 'A=1 | puma'],
    ['A=1 rails db:migrate && puma', 'puma'],
    ['source /secrets; puma', 'puma | #open'],
    ['(export A=1; rails db:migrate) && puma', 'puma'],
    ["sh -c 'A=2 puma'", 'A=2 | puma'],
    ['ARGS="-t 5:5 -w 2"; puma $ARGS', '(own) ARGS=-t 5:5 -w 2 | puma -t 5:5 -w 2'],
    ['ARGS="-t 5:5"; puma "$ARGS"', '(own) ARGS=-t 5:5 | puma -t 5:5'],
    [': ${A:=5}; export A; puma', 'A=${A:=5} | puma'],
  ])('%s', (line, expected) => {
    expect(final(line)).toBe(expected);
  });

  test('give their place in the text', () => {
    const found = finalCommand(parseShell("cd /app && sh -c 'export A=1 && puma'"));
    expect(found?.assignments[0]).toMatchObject({ name: 'A', offset: 25 });
  });

  test('are opaque when set under a condition', () => {
    const found = finalCommand(parseShell('if [ "$X" = y ]; then export A=1; fi; puma'));
    expect(found?.assignments).toEqual([
      {
        name: 'A',
        value: { parts: [{ kind: 'opaque', text: '1', quoted: false }], start: 31, end: 32 },
        exported: true,
        offset: 29,
      },
    ]);
  });

  test.each(['if [ -z "$A" ]; then export A=5; fi; puma', '[ -z "${A:-}" ] && export A=5; puma'])(
    'are a default when they are set only if blank: %s',
    (line) => expect(final(line)).toBe('A=${A:-5} | puma'),
  );
});

describe('a script', () => {
  test('hands over to its arguments', () => {
    const script =
      '#!/bin/bash -e\nif [ "${1}" == "./bin/rails" ]; then\n  ./bin/rails db:prepare\nfi\n\nexec "${@}"\n';
    expect(final(script, ['./bin/rails', 'server'])).toBe('./bin/rails server | #exec');
    expect(final(script)).toBe('$@ | #exec');
  });

  test('is decided by its arguments', () => {
    const script =
      'case "$1" in\n web) exec bundle exec puma ;;\n worker|jobs) exec sidekiq -c 5;;\n *) exec "$@";;\nesac';
    expect(final(script, ['web'])).toBe('puma | #exec');
    expect(final(script, ['jobs'])).toBe('sidekiq -c 5 | #exec');
    expect(final(script, ['rake', 'x'])).toBe('rake x | #exec');
    expect(final(script)).toBe('$@ | #exec | #uncertain');
  });

  test('keeps its arguments in a variable', () => {
    expect(final('CMD="$@"\necho "$CMD"\n$CMD', ['puma', '-w', '2'])).toBe('(own) CMD=puma -w 2 | puma -w 2');
  });

  test('may be written in functions, with here-documents and loops', () => {
    const script = [
      'function wait_for() { until pg_isready; do sleep 1; done; }',
      'main() {',
      '  cat <<-EOF > /tmp/x',
      '\tif fi $( "',
      '\tEOF',
      '  wait_for db',
      '  exec bundle exec puma "$@"',
      '}',
      'main "$@"',
    ].join('\n');
    expect(final(script, ['-w', '2'])).toBe('puma -w 2 | #exec');
  });

  test('waits in a loop and goes on', () => {
    expect(final('while true; do ncat db 5432 && break; sleep 1; done; exec puma')).toBe('puma | #exec');
    expect(final('while true; do bundle exec rake work; done; echo never')).toBe('rake work');
  });

  test('that cannot be understood leaves a doubt', () => {
    expect(final('export A=1\npuma\nif then ((')).toBe('A=1 | puma | #uncertain');
  });

  test.each([
    '$(',
    '"${',
    '((((',
    '${a:-${b:-${c',
    'case x in',
    '`',
    '\\',
    "'",
    'f() f',
    'f() { f; }; f',
    '<<',
    'a | | b',
  ])('of any text is followed to an end: %s', (script) => expect(() => final(script)).not.toThrow());

  test('nested a thousand times is followed to an end', () => {
    expect(() => final(`${'(('.repeat(2000)}${'${a:-'.repeat(2000)}${'if x; then '.repeat(2000)}`)).not.toThrow();
  });
});
