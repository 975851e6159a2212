import { accountNodeId } from '../shapes/account.js';
import type { Account } from '../state/account.js';

/** GraphQL names an App's bot without `[bot]`. */
export function actor(account: Account) {
  const login = account.login.replace(/\[bot\]$/, '');
  return { __typename: account.type, login, id: accountNodeId(account), databaseId: account.id, name: login };
}
