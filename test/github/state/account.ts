/** A person, an organisation, or the bot that an App acts as. */
export interface Account {
  /** As REST has it: an App's bot is `plumbline[bot]` there, and `plumbline` in GraphQL. */
  readonly login: string;
  readonly id: number;
  readonly type: 'User' | 'Organization' | 'Bot';
}

/** What a person may do in a repository. */
export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read';
