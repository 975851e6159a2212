import type { Author } from './author.js';

/** A text that someone wrote and may edit. */
export abstract class Comment {
  readonly id: number;
  abstract readonly nodeId: string;
  readonly by: Author;
  readonly createdAt: string;
  body: string;
  updatedAt: string;
  /** How often it was edited. Nobody is mailed about that. */
  edits = 0;
  /** Why it is folded away. */
  minimized: string | undefined;

  constructor(id: number, by: Author, body: string, createdAt: string) {
    this.id = id;
    this.by = by;
    this.body = body;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
  }

  get author(): string {
    return this.by.account.login;
  }

  rewrite(body: string, at: string): void {
    this.body = body;
    this.updatedAt = at;
    this.edits += 1;
  }
}
