import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Expression } from '../../../src/model/expression.js';
import { initRuby, parseRuby } from '../../../src/syntax/ruby/parse.js';
import { run } from '../../../src/syntax/ruby/run.js';
import { Source } from '../../../src/syntax/source.js';
import { expressionText } from './expression-text.js';

beforeAll(initRuby);

/** What `x` stands for at the end of the program. */
function valueOfX(program: string): Expression {
  const tree = parseRuby(new Source('config/puma.rb', program));
  const value = run(tree, { call: () => 'unknown' }).get('x');
  if (value === undefined) throw new Error('the program does not assign x');
  return value;
}

describe('reads of the environment', () => {
  test.each([
    ['ENV["N"]', 'N'],
    ['::ENV["N"]', 'N'],
    ['ENV.fetch("N")', 'N!'],
    ['ENV.fetch("N", 5)', '(N ?? 5)'],
    ['ENV.fetch("N", nil)', '(N ?? null)'],
    ['ENV.fetch("N") { 5 }', '(N ?? 5)'],
    ['ENV.fetch("N") { ENV.fetch("M", 3) }', '(N ?? (M ?? 3))'],
    ['ENV.fetch("N") { raise "N is missing" }', 'N!'],
    ['ENV["N"] || raise("N is missing")', 'N!'],
    ['ENV["N"] || ENV["M"] || 5', '((N or M) or 5)'],
    ['ENV["N"].presence || 5', '(N or-if-blank 5)'],
    ['ENV["N"].presence', '(N or-if-blank null)'],
    ['ENV.key?("N") ? 1 : 2', '(if not((N == null)) then 1 else 2)'],
    ['ENV["N"]&.to_i', '(if (N == null) then null else integer(N))'],
    ['ENV["#{y}_N"]', 'opaque<ENV["#{y}_N"]>'],
    ['ENV.to_h', 'opaque<ENV.to_h>'],
  ])('%s', (ruby, expected) => {
    expect(expressionText(valueOfX(`x = ${ruby}`))).toBe(expected);
  });
});

describe('values', () => {
  test.each([
    ['5', '5'],
    ['-1', '-1'],
    ['1_000', '1000'],
    ['0.5', '0.5'],
    ['"five"', '"five"'],
    [':auto', '"auto"'],
    ['nil', 'null'],
    ['true', 'true'],
    ['"a#{ENV["N"]}b"', 'text("a" N "b")'],
    ['"a" "b"', 'text("a" "b")'],
    ['(5)', '5'],
    ['begin; 5; end', '5'],
    ['123456789012345678901234567890', 'opaque<123456789012345678901234567890>'],
    ['/a/', 'opaque</a/>'],
    ['-> { 5 }', 'opaque<-> { 5 }>'],
  ])('%s', (ruby, expected) => {
    expect(expressionText(valueOfX(`x = ${ruby}`))).toBe(expected);
  });
});

describe('computations', () => {
  test.each([
    ['ENV["N"].to_i', 'integer(N)'],
    ['Integer(ENV["N"] || 5)', 'strict-integer((N or 5))'],
    ['Float(ENV["N"])', 'strict-float(N)'],
    ['Integer(ENV["N"], exception: false)', 'opaque<Integer(ENV["N"], exception: false)>'],
    ['ENV["N"].to_i(16)', 'opaque<ENV["N"].to_i(16)>'],
    ['ENV["N"].to_s', 'string(N)'],
    ['ENV["N"].to_i * 2 + 1', '((integer(N) * 2) + 1)'],
    ['10 / 3 - 1', '((10 / 3) - 1)'],
    ['10 % 3', 'opaque<10 % 3>'],
    ['[ENV["N"].to_i, 4, 8].max', '((integer(N) max 4) max 8)'],
    ['[4, 8].min', '(4 min 8)'],
    ['[*list, 8].min', 'opaque<[*list, 8].min>'],
    ['ENV["N"].to_i.clamp(1, 8)', '((integer(N) max 1) min 8)'],
    ['Etc.nprocessors', 'processors of host'],
    ['Concurrent.physical_processor_count', 'processors of host'],
    ['Concurrent.available_processor_count', 'processors of container'],
    ['Concurrent.cpu_quota', 'opaque<Concurrent.cpu_quota>'],
  ])('%s', (ruby, expected) => {
    expect(expressionText(valueOfX(`x = ${ruby}`))).toBe(expected);
  });
});

describe('conditions', () => {
  test.each([
    ['Rails.env.production? ? 5 : 1', '(if (rails-env == "production") then 5 else 1)'],
    ['Rails.env.local? ? 5 : 1', '(if ((rails-env == "development") or (rails-env == "test")) then 5 else 1)'],
    ['5 if Rails.env == "production"', '(if (rails-env == "production") then 5 else null)'],
    ['5 unless ENV["N"].blank?', '(if present(N) then 5 else null)'],
    ['ENV["N"].present? ? 1 : 2', '(if present(N) then 1 else 2)'],
    ['ENV["N"].nil? ? 1 : 2', '(if (N == null) then 1 else 2)'],
    ['ENV["N"].to_i > 1 && !ENV["M"] ? 1 : 2', '(if and((integer(N) > 1), not(M)) then 1 else 2)'],
    ['ENV["N"] && ENV["N"].to_i', '(if N then integer(N) else N)'],
    ['%w[a b].include?(ENV["N"]) ? 1 : 2', '(if ((N == "a") or (N == "b")) then 1 else 2)'],
    ['case ENV["N"] when "a", "b" then 1 else 2 end', '(if ((N == "a") or (N == "b")) then 1 else 2)'],
    ['case ENV["N"] when /a/ then 1 else 2 end', '(if opaque</a/> then 1 else 2)'],
    ['if ENV["N"] then 1 elsif ENV["M"] then 2 end', '(if N then 1 else (if M then 2 else null))'],
  ])('%s', (ruby, expected) => {
    expect(expressionText(valueOfX(`x = ${ruby}`))).toBe(expected);
  });
});

