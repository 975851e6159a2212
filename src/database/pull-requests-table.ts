import type { IgnoredFinding } from '../analyst/analyst.js';
import type { PullRequestKey, PullRequestStore } from '../workflows/pull-request-store.js';
import type { Database } from './database.js';

/** Keeps what is remembered about pull requests in the database. */
export class PullRequestsTable implements PullRequestStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  ignoredFindings({ repository, number }: PullRequestKey): Promise<readonly IgnoredFinding[]> {
    return this.#database.query(
      `SELECT fingerprint, reason, by_login AS by FROM plumbline.ignored_findings
       WHERE repository_id = $1 AND pull_request = $2 ORDER BY created_at, fingerprint`,
      [repository, number],
    );
  }

  async ignoreFinding({ repository, number }: PullRequestKey, ignored: IgnoredFinding): Promise<void> {
    await this.#database.query(
      `INSERT INTO plumbline.ignored_findings (repository_id, pull_request, fingerprint, reason, by_login)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (repository_id, pull_request, fingerprint) DO UPDATE SET reason = excluded.reason, by_login = excluded.by_login`,
      [repository, number, ignored.fingerprint, ignored.reason, ignored.by],
    );
  }

  async rememberList({ repository, number }: PullRequestKey, fingerprints: readonly string[]): Promise<void> {
    await this.#database.query(
      `INSERT INTO plumbline.pull_requests AS known (repository_id, number, findings) VALUES ($1, $2, $3)
       ON CONFLICT (repository_id, number) DO UPDATE SET
         used_at = now(),
         list_changed_at = CASE WHEN known.findings = excluded.findings THEN known.list_changed_at ELSE now() END,
         findings = excluded.findings`,
      [repository, number, fingerprints],
    );
  }

  async listChangedAt({ repository, number }: PullRequestKey): Promise<Date | undefined> {
    const rows = await this.#database.query<{ at: Date }>(
      'SELECT list_changed_at AS at FROM plumbline.pull_requests WHERE repository_id = $1 AND number = $2',
      [repository, number],
    );
    return rows[0]?.at;
  }

  async pinHead(delivery: string, head: string): Promise<string> {
    const rows = await this.#database.query<{ pinned: string }>(
      `UPDATE plumbline.deliveries SET pinned_head = coalesce(pinned_head, $2) WHERE delivery = $1
       RETURNING pinned_head AS pinned`,
      [delivery, head],
    );
    // A delivery that is forgotten has no attempt before this one.
    return rows[0]?.pinned ?? head;
  }
}
