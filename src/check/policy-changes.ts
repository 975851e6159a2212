import type { ConfigurationFile } from '../policy/configuration.js';
import type { Diagnostic } from '../policy/diagnostic.js';
import type { PolicyChange } from '../reporters/report.js';
import { type Policy, policyFiles, policyMistakes } from './policy.js';

/** What the head wants to be judged by where that is not what the base says, which is obeyed. */
export interface Unobeyed {
  readonly changes: readonly PolicyChange[];
  /** Mistakes in the head's policy: warnings, for nothing of it is obeyed before it is merged. */
  readonly warnings: readonly Diagnostic[];
}

export function unobeyed(base: Policy, head: Policy): Unobeyed {
  const before = policyFiles(base);
  const after = policyFiles(head);
  const differing = [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path)?.text !== after.get(path)?.text)
    .sort();
  const isConfiguration = (path: string) => path === head.configured.path;
  return {
    changes: differing.flatMap((path): PolicyChange[] => {
      if (!isConfiguration(path)) return [{ path, says: ruleChange(before.has(path), after.has(path)) }];
      return configurationChange(base, head).map((says) => ({ path, says }));
    }),
    warnings: policyMistakes(head)
      .filter(({ location: { path } }) => differing.includes(path))
      .map((diagnostic) => ({ ...diagnostic, severity: 'warning' })),
  };
}

function ruleChange(before: boolean, after: boolean): string {
  if (!before) return 'is a new rule';
  return after ? 'changes the rule' : 'removes the rule';
}

/** Formatting and comments say nothing, so that a file may differ in its text alone. */
function configurationChange(base: Policy, head: Policy): readonly string[] {
  const before = new Set(statementsOf(base.configured.configuration.written));
  const after = new Set(statementsOf(head.configured.configuration.written));
  const added = [...after].filter((statement) => !before.has(statement));
  const removed = [...before].filter((statement) => !after.has(statement));
  return [...added.map((statement) => `adds ${statement}`), ...removed.map((statement) => `removes ${statement}`)];
}

/** A configuration as sentences that can be compared one by one, in the order of the file. */
function statementsOf(written: ConfigurationFile | undefined): readonly string[] {
  if (written === undefined) return [];
  const { fail_on, rules, ignore, exclude, environments } = written;
  return [
    `fail_on: ${fail_on}`,
    ...Object.entries(rules).map(([id, severity]) => `rules: ${id}: ${severity}`),
    ...ignore.map(({ reason, owner, ...what }) => `ignore: ${Object.values(what).join(' ')} (${reason})`),
    ...exclude.map((glob) => `exclude: ${glob}`),
    ...Object.entries(environments).map(
      ([name, { paths, namespaces }]) => `environments: ${name}: ${[...paths, ...namespaces].join(', ')}`,
    ),
  ];
}
