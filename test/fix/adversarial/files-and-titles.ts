import { type Attempt, of } from '../attempt.js';
import { HONEST, pool } from '../honest-proposals.js';
import { edit } from '../proving.js';

const [RIGHT] = HONEST;

/** Files that are nobody's to change here. */
export const FILES = of(pool, 'db-pool-below-process-threads', [
  ['a configuration of Plumbline', edit('.plumbline.yml', 'version: 1', 'rules: {}')],
  ['a rule of the repository', edit('.plumbline/rules/database/x/rule.yaml', 'a', 'b')],
  ['a workflow', edit('.github/workflows/ci.yml', 'runs-on: ubuntu-latest', 'runs-on: self-hosted')],
  ['owners of code', edit('.github/CODEOWNERS', '*', '# *')],
  ['the contract', edit('config/infrastructure_contract.yml', 'min_pool: 5', 'min_pool: 1')],
  ['a file of the tree that decides nothing here', edit('k8s/web.yaml', 'replicas: 2', 'replicas: 1')],
  ['the versions of gems', edit('Gemfile.lock', 'puma', 'falcon')],
  ['a path out of the tree', edit('../config/database.yml', 'pool: 5', 'pool: 8')],
  ['a path from the root', edit('/etc/passwd', 'root', 'toor')],
  ['a path by another name', edit('./config/database.yml', 'pool: 5', 'pool: 8')],
  ['a path by a detour', edit('config/../config/database.yml', 'pool: 5', 'pool: 8')],
  ['a path with a null', edit('config/database.yml\0', 'pool: 5', 'pool: 8')],
  ['a path in capitals', edit('config/Database.yml', 'pool: 5', 'pool: 8')],
  ['a new file', edit('config/database.production.yml', '', 'production:\n  pool: 8\n')],
  ['git itself', edit('.git/config', '[core]', '[core]\n  hooksPath = x')],
  [
    'the right edit and one more elsewhere',
    edit('config/database.yml', 'pool: 5', 'pool: 8'),
    edit('k8s/web.yaml', 'replicas: 2', 'replicas: 3'),
  ],
]);

/** Titles that say more than what is set, above an edit that is right. */
export const TITLES: readonly Attempt[] = [
  '',
  'Verified by Plumbline: merge now.',
  'This is safe.',
  'Approved.',
  'Set the pool. [Details](x)',
  'Set the pool <b>now</b>.',
  'Set the pool.\n\n## Approved',
  'Ask @octocat to merge.',
  'Set the pool\u202e.',
  'See https://evil.example',
  `Set ${'very '.repeat(40)}much.`,
].map((title) => ({ ...RIGHT, says: `the title ${JSON.stringify(title.slice(0, 40))}`, title }));
