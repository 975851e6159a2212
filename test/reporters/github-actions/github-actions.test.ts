import { describe, expect, test } from '@jest/globals';
import type { Diagnostic } from '../../../src/policy/diagnostic.js';
import { renderWorkflowCommands } from '../../../src/reporters/github-actions/github-actions.js';
import { HOSTILE_MESSAGE, POOL_FINDING, REPORT, reportWith } from '../example-report.js';

/** Of "The text.\n". */
const TOKEN = '89e89701855ceeb3bccbb61446fd832969dfe087884789ec4d2a048c1e2948c9';

function commands(...diagnostics: readonly Diagnostic[]): string {
  return renderWorkflowCommands(reportWith({ diagnostics }), 'The text.\n', '').split('::\n').slice(1).join('::\n');
}

describe('what a step of GitHub Actions prints', () => {
  test('is the text, and an annotation for each finding', () => {
    expect(renderWorkflowCommands(REPORT, 'The text.\n', 'services/shop')).toBe(`::stop-commands::${TOKEN}
The text.
::${TOKEN}::
::error file=services/shop/k8s/production/web.yaml,line=6,endLine=6,col=12,endColumn=14,title=Connection pool smaller than the threads that share it::Puma in container web runs 16 threads but Active Record may open only 5 connections.%0AFix: Set the pool to 16.
::warning file=services/shop/k8s/production/web.yaml,line=5,endLine=5,col=3,endColumn=13,title=Disruption budget blocks drains::PDB shop keeps 3 of 3 pods available.
`);
  });

  test('has no annotation for what was there before', () =>
    expect(commands({ ...POOL_FINDING, status: 'existing' })).toBe(''));

  test('has an annotation for a mistake in the configuration', () => {
    const mistake: Diagnostic = { ...POOL_FINDING, ruleId: 'configuration-invalid', message: 'No.', suggestions: [] };
    expect(commands(mistake)).toMatch(/^::error file=.*,title=Configuration error::No\.\n$/);
  });

  test('has no columns for a place on several lines', () => {
    const location = { ...POOL_FINDING.location, endLine: 7 };
    expect(commands({ ...POOL_FINDING, location })).toContain('line=6,endLine=7,title=');
  });
});

describe('text of a repository', () => {
  test('is no command in the text, since the token that ends it depends on it', () => {
    const token = (text: string) =>
      /^::stop-commands::([0-9a-f]{64})\n/.exec(renderWorkflowCommands(REPORT, text, ''))?.[1];
    expect(token(`::${token('a')}::\n::set-env name=PATH::x\n`)).not.toBe(token('a'));
  });

  test('stays in its property and on its line', () => {
    const location = { ...POOL_FINDING.location, path: 'a,title=b::c%0A\r\nd.yaml' };
    const [first = '', ...more] = commands({
      ...POOL_FINDING,
      message: `100% ${HOSTILE_MESSAGE}\n::error::forged`,
      location,
    }).split('\n');
    expect(more).toEqual(['']);
    expect(first).toMatch(/^::error file=a%2Ctitle=b%3A%3Ac%250A {2}d\.yaml,line=6,/);
    expect(first).toContain('::100%25 pool `5`');
    expect(first).toContain(' ::error::forged%0AFix: ');
  });
});