test('credentials are hidden in a secret, and other code is not computable', () => {
  const reason = (ruby: string) => {
    const value = valueOfX(`x = ${ruby}`);
    return value.kind === 'opaque' && value.reason;
  };
  expect(reason('Rails.application.credentials.dig(:redis, :url)')).toBe('hidden-in-secret');
  expect(reason('Settings.redis.url')).toBe('not-computable');
});

describe('slots', () => {
  const slotOfX = (program: string) => {
    const value = valueOfX(program);
    const at = value.kind === 'env-read' ? value.default : value;
    return at?.kind === 'literal' && at.slot !== undefined ? program.slice(at.slot.start, at.slot.end) : undefined;
  };
  test.each([
    ['a number', 'x = ENV.fetch("N", 5)', '5'],
    ['the text within quotes', 'x = ENV.fetch("N", "5")', '5'],
    ['a value behind other characters than ASCII', 'y = "é😀"\nx = 25', '25'],
    ['a value that a variable carries', 'count = 25\nx = count', '25'],
    ['nil', 'x = nil', 'nil'],
  ])('are the place of %s', (_what, program, expected) => {
    expect(slotOfX(program)).toBe(expected);
  });
  test.each([
    ['text with escapes', 'x = "5\\n"'],
    ['a heredoc', 'x = <<~TEXT\n  5\nTEXT\n'],
    ['a symbol', 'x = :auto'],
  ])('%s has none', (_what, program) => {
    expect(slotOfX(program)).toBeUndefined();
  });
});

describe('names', () => {
  test.each([
    ['a variable', 'n = ENV["N"]\nx = n', 'N'],
    ['a constant', 'N = 5\nx = N', '5'],
    ['the last assignment', 'n = 5\nn = 6\nx = n', '6'],
    ['an assignment under a condition', 'n = 5\nn = 6 if ENV["N"]\nx = n', '(if N then 6 else 5)'],
    ['an assignment in both branches', 'if ENV["N"]\n n = 1\nelse\n n = 2\nend\nx = n', '(if N then 1 else 2)'],
    ['an assignment in a predicate', 'if (n = ENV["N"])\n x = n\nend', '(if N then N else null)'],
    ['several at once', 'n, m = 1, 5\nx = m', '5'],
    ['||=', 'n = nil\nn ||= 5\nx = n', '(null or 5)'],
    ['+=', 'n = 5\nn += 1\nx = n', '(5 + 1)'],
    ['a method of the file', 'def n = ENV.fetch("N", 5)\nx = n', '(N ?? 5)'],
    ['ENV set by the program', 'ENV["N"] = "8"\nx = ENV.fetch("N", 5)', '"8"'],
    ['ENV set where it is unset', 'ENV["N"] ||= "8"\nx = ENV.fetch("N", 5)', '(N or "8")'],
  ])('%s is followed', (_what, program, expected) => {
    expect(expressionText(valueOfX(program))).toBe(expected);
  });

  test.each([
    ['a name that nothing assigns', 'x = n', 'opaque<n>'],
    ['an assignment in a loop', 'n = 5\n3.times { n = 6 }\nx = n', '(if opaque<3.times { n = 6 }> then 6 else 5)'],
    [
      'an assignment that may be rescued',
      'n = 5\nbegin\n n = 6\nrescue\nend\nx = n',
      '(if opaque<begin n = 6 rescue end> then 6 else 5)',
    ],
    ['an assignment within an expression', 'y = (n = 6 if ENV["N"])\nx = n', 'opaque<n = 6>'],
    [
      'a block parameter',
      'n = 5\n[1].each { |n| x = n }',
      '(if opaque<[1].each { |n| x = n }> then opaque<n> else null)',
    ],
    ['a method with parameters', 'def n(a) = 5\nx = n(1)', 'opaque<n(1)>'],
  ])('%s is not', (_what, program, expected) => {
    expect(expressionText(valueOfX(program))).toBe(expected);
  });
});

describe('early ends', () => {
  test.each([
    ['what follows a return', 'x = 1\nreturn if ENV["N"]\nx = 2', '(if N then 1 else 2)'],
    ['what follows a raise', 'x = 1\nraise "no" unless ENV["N"]\nx = 2', '2'],
    ['a branch that exits', 'if ENV["N"]\n x = 1\n exit\nelse\n x = 2\nend', '2'],
  ])('%s', (_what, program, expected) => {
    expect(expressionText(valueOfX(program))).toBe(expected);
  });
});

describe('programs that grow without end', () => {
  const doubling = Array.from({ length: 60 }, (_, index) => `x = ${index === 0 ? '1' : 'x + x'}`).join('\n');
  const methods = Array.from({ length: 60 }, (_, index) => `def a${index + 1} = a${index} + a${index}`).join('\n');
  test.each([
    ['a variable that doubles itself', doubling, 'opaque<x + x>'],
    ['methods that call the one before twice', `def a0 = 1\n${methods}\nx = a60`, 'opaque<a59 + a59>'],
    ['a method that calls itself', 'def a = a\nx = a', 'opaque<a>'],
  ])('%s', (_what, program, expected) => {
    expect(expressionText(valueOfX(program))).toBe(expected);
  });
  test('thousands of early returns', () => {
    expect(valueOfX(`${'return if a\n'.repeat(5000)}x = 1`).kind).toBe('conditional');
  });
});
