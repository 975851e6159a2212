import type { ProcessCommand } from '../../../src/model/assembly/command.js';
import type { ApplicationFacts } from '../../../src/model/assembly/draft.js';
import { NO_APPLICATION } from '../../../src/model/assembly/draft.js';
import type { EvaluationScope } from '../../../src/model/assembly/evaluate.js';
import type { Expression, Scalar } from '../../../src/model/expression.js';
import type { Location } from '../../../src/model/location.js';
import type { Setting, Traced } from '../../../src/model/traced.js';
import { known, unknown } from '../../../src/model/traced.js';

/** A place of one character, told apart by its line. */
export function at(path: string, line = 1): Location {
  return { path, start: 0, end: 1, startLine: line, startColumn: 1, endLine: line, endColumn: 2 };
}

export const MANIFEST = at('deploy/web.yaml');
export const PUMA = at('config/puma.rb');

export function literal(value: Scalar, location = PUMA): Expression {
  return {
    kind: 'literal',
    value,
    at: location,
    slot: { path: location.path, start: 0, end: 1, prefix: '', suffix: '', format: 'plain' },
  };
}

export function env(name: string, fallback?: Expression): Expression {
  return { kind: 'env-read', name, strict: true, ...(fallback === undefined ? {} : { default: fallback }), at: PUMA };
}

/** A scope with these variables; null stands for one that is hidden in a Secret, what is not named is not set. */
export function scopeOf(variables: Readonly<Record<string, string | null>>, railsEnv = 'production'): EvaluationScope {
  return {
    railsEnv: known(railsEnv, { location: MANIFEST, says: 'sets RAILS_ENV' }),
    variable(name): Setting<string> {
      const value = variables[name];
      if (value === null)
        return unknown('hidden-in-secret', name, [{ location: MANIFEST, says: 'comes from a Secret' }]);
      return value === undefined
        ? known<string | null>(null, { location: MANIFEST, says: `does not set ${name}` })
        : known<string | null>(value, { location: MANIFEST, says: `sets ${name}` });
    },
  };
}

/** The command as words, without a shell around it. */
export function commandOf(...words: string[]): ProcessCommand {
  return {
    words,
    text: words.join(' '),
    at: MANIFEST,
    layers: [],
    thruster: false,
    openVariables: false,
    flag(...names) {
      const index = words.findIndex((word) => names.includes(word));
      return index === -1 ? undefined : words[index + 1];
    },
  };
}

export function applicationOf(
  parts: Partial<ApplicationFacts> & { readonly gems?: ApplicationFacts['gems'] },
): ApplicationFacts {
  return { ...NO_APPLICATION, ...parts };
}

export function locked(gems: Readonly<Record<string, string>>): NonNullable<ApplicationFacts['gems']> {
  const lock = at('Gemfile.lock');
  return {
    kind: 'gem-versions',
    path: 'Gemfile.lock',
    at: lock,
    gems: Object.fromEntries(Object.entries(gems).map(([name, version]) => [name, { version, at: lock }])),
  };
}

/** The value, or the reason in brackets: what a test compares. */
export function shown(traced: Traced<unknown>): unknown {
  return traced.known ? traced.value : `[${traced.reason}]`;
}
