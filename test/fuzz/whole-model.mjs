import { DirectiveReader } from '../../dist/check/directive-reader.js';
import { ExcludingWorkspace } from '../../dist/check/exclude.js';
import { policyOf, readPolicyFiles } from '../../dist/check/policy.js';
import { assemble } from '../../dist/model/assembly/assemble.js';
import { evaluateRules } from '../../dist/policy/evaluate.js';
import { readers } from '../../dist/readers/registry.js';
import { readWorkspace } from '../../dist/reading/read-workspace.js';
import { renderInspectionJson } from '../../dist/reporters/json/json.js';
import { openFolder } from '../../dist/workspace/folder.js';

/** What a report says of a tree's model, joined and judged whole and without any memory. */
export async function wholeModel(root) {
  const opened = openFolder(root);
  if (!opened.ok) return undefined;
  const { configured, rules } = policyOf(await readPolicyFiles(opened.workspace), { ruleDirectories: [] });
  const { environments, isExcluded, severities } = configured.configuration;
  const workspace = new ExcludingWorkspace(opened.workspace, isExcluded);
  const { facts, coverage, problems } = await readWorkspace(workspace, [...readers, new DirectiveReader(readers)]);
  const excluded = (await workspace.excludedPaths()).filter((path) => readers.some((reader) => reader.matches(path)));
  const unread = [...coverage.filesNotRead.map(({ path }) => path), ...excluded, ...problems.map(({ at }) => at.path)];
  const { model } = assemble(facts, { environments, unread: [...new Set(unread)].sort() });
  const { undecided, counts } = evaluateRules(model, rules.rules, { severities });
  return {
    environments: JSON.parse(renderInspectionJson({ version: '', revision: {}, model })).environments,
    undecided: undecided.map(({ ruleId, subject, environments: names, reason, missing }) => ({
      ruleId,
      subject,
      environments: names,
      reason,
      missing,
    })),
    rulesPassed: counts.passed,
    rulesFailed: counts.failed,
    rulesUndecided: counts.undecided,
  };
}
