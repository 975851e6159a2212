/** What the process says to scripts. */
export const EXIT = {
  nothingFound: 0,
  /** Something at or above the threshold. */
  found: 1,
  /** Wrong arguments, configuration, rule or contract: the caller has to change something. */
  wrongUsage: 2,
  /** No repository, no such revision, nothing readable, a bug: there is no answer. */
  notAnalysed: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
