import type { Account } from './account.js';
import type { App } from './app.js';

/** Who did something: a person, or an App as its bot. */
export interface Author {
  readonly account: Account;
  readonly app?: App;
}

export function botOf(app: App): Author {
  return { account: app.bot, app };
}
