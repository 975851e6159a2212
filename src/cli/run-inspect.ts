import { type Inspection, inspect } from '../check/inspect.js';
import { readVersion } from '../check/version.js';
import type { Environment, Process } from '../model/model.js';
import type { Display } from '../reporters/display.js';
import { settingsLines } from '../reporters/inspection/settings-list.js';
import { tableLines } from '../reporters/inspection/table.js';
import { trailLines } from '../reporters/inspection/trail.js';
import { renderInspectionJson } from '../reporters/json/json.js';
import { processSettings, settingsNamed } from '../reporters/process-settings.js';
import { readSettings } from '../settings.js';
import { endWith } from './describe-failure.js';
import { noSuch } from './did-you-mean.js';
import { directoryOf } from './directory.js';
import { displayFor } from './display.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { findProcesses } from './find-processes.js';
import type { Arguments } from './options.js';
import { Progress } from './progress.js';
import { refuse } from './refuse.js';
import type { Streams } from './streams.js';

/** `plumbline inspect`: shows the model, or one process of it, or the story of one value. */
export async function runInspect(args: Arguments, streams: Streams): Promise<ExitCode> {
  const settings = readSettings();
  const version = await readVersion();
  const progress = new Progress(streams.stderr);
  const ref = args.one('ref');
  const inspected = await inspect(
    { directory: directoryOf(args, streams), ...(ref === undefined ? {} : { ref }), cache: !args.has('no-cache') },
    {
      settings,
      version,
      today: new Date().toISOString().slice(0, 10),
      observer: { progress: (done, total) => progress.show('Reading files', done, total) },
    },
    (inspection) => {
      progress.clear();
      const display = displayFor(streams.stdout, settings, args.has('no-color'));
      return show(inspection, { args, streams, display, version });
    },
  );
  return inspected.ok ? inspected.result : endWith(inspected.failure, streams);
}

interface Request {
  readonly args: Arguments;
  readonly streams: Streams;
  readonly display: Display;
  readonly version: string;
}

async function show(inspection: Inspection, request: Request): Promise<ExitCode> {
  const { args, streams } = request;
  const { environments } = inspection.model;
  const names = environments.map(({ name }) => name);
  const stranger = args.all('environment').find((name) => !names.includes(name));
  if (stranger !== undefined) return refuse(noSuch('environment', stranger, names), streams);
  const chosen = args.has('environment')
    ? environments.filter(({ name }) => args.all('environment').includes(name))
    : environments;
  const processName = args.one('process');
  const found = findProcesses(chosen, processName);
  if (processName !== undefined && found.length === 0) {
    const known = chosen.flatMap(({ processes }) => processes.map((process) => `${process.environment}/${process.id}`));
    return refuse(noSuch('process', processName, known), streams);
  }
  if (args.one('format') === 'json') return showJson(inspection, chosen, found, request);
  const setting = args.one('setting');
  if (setting !== undefined) return showTrails(inspection, found, setting, request);
  const blocks =
    processName === undefined
      ? chosen.map((environment) => tableLines(environment, request.display))
      : found.map((process) => settingsLines(process, request.display));
  return print(blocks, streams);
}

function showJson(
  inspection: Inspection,
  environments: readonly Environment[],
  found: readonly Process[],
  { streams, version }: Request,
): ExitCode {
  const chosen = environments.map((environment) => ({
    ...environment,
    processes: environment.processes.filter((process) => found.includes(process)),
  }));
  streams.stdout.write(
    renderInspectionJson({ version, revision: inspection.revision, model: { environments: chosen } }),
  );
  return EXIT.nothingFound;
}

async function showTrails(
  inspection: Inspection,
  found: readonly Process[],
  name: string,
  { streams, display }: Request,
): Promise<ExitCode> {
  const trails = found.flatMap((process) => settingsNamed(process, name).map((setting) => ({ process, setting })));
  if (trails.length === 0) {
    const known = new Set(found.flatMap((process) => processSettings(process).map((setting) => setting.name)));
    return refuse(noSuch('setting', name, [...known]), streams);
  }
  const places = trails.flatMap(({ setting }) => setting.setting.trail.map(({ location }) => location));
  const sources = await inspection.sourcesOf(places);
  return print(
    trails.map(({ process, setting }) => trailLines(process, setting, sources, display)),
    streams,
  );
}

function print(blocks: readonly (readonly string[])[], { stdout }: Streams): ExitCode {
  const text = blocks.length === 0 ? 'No environment was found.' : blocks.map((lines) => lines.join('\n')).join('\n\n');
  stdout.write(`${text}\n`);
  return EXIT.nothingFound;
}
