import type { SidekiqSection, SidekiqSettings } from '../../facts/job-settings.js';
import type { Setting, Traced } from '../../traced.js';
import { convert, derive, known, unknown, via, withoutSlots } from '../../traced.js';
import { fileNamed, pathPrefix } from '../application-files.js';
import type { ProcessCommand } from '../command.js';
import type { ApplicationFacts } from '../draft.js';
import type { EvaluationScope } from '../evaluate.js';
import { evaluateInteger } from '../evaluate.js';
import { gemVersion, versionAtLeast } from '../versions.js';
import type { JobModel } from './job-model.js';

/**
 * Sidekiq: `-c`, then the initializer, then the configuration file (its environment section merged over its top level), then
 * RAILS_MAX_THREADS, then the version's default; capsules add to it (sidekiq `lib/sidekiq/cli.rb`, `lib/sidekiq/config.rb`).
 */
export function sidekiqModel(application: ApplicationFacts, command: ProcessCommand, scope: EvaluationScope): JobModel {
  const version = gemVersion(application.gems, 'sidekiq');
  const file = settingsFile(application, command);
  if (file === 'unknown') {
    const none = unknown('not-computable', "Sidekiq's configuration file", [
      { location: command.at, says: `runs ${command.text}` },
    ]);
    return { concurrency: none, shutdownTimeout: none, processes: processCount(command, scope) };
  }
  const initializers = application.jobs.filter(
    (job): job is SidekiqSettings => job.system === 'sidekiq' && job.origin === 'initializer',
  );
  const context: SidekiqContext = {
    command,
    scope,
    version,
    initializers: initializers.map(({ base }) => base),
    file: file === undefined ? [] : sectionsOf(file, scope),
  };
  return {
    concurrency: totalConcurrency(context),
    shutdownTimeout: shutdownTimeout(context),
    processes: processCount(command, scope),
  };
}

interface SidekiqContext {
  readonly command: ProcessCommand;
  readonly scope: EvaluationScope;
  readonly version: Traced<string>;
  /** They run after the command line and the file were read, and win over both. */
  readonly initializers: readonly SidekiqSection[];
  /** The environment's section, then the top level. */
  readonly file: readonly SidekiqSection[];
}

function settingsFile(application: ApplicationFacts, command: ProcessCommand): SidekiqSettings | 'unknown' | undefined {
  const prefix = pathPrefix(application.root);
  const files = application.jobs.filter(
    (job): job is SidekiqSettings => job.system === 'sidekiq' && job.origin === 'file',
  );
  const flag = command.flag('-C', '--config');
  if (flag === 'unknown') return 'unknown';
  if (flag !== undefined) return fileNamed(files, application.root, flag) ?? 'unknown';
  if (
    application.unread.some(
      (path) => path.startsWith(`${prefix}config/sidekiq`) || path === `${prefix}config/initializers/sidekiq.rb`,
    )
  )
    return 'unknown';
  return (
    files.find(({ path }) => path === `${prefix}config/sidekiq.yml`) ??
    files.find(({ path }) => path === `${prefix}config/sidekiq.yml.erb`)
  );
}

function sectionsOf(file: SidekiqSettings, scope: EvaluationScope): readonly SidekiqSection[] {
  const railsEnv = scope.railsEnv.known ? scope.railsEnv.value : '';
  const section = Object.hasOwn(file.environments, railsEnv) ? file.environments[railsEnv] : undefined;
  return section === undefined ? [file.base] : [section, file.base];
}

/** An environment's `capsules` replace those of the top level (the merge is shallow); an initializer's add to them. */
function totalConcurrency(context: SidekiqContext): Setting<number> {
  const own = ownConcurrency(context);
  const inFile = context.file.find(({ capsules }) => capsules.length > 0)?.capsules ?? [];
  const capsules = [...context.initializers.flatMap((section) => section.capsules), ...inFile];
  if (capsules.length === 0) return own;
  const parts = capsules.map(({ concurrency }) => evaluateInteger(concurrency, context.scope));
  // A capsule that sets none has the concurrency of the default one.
  return derive(
    [own, ...parts],
    (first, ...others) =>
      others.reduce<number>((sum, value) => sum + (value ?? first ?? 0), first ?? 0) as number | null,
  );
}

