import type { InstallationToken } from '../server/tokens.js';
import type { Author } from '../state/author.js';
import { botOf } from '../state/author.js';
import type { Level } from '../state/permissions.js';
import type { Repository } from '../state/repository.js';
import type { World } from '../state/world.js';
import { refused } from './refusal.js';

/** Whose eyes a query looks through. */
export class Viewer {
  readonly world: World;
  readonly token: InstallationToken;

  constructor(world: World, token: InstallationToken) {
    this.world = world;
    this.token = token;
  }

  get author(): Author {
    return botOf(this.token.installation.app);
  }

  didAuthor(author: Author): boolean {
    return author.account === this.author.account;
  }

  may(repository: Repository, permission: string, level: Level): boolean {
    return this.token.allows(repository, permission, level);
  }

  /** Throws GitHub's refusal. */
  need(repository: Repository, permission: string, level: Level): void {
    if (!this.may(repository, permission, level)) throw refused('FORBIDDEN', 'Resource not accessible by integration');
  }
}
