import { examine, type Look } from '../check/check.js';
import { readVersion } from '../check/version.js';
import type { Display } from '../reporters/display.js';
import { isPolicyMistake, type NumberedFinding, numberedFindings } from '../reporters/numbered-findings.js';
import type { Report } from '../reporters/report.js';
import { explanationLines } from '../reporters/text/explanation.js';
import { findingListLines } from '../reporters/text/finding-list.js';
import { writingLines } from '../reporters/text/writing.js';
import type { ModelSettings } from '../settings/model-settings.js';
import { readModelSettings, readSettings } from '../settings.js';
import { checkRequest } from './check-request.js';
import { endWith } from './describe-failure.js';
import { displayFor } from './display.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { findFinding } from './find-finding.js';
import { describeModelFailure } from './model-failure.js';
import type { Arguments } from './options.js';
import { Progress } from './progress.js';
import { refuse } from './refuse.js';
import type { Streams } from './streams.js';
import { writeAbout } from './write-about.js';

const OFF = 'Explanations by a model are off: none is configured. Set ANTHROPIC_API_KEY to have them.';

type Checked = Parameters<Look<ExitCode>>[0];

/** `plumbline explain`: lists the findings, or tells all about one of them, with what a model has to say. */
export async function runExplain(args: Arguments, streams: Streams): Promise<ExitCode> {
  const model = readModelSettings();
  if (!model.ok) return refuse(model.problems.join('\n'), streams);
  const settings = readSettings();
  const progress = new Progress(streams.stderr);
  const display = displayFor(streams.stdout, settings, args.has('no-color'));
  const telling = new Telling({ model: model.settings, streams, progress, display });
  const context = {
    settings,
    version: await readVersion(),
    today: new Date().toISOString().slice(0, 10),
    observer: { progress: (done: number, total: number) => progress.show('Reading files', done, total) },
  };
  const examined = await examine(checkRequest(args, streams), context, (checked) => {
    progress.clear();
    return telling.tell(args.one('finding'), checked);
  });
  return examined.ok ? examined.result : endWith(examined.failure, streams);
}

interface Surroundings {
  readonly model: ModelSettings | undefined;
  readonly streams: Streams;
  readonly progress: Progress;
  readonly display: Display;
}

class Telling {
  readonly #around: Surroundings;
  #told = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  async tell(name: string | undefined, checked: Checked): Promise<ExitCode> {
    const { report, configuration } = checked;
    const { streams } = this.#around;
    const mistakes = report.diagnostics.filter(isPolicyMistake);
    if (mistakes.length > 0) return endWith({ kind: 'wrong-configuration', diagnostics: mistakes }, streams);
    const findings = numberedFindings(report, { newOnly: configuration.newOnly, ignored: [] });
    if (name === undefined) this.#list(findings, report);
    else {
      const chosen = findFinding(findings, name);
      if (!chosen.ok) return refuse(chosen.problem, streams);
      await this.#explain(chosen.found, checked);
    }
    return EXIT.nothingFound;
  }

  #list(findings: readonly NumberedFinding[], report: Report): void {
    const [first] = findings;
    if (first === undefined) this.#print(['Nothing was found. What was looked at, plumbline check tells.']);
    else {
      const lines = findingListLines(findings, report, this.#around.display);
      this.#print([...lines, '', 'plumbline explain --finding 1 explains the first.']);
    }
  }

  async #explain(found: NumberedFinding, checked: Checked): Promise<void> {
    const { model, streams, display, progress } = this.#around;
    // A cache that turns out to be damaged has everything done once more.
    if (!this.#told) this.#print(explanationLines(found, checked.report, display));
    this.#told = true;
    if (model === undefined) return this.#print(['', OFF]);
    const about = await writeAbout(found, { ...checked, mayChange: () => true }, model, progress);
    progress.clear();
    if (about.ok) this.#print(['', ...writingLines(about.writing, display)]);
    else streams.stderr.write(`plumbline: ${describeModelFailure(model.model, about.failure)}\n`);
  }

  #print(lines: readonly string[]): void {
    this.#around.streams.stdout.write(`${lines.join('\n')}\n`);
  }
}
