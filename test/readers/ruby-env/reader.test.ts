// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Ruby source
import { beforeAll, describe, expect, test } from '@jest/globals';
import { rubyEnvReader } from '../../../src/readers/ruby-env/reader.js';
import { initRuby } from '../../../src/syntax/ruby/parse.js';
import { Source } from '../../../src/syntax/source.js';

beforeAll(initRuby);

function read(text: string, path = 'config/initializers/payments.rb') {
  return rubyEnvReader.read(new Source(path, text)).part ?? [];
}

/** `X required load`; an environment or a scope other than the application's stands behind. */
function summary(text: string, path?: string): readonly string[] {
  return read(text, path).map(({ name, dynamic, required, phase, scope, railsEnv }) =>
    [
      dynamic ? `${name}*` : name,
      required ? 'required' : 'optional',
      phase,
      ...(scope === 'application' ? [] : [scope]),
      ...(railsEnv === undefined ? [] : [railsEnv]),
    ].join(' '),
  );
}

test('a read carries its form and its place', () => {
  expect(read('# why\nSTRIPE = ENV.fetch("STRIPE_KEY")\n')).toEqual([
    {
      kind: 'variable-read',
      name: 'STRIPE_KEY',
      dynamic: false,
      required: true,
      phase: 'load',
      scope: 'application',
      form: 'ENV.fetch("STRIPE_KEY")',
      at: {
        path: 'config/initializers/payments.rb',
        start: 15,
        end: 38,
        startLine: 2,
        startColumn: 10,
        endLine: 2,
        endColumn: 33,
      },
    },
  ]);
});

test('a read does not carry the password of the URL that it falls back to', () => {
  const [read1] = read('ENV.fetch("DATABASE_URL", "postgres://shop:s3cret@db/shop")\n');
  expect(read1?.form).toBe('ENV.fetch("DATABASE_URL", "postgres://shop:[hidden]@db/shop")');
});

describe('a variable is required', () => {
  test.each([
    'ENV.fetch("X")',
    '::ENV.fetch("X").to_s',
    'ENV.fetch("X") { raise "no X" }',
    'ENV["X"] || raise("no X")',
    'ENV["X"].presence || abort("no X")',
    'raise "no X" unless ENV["X"]',
    'raise "no X" unless ENV.key?("X")',
    'abort "no X" if ENV["X"].blank?',
    'Integer(ENV["X"])',
    'URI.parse(ENV["X"])',
    'ENV["X"].split(",")',
    'ENV["X"] + "/path"',
    'ENV.fetch_values("X")',
    'ENV.fetch("X") unless Rails.env.test? || Rails.env.development?',
  ])('by %s', (text) => expect(summary(text)).toEqual(['X required load']));
});

describe('a variable is optional', () => {
  test.each([
    'ENV["X"]',
    'ENV.fetch("X", nil)',
    'ENV.fetch("X") { 5 }',
    'ENV.fetch("X", &default)',
    'ENV["X"] || "d"',
    'ENV["X"]&.split(",")',
    'ENV["X"].to_i',
    'ENV["X"].present?',
    'Integer(ENV["X"], exception: false)',
    'ENV.key?("X")',
    'ENV.values_at("X")',
    'ENV.slice("X")',
    'begin; ENV.fetch("X"); rescue KeyError; end',
    'ENV.fetch("X") if feature?',
    'other || ENV.fetch("X")',
    'case mode; when :a then ENV.fetch("X"); end',
  ])('in %s', (text) => expect(summary(text)).toEqual(['X optional load']));

  test.each([
    'ENV.fetch("X") if ENV.key?("X")',
    'ENV["X"] && ENV["X"].split(",")',
    'ENV["X"] ? Integer(ENV["X"]) : 5',
    'ENV["X"].present? and URI(ENV["X"])',
  ])('where its presence is asked first: %s', (text) => {
    expect(summary(text)).toEqual(['X optional load', 'X optional load']);
  });

  test('after the file has set it', () => {
    expect(summary('ENV["X"] ||= "1"\nENV.fetch("X")')).toEqual(['X optional load']);
    expect(summary('ENV["X"] = "1"')).toEqual([]);
  });

  test('after a return without it', () => {
    expect(summary('def a\n  return unless ENV["X"]\n  ENV.fetch("Y")\nend')).toEqual([
      'X optional call',
      'Y optional call',
    ]);
  });
});

