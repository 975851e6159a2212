import { describe, expect, test } from '@jest/globals';
import { excerpt } from '../../src/reporters/excerpt.js';
import { PLAIN } from '../../src/reporters/style.js';
import { Source } from '../../src/syntax/source.js';

function shown(path: string, text: string, value: string, context = 1, width = 60): string {
  const source = new Source(path, text);
  const start = text.indexOf(value);
  const at = source.location(start, start + value.length);
  return excerpt(source, at, { style: PLAIN, paint: (marks) => marks, width, context }).join('\n');
}

describe('an excerpt', () => {
  test('underlines the value between its neighbouring lines', () => {
    expect(shown('config/database.yml', 'default:\n  adapter: postgresql\n  pool: 5\n  host: db\n', '5')).toBe(
      `2 │   adapter: postgresql
3 │   pool: 5
  │         ^
4 │   host: db`,
    );
  });

  test('of the last line of a file without a final line break has nothing after it', () => {
    expect(shown('config/puma.rb', '# Puma\nworkers 3', '3')).toBe(
      `1 │ # Puma
2 │ workers 3
  │         ^`,
    );
  });

  test('aligns numbers of different length', () => {
    const text = `${'x\n'.repeat(8)}pool: 5\ny\n`;
    expect(shown('a.yml', text, '5')).toBe(
      ` 8 │ x
 9 │ pool: 5
   │       ^
10 │ y`,
    );
  });

  test('keeps the underline under the value after tabs', () => {
    expect(shown('a.rb', '\tthreads\t5\n', '5', 0)).toBe(
      `1 │     threads 5
  │             ^`,
    );
  });

  test('keeps the underline under the value after wide and combining characters', () => {
    expect(shown('a.yml', 'プール: e\u0301 5\n', '5', 0)).toBe(
      `1 │ プール: e\u0301 5
  │           ^`,
    );
  });

  test('underlines a wide value over all its cells', () => {
    expect(shown('a.yml', 'name: 本番\n', '本番', 0)).toBe(
      `1 │ name: 本番
  │       ^^^^`,
    );
  });

  test('shows escape sequences instead of sending them, and stays aligned', () => {
    expect(shown('a.yml', '"\u001b[2J": 5\n', '5', 0)).toBe(
      `1 │ "␛[2J": 5
  │         ^`,
    );
  });

  test('cuts an overlong line after the value', () => {
    expect(shown('a.yml', `pool: 5 # ${'x'.repeat(500)}\n`, '5', 0, 30)).toBe(
      `1 │ pool: 5 # xxxxxxxxxxxxxxx…
  │       ^`,
    );
  });

  test('cuts an overlong line on both sides of a value far to the right', () => {
    const lines = shown('a.json', `{${'"a":1,'.repeat(300)}"pool":5,${'"b":1,'.repeat(300)}}`, '5,', 0, 60).split('\n');
    expect(lines).toEqual([
      '1 │ …a":1,"a":1,"a":1,"pool":5,"b":1,"b":1,"b":1,"b":1,"b":…',
      '  │                          ^^',
    ]);
  });

  test('marks the place of an empty value', () => {
    const source = new Source('a.yml', 'pool:\n');
    expect(excerpt(source, source.location(5, 5), { style: PLAIN, paint: (m) => m, width: 60, context: 0 })).toEqual([
      '1 │ pool:',
      '  │      ^',
    ]);
  });

  test('underlines the rest of the first line of a value over several', () => {
    expect(shown('a.rb', 'workers(\n  3\n)\n', '(\n  3\n)', 0)).toBe(
      `1 │ workers(
  │        ^`,
    );
  });

  test('shows no carriage return of a Windows line', () => {
    expect(shown('a.yml', 'pool: 5\r\nhost: db\r\n', '5', 0)).toBe('1 │ pool: 5\n  │       ^');
  });
});

describe('an excerpt hides', () => {
  test('the values of a Secret manifest', () => {
    expect(
      shown('k8s/secret.yaml', 'kind: Secret\nstringData:\n  TOKEN: hunter2\n---\nkind: ConfigMap\n', 'TOKEN'),
    ).toBe(
      `2 │ stringData:
3 │   TOKEN: •••••••
  │   ^^^^^
4 │ ---`,
    );
  });

  test('but not those of a ConfigMap in the same file', () => {
    expect(shown('k8s/web.yaml', 'kind: Secret\n---\nkind: ConfigMap\ndata:\n  POOL: "5"\n', '"5"', 0)).toBe(
      `5 │   POOL: "5"
  │         ^^^`,
    );
  });

  test('the password of a URL', () => {
    expect(shown('a.yml', 'url: postgres://app:hunter2@db/app\n', 'app:', 0)).toBe(
      `1 │ url: postgres://app:•••••••@db/app
  │                 ^^^^`,
    );
  });

  test('but not a port', () => {
    expect(shown('a.yml', 'url: redis://cache:6379/0\n', 'redis', 0)).toContain('cache:6379/0');
  });
});
