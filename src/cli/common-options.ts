import type { Option } from './options.js';

/** What to analyse: shared by every command that reads a repository. */
export const ANALYSIS_OPTIONS: readonly Option[] = [
  {
    name: 'ref',
    value: 'REV',
    says: 'Analyse this commit of the git repository (bare ones too), not the files as they are',
  },
  { name: 'environment', short: 'e', value: 'NAME', repeatable: true, says: 'Only this environment' },
  { name: 'no-cache', says: 'Neither use nor keep what earlier runs read' },
  { name: 'no-color', says: 'Plain text, also on a terminal' },
];

export const BASE_OPTION: Option = {
  name: 'base',
  value: 'REV',
  says: 'Mark findings as new, worsened or existing against this commit',
};

export const RULES_OPTION: Option = {
  name: 'rules',
  value: 'DIR',
  repeatable: true,
  says: "An organisation's rules, besides those that come along",
};
