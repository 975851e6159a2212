import type { PathPattern, RailsSettings, SslOptions } from '../../facts/rails-settings.js';
import type { Probe } from '../../facts/workload.js';
import type { Hop, Setting, Traced } from '../../traced.js';
import { derive, known, unknown, withoutSlots } from '../../traced.js';
import type { ProcessDraft } from '../draft.js';
import { evaluate } from '../evaluate.js';
import { railsSetting } from '../rails-setting.js';

/** Headers from which Rails concludes that the client spoke TLS, with the value that says so. */
const TLS_HEADERS = new Map([
  ['x-forwarded-proto', 'https'],
  ['x-forwarded-scheme', 'https'],
  ['x-forwarded-ssl', 'on'],
]);

/** What `config.force_ssl` does to a plain HTTP probe: `no`, `same-host` or `other-host`. */
export function probeRedirect(draft: ProcessDraft, probe: Probe, path: Setting<string>): Traced<string> {
  const hop: Hop = { location: probe.at, says: `the ${probe.action} probe` };
  const { kind } = draft.process;
  if (kind === 'unknown') return unknown('not-computable', `what ${draft.process.name} runs`, [hop]);
  if (kind !== 'web' || probe.action !== 'http' || probe.scheme === 'HTTPS' || saysTls(probe)) return known('no', hop);
  const { rails } = draft.application;
  const { railsEnv } = draft.scope;
  if (!railsEnv.known) return railsEnv;
  const file = rails.find((settings) => settings.railsEnv === railsEnv.value);
  return file === undefined
    ? unknown('file-not-read', `config/environments/${railsEnv.value}.rb`, [hop, ...railsEnv.trail])
    : atProbe(redirect(draft, file, path), probe, hop);
}

/** A redirected probe is what to edit: a header on it is the fix that changes nothing else. */
function atProbe(redirected: Traced<string>, { headerSlot }: Probe, hop: Hop): Traced<string> {
  if (!redirected.known || redirected.value === 'no' || headerSlot === undefined) return redirected;
  const { path, offset, prefix, suffix } = headerSlot;
  const slot = { path, start: offset, end: offset, prefix, suffix, format: 'plain' } as const;
  return known(redirected.value, { ...hop, slot }, ...redirected.trail);
}

function saysTls({ headers }: Probe): boolean {
  return Object.entries(headers).some(([name, value]) => TLS_HEADERS.get(name) === value.trim().toLowerCase());
}

function redirect(draft: ProcessDraft, file: RailsSettings, path: Setting<string>): Traced<string> {
  const forced = isTrue(draft, 'force_ssl', file);
  if (!forced.known || !forced.value) return answer(forced, 'no');
  const assumed = isTrue(draft, 'assume_ssl', file);
  if (!assumed.known || assumed.value) return answer(assumed, 'no');
  const kept = derive([forced, assumed], () => 'same-host');
  const options = sslOptions(draft.application.rails, file);
  return options === undefined ? kept : derive([withOptions(options, path), kept], (result) => result);
}

/** Rails treats everything but nil and false as true. */
function isTrue(draft: ProcessDraft, name: string, file: RailsSettings): Traced<boolean> {
  const expression = railsSetting(draft.application, draft.scope, name);
  if (expression === undefined) return known(false, { location: file.at, says: `leaves ${name} unset` });
  return derive([evaluate(expression, draft.scope)], (value) => value !== null && value !== false);
}

/** An initializer runs after the environment's file, which runs after config/application.rb; the last one decides. */
function sslOptions(rails: readonly RailsSettings[], file: RailsSettings): SslOptions | undefined {
  const always = rails.filter(({ railsEnv }) => railsEnv === undefined);
  const initializers = always.filter(({ path }) => path.includes('config/initializers/'));
  const others = always.filter((settings) => !initializers.includes(settings));
  return [...others, file, ...initializers].findLast((settings) => settings.sslOptions !== undefined)?.sslOptions;
}

function answer(decided: Traced<boolean>, result: string): Traced<string> {
  return decided.known ? withoutSlots<string>({ ...decided, value: result }) : decided;
}

function withOptions(options: SslOptions, path: Setting<string>): Traced<string> {
  const hop: Hop = { location: options.at, says: 'sets ssl_options' };
  if (options.redirectOff) return known('no', hop);
  if (options.excludeUnknown) return unknown('not-computable', 'the exclude lambda of ssl_options', [hop]);
  const redirected = options.redirectHost === undefined ? 'same-host' : 'other-host';
  const excludes = options.excludes ?? [];
  if (excludes.length === 0) return known(redirected, hop);
  if (!path.known) return path;
  const asked = (path.value ?? '/').replace(/[?#].*$/s, '');
  const matches = excludes.map((pattern) => matchesPath(pattern, asked));
  if (matches.includes(true)) return known('no', hop);
  return matches.includes(undefined)
    ? unknown('not-computable', 'a pattern in the exclude lambda of ssl_options', [hop])
    : known(redirected, hop);
}

const ANCHORED = /^(\\A|\^)?(\(\?:|\()?((?:[\w/|-]|\\[/.-])+)(\))?(\\[zZ]|\$)?$/;

/** Undefined for a regular expression beyond anchors, plain text and alternatives: it is not executed. */
function matchesPath({ match, text }: PathPattern, path: string): boolean | undefined {
  if (match === 'equals') return path === text;
  if (match === 'starts-with') return path.startsWith(text);
  // Without parentheses an anchor belongs to one of the alternatives only.
  const [, start, open, body, close, end] = ANCHORED.exec(withoutPrefix(text)) ?? [];
  const prefix = prefixOf(text);
  if (body === undefined || (open === undefined) !== (close === undefined)) return undefined;
  if (open === undefined && body.includes('|') && (start ?? end) !== undefined) return undefined;
  return body.split('|').some((alternative) => {
    const plain = (prefix + alternative).replaceAll('\\', '');
    if (start !== undefined) return end === undefined ? path.startsWith(plain) : path === plain;
    return end === undefined ? path.includes(plain) : path.endsWith(plain);
  });
}

const PREFIX = /^(\\A|\^)?((?:[\w/-]|\\[/.-])+)(?=\()/;

/** The plain text between an anchor and the first parenthesis: `/` in `^\/(?:live|ready)$`. */
function prefixOf(text: string): string {
  return PREFIX.exec(text)?.[2] ?? '';
}

function withoutPrefix(text: string): string {
  return text.replace(PREFIX, '$1');
}
