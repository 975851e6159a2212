import { describe, expect, test } from '@jest/globals';
import { renderMarkdown } from '../../src/reporters/markdown/markdown.js';
import type { Report } from '../../src/reporters/report.js';
import { renderSarif } from '../../src/reporters/sarif/sarif.js';
import { PLAIN } from '../../src/reporters/style.js';
import { renderText } from '../../src/reporters/text/text.js';
import { REPORT } from './example-report.js';

const CHANGED: Report = { ...REPORT, unobeyed: [{ path: '.github/plumbline.yml', says: 'adds fail_on: never' }] };

describe('what the head wants and the base does not say', () => {
  test('is a section of the text report', () => {
    expect(renderText(CHANGED, { style: PLAIN, width: 100 })).toContain(
      '\n\nNot obeyed before it is merged (the base revision says how a change is judged)\n  – .github/plumbline.yml adds fail_on: never\n\n',
    );
  });

  test('is a list of the Markdown report', () => {
    expect(renderMarkdown(CHANGED)).toContain(
      '\n\nNot obeyed before it is merged (the base revision says how a change is judged):\n\n- `.github/plumbline.yml` adds fail\\_on: never\n\n',
    );
  });

  test('is a notification of the SARIF report', () => {
    expect(JSON.parse(renderSarif(CHANGED)).runs[0].invocations[0].toolConfigurationNotifications).toEqual([
      {
        level: 'note',
        message: {
          text: 'Not obeyed before it is merged (the base revision says how a change is judged): adds fail_on: never.',
        },
        locations: [{ physicalLocation: { artifactLocation: { uri: '.github/plumbline.yml', uriBaseId: 'ROOT' } } }],
      },
    ]);
  });

  test('is not mentioned where there is none', () => {
    expect(renderText(REPORT, { style: PLAIN, width: 100 }) + renderMarkdown(REPORT)).not.toContain('Not obeyed');
    expect(renderSarif(REPORT)).not.toContain('toolConfigurationNotifications');
  });
});
