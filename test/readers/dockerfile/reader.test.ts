// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Dockerfile source
import { describe, expect, test } from '@jest/globals';
import { dockerfileReader } from '../../../src/readers/dockerfile/reader.js';
import { Source } from '../../../src/syntax/source.js';

function read(...lines: readonly string[]) {
  const [image] = dockerfileReader.read(new Source('Dockerfile', lines.join('\n'))).part ?? [];
  if (image === undefined) throw new Error('no image');
  return image;
}

function variables(...lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    read(...lines).env.map(({ name, value }) => [name, value.known ? value.value : `unknown: ${value.detail}`]),
  );
}

describe('the final stage', () => {
  test('inherits from the stages it is built on, not from others', () => {
    const image = read(
      'ARG RUBY=3.3',
      'FROM --platform=linux/amd64 ruby:${RUBY}-slim AS base',
      'ENV RAILS_ENV=production',
      'ENTRYPOINT ["bin/entrypoint"]',
      'FROM base AS build',
      'ENV SECRET_KEY_BASE_DUMMY=1',
      'FROM Base',
      'EXPOSE 3000 9394/tcp 53/udp',
      'CMD bundle exec \\',
      '  puma',
    );
    expect(image).toMatchObject({
      path: 'Dockerfile',
      base: 'ruby:3.3-slim',
      env: [{ name: 'RAILS_ENV', value: { known: true, value: 'production' } }],
      entrypoint: { form: 'exec', words: ['bin/entrypoint'] },
      command: { form: 'shell', line: 'bundle exec   puma' },
      exposes: [{ port: 3000 }, { port: 9394 }],
      user: { known: true, value: null },
      at: { startLine: 7, startColumn: 1 },
    });
    expect(image.command?.at).toMatchObject({ startLine: 9, startColumn: 5, endLine: 10, endColumn: 7 });
  });

  test('drops an inherited CMD for its own ENTRYPOINT', () => {
    expect(read('FROM a AS b', 'CMD x', 'FROM b', 'ENTRYPOINT y').command).toBeUndefined();
    expect(read('FROM a AS b', 'FROM b', 'CMD x', 'ENTRYPOINT y').command).toMatchObject({ line: 'x' });
  });

  test('runs as its last USER', () => {
    expect(read('FROM a', 'USER root', 'USER 1000:1000').user).toMatchObject({ known: true, value: '1000:1000' });
    expect(read('FROM a', 'USER $APP_USER').user).toMatchObject({ known: false, reason: 'outside-repository' });
  });

  test('has no known base when a build argument decides it', () => {
    expect(read('ARG BASE', 'FROM $BASE').base).toBeUndefined();
  });
});

describe('ENV', () => {
  test('has an old and a new form', () => {
    expect(
      variables('FROM a', 'ENV A=1 B="two words" \\', '  C=x\\ y D=a&b', "ENV E the rest 'of it'", 'ENV F=').valueOf(),
    ).toEqual({ A: '1', B: 'two words', C: 'x y', D: 'a&b', E: 'the rest of it', F: '' });
  });

  test('sees build arguments and earlier variables', () => {
    const lines = ['ARG V=1', 'FROM a', 'ARG V', 'ARG W=2', 'ENV A=$V-$W', 'ENV B=${A}x C=${W:-3}', 'ENV A=9 D=$A'];
    expect(variables(...lines)).toEqual({ A: '9', B: '1-2x', C: '2', D: '1-2' });
  });

  test('the build arguments of a stage are not those of the stage built on it', () => {
    expect(variables('FROM a AS base', 'ARG V=1', 'ENV A=$V', 'FROM base', 'ENV B=$V C=$A')).toMatchObject({
      A: '1',
      C: '1',
    });
    expect(variables('FROM a AS base', 'ARG V=1', 'FROM base', 'ENV B=$V').B).not.toBe('1');
  });

  test('is unknown where a build argument without default or the base image decides', () => {
    expect(variables('FROM a', 'ARG SHA', 'ENV SHA=$SHA PATH=/app:$PATH')).toEqual({
      SHA: 'unknown: build argument SHA has no default',
      PATH: 'unknown: $PATH of the base image',
    });
  });

  test('gives the place and the slot of its value', () => {
    const [variable] = read('FROM a', 'ENV RAILS_MAX_THREADS="5"').env;
    expect(variable?.value).toMatchObject({
      value: '5',
      trail: [
        {
          location: { start: 29, end: 32, startLine: 2, startColumn: 23 },
          says: 'ENV RAILS_MAX_THREADS in Dockerfile',
          slot: { start: 30, end: 31 },
        },
      ],
    });
  });
});

test('a variable that doubles itself ends as unknown', () => {
  const { env } = read('FROM a', 'ENV A=1', ...Array.from({ length: 100 }, () => 'ENV A=$A$A'));
  expect(env).toMatchObject([{ name: 'A', value: { known: false, reason: 'not-computable' } }]);
});

test('copies of configuration are kept from COPY, cp and mv, not from other stages', () => {
  const image = read(
    'FROM a',
    'COPY . .',
    'COPY --from=build /app /app',
    'COPY config/puma.rb.docker config/puma.rb',
    'RUN set -e; cp -f config/database.yml.sample config/database.yml && rm x',
  );
  expect(image.copies).toMatchObject([
    { from: 'config/puma.rb.docker', to: 'config/puma.rb', at: { startLine: 4 } },
    { from: 'config/database.yml.sample', to: 'config/database.yml', at: { startLine: 5 } },
  ]);
});

test.each([
  ['Dockerfile', true],
  ['docker/web/Dockerfile.production', true],
  ['web.Dockerfile', true],
  ['Dockerfile.erb', false],
  ['.devcontainer/Dockerfile', false],
  ['Dockerfile.dockerignore', false],
])('%s is read: %s', (path, expected) => expect(dockerfileReader.matches(path)).toBe(expected));

test('a file without FROM makes no image', () => {
  expect(dockerfileReader.read(new Source('Dockerfile', 'hello'))).toEqual({});
});