describe('names that are computed', () => {
  test.each([
    ['ENV["APP_#{name}"]', 'APP_* optional load'],
    ['ENV.fetch(name)', '* optional load'],
    ['ENV.to_h', '* optional load'],
    ['Settings.from(ENV)', '* optional load'],
  ])('%s', (text, expected) => expect(summary(text)).toEqual([expected]));
});

describe('the Rails environment', () => {
  test.each([
    ['ENV.fetch("X") if Rails.env.production?', 'X required load production'],
    ['ENV.fetch("X") if ENV["RAILS_ENV"] == "staging"', 'X required load staging'],
    ['if Rails.env.local? then ENV.fetch("X") end', 'X required load never-deployed'],
    ['ENV.fetch("X") unless Rails.env.production?', 'X optional load'],
  ])('%s', (text, expected) => expect(summary(text).at(-1)).toBe(expected));
});

describe('the file decides who reads', () => {
  test.each([
    ['config/environments/production.rb', 'X required load production'],
    ['config/environments/test.rb', 'X required load never-deployed test'],
    ['app/models/user.rb', 'X required load'],
    ['lib/tasks/import.rake', 'X required load task'],
    ['db/migrate/1_a.rb', 'X required load task'],
    ['db/seeds.rb', 'X required load never-deployed'],
    ['spec/rails_helper.rb', 'X required load never-deployed'],
    ['bin/rails.rb', 'X required load never-deployed'],
    ['config/deploy.rb', 'X required load never-deployed'],
  ])('%s', (path, expected) => expect(summary('ENV.fetch("X")', path)).toEqual([expected]));

  test('vendored files, generators and text without ENV are not read', () => {
    expect(['vendor/a.rb', 'lib/generators/x/y.rb', '.irbrc', 'README.md'].map(rubyEnvReader.matches)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(rubyEnvReader.read(new Source('app/a.rb', 'def broken('))).toEqual({});
  });

  test('gems of development and test are not deployed', () => {
    const text = 'group :test, :development do\n  gem "a", ENV.fetch("X")\nend\ngem "b", ENV.fetch("Y")';
    expect(summary(text, 'Gemfile')).toEqual(['X required load never-deployed', 'Y required load']);
  });
});

describe('methods and kept blocks read when they are called', () => {
  test.each([
    ['def key = ENV.fetch("X")', 'app/models/user.rb', 'X required call'],
    ['scope :a, -> { ENV.fetch("X") }', 'app/models/user.rb', 'X required call'],
    ['before_action { ENV.fetch("X") }', 'config/a.rb', 'X required call'],
    ['class A; KEY = ENV.fetch("X"); end', 'app/models/a.rb', 'X required load'],
    ['Rails.application.configure do; config.x = ENV.fetch("X"); end', 'config/a.rb', 'X required load'],
    ['state :a do; ENV.fetch("X"); end', 'app/models/a.rb', 'X required call'],
  ])('%s', (text, path, expected) => expect(summary(text, path)).toEqual([expected]));
});

describe('ERB configuration', () => {
  const text =
    'default: &d\n  url: <%= ENV["A"] %>\ntest:\n  url: <%= ENV["B"] %>\n  key: <%= ENV.fetch("C") %>\nproduction:\n  url: <%= ENV["D"] %>\n';

  test('belongs to the environment of its section, but what rendering needs is needed in all', () => {
    expect(summary(text, 'config/database.yml')).toEqual([
      'A optional load',
      'B optional load never-deployed test',
      'C required load',
      'D optional load production',
    ]);
    expect(read(text, 'config/database.yml')[2]?.at).toMatchObject({ startLine: 5, startColumn: 12, endColumn: 26 });
  });

  test('of other tools is rendered by whoever uses them', () => {
    expect(summary('a: <%= ENV.fetch("A") %>', 'config/skylight.yml')).toEqual(['A required call']);
  });
});
