import type { Display } from '../reporters/display.js';
import type { Report } from '../reporters/report.js';
import type { Format } from './check-options.js';

/** Where a report is shown, and where what it is about lies. */
export interface Target extends Display {
  /** Of the analysed directory below the working directory; empty for that itself. */
  readonly folder: string;
}

/** The report in a format; the reporter is loaded only when it is asked for. */
export async function render(report: Report, format: Format, target: Target): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('../reporters/text/text.js')).renderText(report, target);
    case 'json':
      return (await import('../reporters/json/json.js')).renderJson(report);
    case 'sarif':
      return (await import('../reporters/sarif/sarif.js')).renderSarif(report);
    case 'junit':
      return (await import('../reporters/junit/junit.js')).renderJunit(report);
    case 'markdown':
      return (await import('../reporters/markdown/markdown.js')).renderMarkdown(report);
    case 'github': {
      const { renderWorkflowCommands } = await import('../reporters/github-actions/github-actions.js');
      return renderWorkflowCommands(report, await render(report, 'text', target), target.folder);
    }
  }
}
