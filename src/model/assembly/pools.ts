import type { DatabaseConfig, DatabaseSettings } from '../facts/database-settings.js';
import type { Location } from '../location.js';
import type { Pool } from '../model.js';
import type { Hop, Known, Setting, Traced } from '../traced.js';
import { convert, known, unknown, via, withoutSlot } from '../traced.js';
import type { ApplicationFacts } from './draft.js';
import type { EvaluationScope } from './evaluate.js';
import { evaluateInteger, evaluateText } from './evaluate.js';
import { gemVersion, versionAtLeast } from './versions.js';

export interface DatabaseModel {
  readonly pools: readonly Pool[];
  readonly adapter: Setting<string>;
  /** The section that the file lacks, where the primary pool is the default for that reason. */
  readonly missingSection?: Known<string>;
}

/**
 * Active Record's pools in one process: the URL's `pool` parameter, then the file (`max_connections`, then `pool`), then 5
 * (activerecord `database_configurations.rb`, `hash_config.rb`).
 */
export function databaseModel(application: ApplicationFacts, scope: EvaluationScope, at: Location): DatabaseModel {
  const unread = application.unread.find((path) => path.endsWith('config/database.yml'));
  if (unread !== undefined)
    return unreadable(unknown('file-not-read', unread, [{ location: at, says: `${unread} could not be read` }]));
  const settings = settingsInForce(application);
  if (settings === undefined) return withoutFile(application, scope, at);
  if (settings.opaque !== undefined) {
    const none = unknown('not-computable', `${settings.path} builds its structure in code`, [
      { location: settings.opaque.at, says: 'is not evaluated' },
    ]);
    return unreadable(none);
  }
  if (!scope.railsEnv.known)
    return { pools: [{ database: 'primary', size: scope.railsEnv, replica: false }], adapter: scope.railsEnv };
  const railsEnv = scope.railsEnv.value;
  const configs = Object.hasOwn(settings.environments, railsEnv) ? settings.environments[railsEnv] : undefined;
  if (configs === undefined || configs.length === 0) return withoutSection(settings, scope, railsEnv);
  const primary = configs.findIndex(({ name }) => name === 'primary');
  const ordered = primary > 0 ? [configs[primary], ...configs.filter((_, index) => index !== primary)] : configs;
  const present = ordered.filter((config) => config !== undefined);
  return {
    pools: present.map((config, index) => ({
      database: index === 0 ? 'primary' : config.name,
      size: uncopied(settings, application, scope) ?? poolSize(config, index === 0, application, scope),
      replica: config.replica,
    })),
    adapter: adapterOf(present[0], scope, at),
  };
}

/** config/database.yml; a sample only where it is the one file there is (images make the real file from it). */
function settingsInForce(application: ApplicationFacts): DatabaseSettings | undefined {
  const real = application.databases.filter(({ sample }) => !sample);
  if (real.length > 0) return real.find(({ path }) => path.endsWith('config/database.yml')) ?? real[0];
  const samples = application.databases.filter(({ sample }) => sample);
  return samples.length === 1 ? samples[0] : undefined;
}

/** With a DATABASE_URL Rails needs no file: nothing then says whether the image makes one from the sample. */
function uncopied(
  { sample, path, at }: DatabaseSettings,
  { images }: ApplicationFacts,
  scope: EvaluationScope,
): Setting<number> | undefined {
  const file = path.slice(path.lastIndexOf('/') + 1);
  if (!sample || images.some(({ copies }) => copies.some(({ from }) => from.endsWith(`/${file}`)))) return undefined;
  const url = scope.variable('DATABASE_URL');
  if (url.known && url.value === null) return undefined;
  return (
    urlPool(url) ??
    unknown('ambiguous', `whether the image has a config/database.yml like ${path}, or DATABASE_URL alone`, [
      { location: at, says: 'is a sample' },
    ])
  );
}

function unreadable(none: Setting<never>): DatabaseModel {
  return { pools: [{ database: 'primary', size: none, replica: false }], adapter: none };
}

function withoutFile(application: ApplicationFacts, scope: EvaluationScope, at: Location): DatabaseModel {
  const record = gemVersion(application.gems, 'activerecord');
  if (application.gems !== undefined && !record.known) {
    const none = known(null, { location: application.gems.at, says: 'locks no activerecord' });
    return { pools: [], adapter: none };
  }
  const hop: Hop = { location: at, says: 'there is no config/database.yml' };
  const url = scope.variable('DATABASE_URL');
  const declared = !url.known || url.value !== null;
  const size: Setting<number> = declared ? fromUrl(url, hop) : unknown('not-declared', 'config/database.yml', [hop]);
  return {
    pools: [{ database: 'primary', size, replica: false }],
    adapter: adapterOfUrl(url) ?? unknown('not-declared', 'config/database.yml', [hop]),
  };
}

