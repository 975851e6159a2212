import { resolve } from 'node:path';
import { check } from '../check/check.js';
import type { FixedFile } from '../check/fixed-file.js';
import { readVersion } from '../check/version.js';
import { THRESHOLDS, type Threshold } from '../policy/threshold.js';
import { count } from '../reporters/count.js';
import type { Report } from '../reporters/report.js';
import { diffLines } from '../reporters/text/diff.js';
import { readSettings, type Settings } from '../settings.js';
import { FORMATS } from './check-options.js';
import { checkRequest } from './check-request.js';
import { endWith } from './describe-failure.js';
import { directoryOf, folderOf } from './directory.js';
import { displayFor, FILE_DISPLAY } from './display.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { addJobSummary } from './job-summary.js';
import type { Arguments } from './options.js';
import { Progress } from './progress.js';
import { giveUp, refuse } from './refuse.js';
import { render } from './render.js';
import type { Streams } from './streams.js';
import { reachesThreshold } from './threshold.js';
import { writeFixes } from './write-fixes.js';
import { writeReport } from './write-report.js';

/** `plumbline check`: judges, prints, and tells by the exit code. */
export async function runCheck(args: Arguments, streams: Streams): Promise<ExitCode> {
  if (args.has('fix') && args.has('ref')) {
    return refuse(
      '--fix changes the files as they are, and --ref names a commit. Check the commit out, or leave --ref away.',
      streams,
    );
  }
  const settings = readSettings();
  const progress = new Progress(streams.stderr);
  const checked = await check(checkRequest(args, streams), {
    settings,
    version: await readVersion(),
    today: new Date().toISOString().slice(0, 10),
    observer: { progress: (done, total) => progress.show('Reading files', done, total) },
  });
  progress.clear();
  if (!checked.ok) return endWith(checked.failure, streams);
  if (args.has('fix')) {
    const problem = applyFixes(directoryOf(args, streams), checked.fixed, streams, settings, args.has('no-color'));
    if (problem !== undefined) return giveUp(`Nothing was fixed: ${problem}.`, streams);
  }
  const problem = await publish(checked.report, args, streams, settings);
  if (problem !== undefined) return giveUp(problem, streams);
  checked.keep();
  if (checked.mistaken) return EXIT.wrongUsage;
  return exitCode(checked.report, THRESHOLDS.find((name) => name === args.one('fail-on')) ?? checked.failOn);
}

/** A sentence when the report could not be handed out; undefined when it was. */
async function publish(
  report: Report,
  args: Arguments,
  streams: Streams,
  settings: Settings,
): Promise<string | undefined> {
  const format = FORMATS.find((name) => name === args.one('format')) ?? 'text';
  const output = args.one('output');
  const folder = folderOf(args, streams);
  if (output === undefined) {
    const display = displayFor(streams.stdout, settings, args.has('no-color'));
    for (const piece of await render(report, format, { ...display, folder })) streams.stdout.write(piece);
  } else {
    const text = await render(report, format, { ...FILE_DISPLAY, folder });
    const problem = writeReport(resolve(streams.workingDirectory, output), text);
    const why = problem === 'ENOENT' ? 'there is no such folder' : problem;
    if (why !== undefined) return `The report could not be written to ${output} (${why}).`;
  }
  if (format !== 'github' || settings.jobSummary === undefined) return undefined;
  const problem = await addJobSummary(settings.jobSummary, report);
  return problem === undefined ? undefined : `The summary of the step could not be written (${problem}).`;
}

/** Writes the fixed files and shows what changed; on standard error, so that a report for programs stays one. */
function applyFixes(
  directory: string,
  fixed: readonly FixedFile[],
  { stderr }: Streams,
  settings: Settings,
  noColor: boolean,
): string | undefined {
  const problem = writeFixes(directory, fixed);
  if (problem !== undefined) return problem;
  const display = displayFor(stderr, settings, noColor);
  for (const { diff } of fixed) stderr.write(`${diffLines(diff, display).join('\n')}\n`);
  stderr.write(fixed.length === 0 ? 'Nothing could be fixed safely.\n' : `Fixed ${count(fixed.length, 'file')}.\n`);
  return undefined;
}

/** A report about nothing is no pass. */
function exitCode({ diagnostics, coverage }: Report, threshold: Threshold): ExitCode {
  if (reachesThreshold(diagnostics, threshold)) return EXIT.found;
  return coverage.filesRead === 0 ? EXIT.notAnalysed : EXIT.nothingFound;
}
