/** What people ask of Plumbline in a comment, as `/plumbline fix 2`. Numbers are those of the check run's list of findings. */
export type Command =
  | { readonly name: 'recheck' }
  | { readonly name: 'fix'; readonly findings: readonly number[] | 'all' }
  | { readonly name: 'explain'; readonly finding: number }
  | { readonly name: 'ignore'; readonly finding: number; readonly reason: string }
  | { readonly name: 'help' }
  /** Begins with `/plumbline` and says nothing that is known; `problem` says what would be right. */
  | { readonly name: 'misunderstood'; readonly problem: string };