/** No section of that name: Rails then knows only DATABASE_URL, and the pool is its parameter or 5. */
function withoutSection(settings: DatabaseSettings, scope: EvaluationScope, railsEnv: string): DatabaseModel {
  const hop: Hop = { location: settings.at, says: `has no section ${railsEnv}` };
  const url = scope.variable('DATABASE_URL');
  const isDefault = urlPool(url) === undefined;
  return {
    pools: [{ database: 'primary', size: fromUrl(url, hop), replica: false }],
    ...(isDefault && { missingSection: known(railsEnv, hop) }),
    adapter: adapterOfUrl(url) ?? unknown('not-declared', `the section ${railsEnv} of ${settings.path}`, [hop]),
  };
}

function fromUrl(url: Setting<string>, hop: Hop): Setting<number> {
  return (
    urlPool(url) ??
    known<number | null>(
      5,
      { location: hop.location, says: `${hop.says}: Active Record default pool 5` },
      ...assumedWithoutPool(url),
    )
  );
}

/** The `pool` (or `max_connections`) parameter of a database URL, when it is readable and has one. */
function urlPool(url: Setting<string>): Traced<number | null> | undefined {
  if (!url.known || url.value === null) return undefined;
  const match = /[?&](?:pool|max_connections)=(\d+)/.exec(url.value);
  if (match === null) return undefined;
  const [first, ...rest] = url.trail;
  return known<number | null>(
    Number(match[1]),
    { location: first.location, says: `the URL's parameter sets a pool of ${match[1]}` },
    ...rest.map(withoutSlot),
  );
}

/** A URL in a Secret could carry `?pool=`; that it does not is an assumption, and said. */
function assumedWithoutPool(url: Setting<string>): readonly Hop[] {
  const place = url.trail[0];
  return url.known || place === undefined
    ? []
    : [{ location: place.location, says: 'the URL is not readable; assumed to carry no pool parameter' }];
}

function poolSize(
  config: DatabaseConfig,
  isPrimary: boolean,
  application: ApplicationFacts,
  scope: EvaluationScope,
): Setting<number> {
  const url = urlOf(config, isPrimary, scope);
  const byUrl = urlPool(url);
  if (byUrl !== undefined) return byUrl;
  const assumed = assumedWithoutPool(url);
  const setting = config.maxConnections ?? config.pool;
  if (setting === undefined) {
    const hop: Hop = {
      location: config.at,
      says: 'sets no pool: Active Record default 5',
      ...(config.poolSlot === undefined ? {} : { slot: config.poolSlot }),
    };
    return known<number | null>(5, hop, ...assumed);
  }
  const value = evaluateInteger(setting, scope);
  if (value.known && value.value === null) return nullPool(value, application, setting.at);
  return via(value, ...assumed);
}

/** A key whose value is nil: 5 before Rails 8.1, unlimited from there (`hash_config.rb`). */
function nullPool(value: Setting<number>, application: ApplicationFacts, at: Location): Setting<number> {
  const rails = gemVersion(application.gems, 'activerecord');
  if (!rails.known)
    return unknown('not-declared', 'what a nil pool means depends on the version of Rails', value.trail);
  const unlimited = versionAtLeast(rails.value, '8.1');
  const hop: Hop = {
    location: at,
    says: unlimited ? `is nil: unlimited with Rails ${rails.value}` : `is nil: Active Record ${rails.value} takes 5`,
  };
  return known<number | null>(unlimited ? null : 5, hop, ...value.trail.map(withoutSlot));
}

function urlOf(config: DatabaseConfig, isPrimary: boolean, scope: EvaluationScope): Setting<string> {
  if (config.url !== undefined) return evaluateText(config.url, scope);
  return scope.variable(isPrimary ? 'DATABASE_URL' : `${config.name.toUpperCase()}_DATABASE_URL`);
}

function adapterOf(config: DatabaseConfig | undefined, scope: EvaluationScope, at: Location): Setting<string> {
  if (config?.adapter !== undefined) {
    const adapter = evaluateText(config.adapter, scope);
    if (adapter.known && adapter.value !== null)
      return convert(adapter, (name) => normaliseAdapter(name ?? '') as string | null);
    if (!adapter.known) return adapter;
  }
  const url = config === undefined ? scope.variable('DATABASE_URL') : urlOf(config, true, scope);
  return (
    adapterOfUrl(url) ??
    unknown('not-declared', 'the database adapter', [{ location: config?.at ?? at, says: 'names no adapter' }])
  );
}

function adapterOfUrl(url: Setting<string>): Setting<string> | undefined {
  if (!url.known || url.value === null) return undefined;
  const scheme = /^([a-z0-9+]+):\/\//i.exec(url.value)?.[1];
  return scheme === undefined ? undefined : convert(url, () => normaliseAdapter(scheme) as string | null);
}

function normaliseAdapter(name: string): string {
  const lower = name.toLowerCase();
  if (lower === 'postgres' || lower === 'postgis') return 'postgresql';
  return lower === 'trilogy' ? 'mysql2' : lower;
}
