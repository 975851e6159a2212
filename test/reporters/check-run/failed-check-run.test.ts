import { expect, test } from '@jest/globals';
import { failedCheckRun } from '../../../src/reporters/check-run/failed-check-run.js';

test('an analysis that gave no answer fails the check, says why and what to do', () => {
  expect(failedCheckRun('the analysis took longer than 60 s')).toEqual({
    conclusion: 'failure',
    title: 'Could not analyse this change',
    summary: `**This change was not judged.** That says nothing about the change itself.

> the analysis took longer than 60 s

Press "Re-run" or comment \`/plumbline recheck\` to try again. If it fails again, whoever runs this Plumbline finds the cause in its log.`,
    annotations: [],
    actions: [],
  });
});

test('the reason is only text', () => {
  expect(failedCheckRun('<img src=x> @octocat\n\n# a').summary).toContain(
    '\n\n> &lt;img src=x&gt; @\u200boctocat  # a\n\n',
  );
});