function ownConcurrency(context: SidekiqContext): Setting<number> {
  const { command, scope, initializers, file } = context;
  const inInitializer = firstConcurrency(initializers, scope);
  if (inInitializer !== undefined) return inInitializer;
  const flag = command.flag('-c', '--concurrency');
  if (flag !== undefined) {
    const hop = { location: command.at, says: `runs Sidekiq with -c ${flag}` };
    return /^\d+$/.test(flag)
      ? known<number | null>(Number(flag), hop)
      : unknown('not-computable', `-c ${flag}`, [hop]);
  }
  const inFile = firstConcurrency(file, scope);
  if (inFile !== undefined) return inFile;
  const variable = scope.variable('RAILS_MAX_THREADS');
  if (!variable.known) return variable;
  if (variable.value !== null) {
    return /^\s*\d+\s*$/.test(variable.value)
      ? via(
          convert(variable, (text) => Number.parseInt(text ?? '', 10) as number | null),
          { location: command.at, says: 'Sidekiq reads RAILS_MAX_THREADS, since nothing else sets concurrency' },
        )
      : unknown('not-computable', `RAILS_MAX_THREADS=${JSON.stringify(variable.value)}`, variable.trail);
  }
  return byVersion(
    context,
    (version) => (versionAtLeast(version, '7.0') ? 5 : versionAtLeast(version, '5.2.0') ? 10 : 25),
    'concurrency',
    variable,
  );
}

function firstConcurrency(sections: readonly SidekiqSection[], scope: EvaluationScope): Setting<number> | undefined {
  for (const { concurrency } of sections) {
    if (concurrency === undefined) continue;
    const value = evaluateInteger(concurrency, scope);
    if (!value.known || value.value !== null) return value;
  }
  return undefined;
}

function shutdownTimeout(context: SidekiqContext): Setting<number> {
  const flag = context.command.flag('-t', '--timeout');
  if (flag !== undefined) {
    const hop = { location: context.command.at, says: `runs Sidekiq with -t ${flag}` };
    return /^\d+$/.test(flag)
      ? known<number | null>(Number(flag), hop)
      : unknown('not-computable', `-t ${flag}`, [hop]);
  }
  for (const { timeout } of [...context.initializers, ...context.file]) {
    if (timeout === undefined) continue;
    const value = evaluateInteger(timeout, context.scope);
    if (!value.known || value.value !== null) return value;
  }
  return byVersion(context, (version) => (versionAtLeast(version, '6.0') ? 25 : 8), 'timeout');
}

function byVersion(
  context: SidekiqContext,
  choose: (version: string) => number,
  what: string,
  unset?: Setting<string>,
): Setting<number> {
  const { version } = context;
  if (!version.known) return unknown('not-declared', `Sidekiq's default ${what} depends on its version`, version.trail);
  const value = choose(version.value);
  const hop = { location: version.trail[0].location, says: `Sidekiq ${version.value} default ${what}: ${value}` };
  // The unset variable comes first when there is one: setting it is how the value is changed.
  return unset?.known
    ? known<number | null>(value, { ...unset.trail[0], says: `${unset.trail[0].says}` }, hop)
    : known<number | null>(value, hop);
}

/** `sidekiqswarm` forks SIDEKIQ_COUNT processes, one for each CPU by default. */
function processCount(command: ProcessCommand, scope: EvaluationScope): Traced<number> {
  if (!/sidekiqswarm$/.test(command.words[0] ?? ''))
    return known(1, { location: command.at, says: 'is one Sidekiq process', inherent: true });
  const count = scope.variable('SIDEKIQ_COUNT');
  if (count.known && count.value !== null && /^\d+/.test(count.value))
    return withoutSlots(convert(count, (text) => Number.parseInt(text ?? '', 10)));
  return unknown('outside-repository', 'sidekiqswarm starts one process for each CPU of the node', [
    { location: command.at, says: 'runs sidekiqswarm' },
  ]);
}
