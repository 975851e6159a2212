import type { Display } from '../reporters/display.js';
import type { Report } from '../reporters/report.js';
import type { Format } from './check-options.js';

/** Where a report is shown, and where what it is about lies. */
export interface Target extends Display {
  /** Of the analysed directory below the working directory; empty for that itself. */
  readonly folder: string;
}

/** The report in a format, as pieces of text or of its bytes in UTF-8; the reporter is loaded only when it is asked for. */
export async function render(report: Report, format: Format, target: Target): Promise<Iterable<string | Uint8Array>> {
  switch (format) {
    case 'text':
      return [await renderedText(report, target)];
    case 'json':
      return (await import('../reporters/json/json.js')).renderJson(report);
    case 'sarif':
      return [(await import('../reporters/sarif/sarif.js')).renderSarif(report)];
    case 'junit':
      return [(await import('../reporters/junit/junit.js')).renderJunit(report)];
    case 'markdown':
      return [(await import('../reporters/markdown/markdown.js')).renderMarkdown(report)];
    case 'github': {
      const { renderWorkflowCommands } = await import('../reporters/github-actions/github-actions.js');
      return [renderWorkflowCommands(report, await renderedText(report, target), target.folder)];
    }
  }
}

async function renderedText(report: Report, target: Target): Promise<string> {
  return (await import('../reporters/text/text.js')).renderText(report, target);
}
