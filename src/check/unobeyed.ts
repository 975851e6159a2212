import { CONFIGURATION_PATH, type ConfigurationFile } from '../policy/configuration.js';
import type { Diagnostic } from '../policy/diagnostic.js';
import type { PolicyChange } from '../reporters/report.js';
import type { OrganisationPolicy } from './organisation-policy.js';
import { mistakesIn, type Policy, type PolicyFiles, type PolicyOrigins, policyOf } from './policy.js';

/** How the head wants to be judged, where that is not how the base, which is obeyed, says. */
export interface Unobeyed {
  readonly changes: readonly PolicyChange[];
  /** Mistakes in the head's files. Warnings: nothing in them holds before it is merged. */
  readonly warnings: readonly Diagnostic[];
}

export function unobeyed(base: Policy, files: PolicyFiles, origins: PolicyOrigins): Unobeyed {
  const differing = [...new Set([...base.files.keys(), ...files.keys()])]
    .filter((path) => base.files.get(path)?.text !== files.get(path)?.text)
    .sort();
  if (differing.length === 0) return { changes: [], warnings: [] };
  const head = policyOf(files, origins);
  return {
    changes: differing.flatMap((path) => {
      const said = path === CONFIGURATION_PATH ? configurationChanges(base, head) : ruleChanges(path, base, head);
      return said.map((says) => ({ path, says }));
    }),
    warnings: mistakesIn(head)
      .filter(({ location: { path } }) => differing.includes(path))
      .map((diagnostic) => ({ ...diagnostic, severity: 'warning', status: 'new' })),
  };
}

/**
 * Without entries that match nothing in a configuration that the head changes: it may take them out. Nor in an organisation's, which are
 * for other repositories as well.
 */
export function withoutOutdated(
  diagnostics: readonly Diagnostic[],
  { changes }: Unobeyed,
  organisation?: OrganisationPolicy,
): readonly Diagnostic[] {
  const changed = changes.some(({ path }) => path === CONFIGURATION_PATH);
  const outdated = [...(changed ? [CONFIGURATION_PATH] : []), organisation?.configuration?.path];
  return diagnostics.filter(
    ({ ruleId, location }) => ruleId !== 'suppression-unused' || !outdated.includes(location.path),
  );
}

function ruleChanges(path: string, base: Policy, head: Policy): readonly string[] {
  if (!base.files.has(path)) return ['adds a rule'];
  return [head.files.has(path) ? 'changes a rule' : 'removes a rule'];
}

/** None where the text alone differs, nor for a file that is wrong: that has its diagnostic. */
function configurationChanges(base: Policy, head: Policy): readonly string[] {
  if (head.configured.diagnostics.length > 0) return [];
  const before = new Set(statementsOf(base.configured.configuration.written));
  const after = new Set(statementsOf(head.configured.configuration.written));
  const added = [...after].filter((statement) => !before.has(statement));
  const removed = [...before].filter((statement) => !after.has(statement));
  return [...removed.map((statement) => `removes ${statement}`), ...added.map((statement) => `adds ${statement}`)];
}

/** A configuration as sentences that can be compared one by one. */
function statementsOf({
  version,
  rules,
  ignore,
  exclude,
  environments,
  ...verdict
}: ConfigurationFile): readonly string[] {
  return [
    ...Object.entries(verdict).map(([key, value]) => `${key}: ${value}`),
    ...Object.entries(rules).map(([id, severity]) => `rules: ${id}: ${severity}`),
    ...ignore.map((entry) => `ignore: ${Object.values(entry).join(', ')}`),
    ...exclude.map((glob) => `exclude: ${glob}`),
    ...Object.entries(environments).map(
      ([name, { paths, namespaces }]) => `environments: ${name}: ${[...paths, ...namespaces].join(', ')}`,
    ),
  ];
}
