import type { Claude } from '../claude/claude.js';
import type { Github } from '../github/github.js';
import type { AppProcess } from './app-process.js';
import type { Storyteller } from './storyteller.js';

/** Everything that runs for the demonstration. */
export interface Stage {
  readonly github: Github;
  /** Plays what a model would write. */
  readonly claude: Claude;
  readonly app: AppProcess;
  readonly teller: Storyteller;
}
