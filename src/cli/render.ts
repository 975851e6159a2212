import type { Display } from '../reporters/display.js';
import type { Report } from '../reporters/report.js';
import type { Format } from './check-options.js';

/** The report in a format, as pieces of text or of its bytes in UTF-8; the reporter is loaded only when it is asked for. */
export async function render(report: Report, format: Format, display: Display): Promise<Iterable<string | Uint8Array>> {
  switch (format) {
    case 'text':
      return [(await import('../reporters/text/text.js')).renderText(report, display)];
    case 'json':
      return (await import('../reporters/json/json.js')).renderJson(report);
    case 'sarif':
      return [(await import('../reporters/sarif/sarif.js')).renderSarif(report)];
    case 'junit':
      return [(await import('../reporters/junit/junit.js')).renderJunit(report)];
    case 'markdown':
      return [(await import('../reporters/markdown/markdown.js')).renderMarkdown(report)];
  }
}
