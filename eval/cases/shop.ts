import type { Case } from '../case.js';
import { Tree } from '../tree.js';

const shop = Tree.of('examples/rails-on-eks');
const PRODUCTION = 'deploy/production/configmap.yaml';

/** The example, whose web and job processes share one ConfigMap in each environment, and what changes might do to it. */
export const shopCases: readonly Case[] = [
  {
    id: 'shop-formula-of-production',
    tree: shop,
    rule: 'contract-formula-violated',
    subject: 'formula pool_formula for Deployment/web/rails-app',
    environment: 'production',
  },
  {
    id: 'shop-formula-of-staging',
    tree: shop,
    rule: 'contract-formula-violated',
    subject: 'formula pool_formula for Deployment/web/rails-app',
    environment: 'staging',
  },
  {
    id: 'shop-jobs-of-production',
    tree: shop,
    rule: 'sidekiq-pool-below-concurrency',
    subject: 'Deployment/sidekiq/sidekiq',
  },
  {
    id: 'shop-more-threads-in-production',
    tree: shop.replaced(PRODUCTION, 'RAILS_MAX_THREADS: "5"', 'RAILS_MAX_THREADS: "16"'),
    rule: 'db-pool-below-process-threads',
    subject: 'Deployment/web/rails-app',
  },
  {
    id: 'shop-more-workers-in-production',
    tree: shop.replaced(PRODUCTION, 'WEB_CONCURRENCY: "3"', 'WEB_CONCURRENCY: "8"'),
    rule: 'puma-workers-exceed-cpu',
    subject: 'Deployment/web/rails-app',
  },
  {
    id: 'shop-port-by-its-number-in-staging',
    tree: shop.replaced('deploy/staging/web.yaml', 'targetPort: http', 'targetPort: 80'),
    rule: 'port-chain-mismatch',
    subject: 'Service/web:80 to Deployment/web/rails-app',
  },
  {
    id: 'shop-extension-that-the-contract-requires',
    tree: shop.replaced('config/infrastructure_contract.yml', '    - pgcrypto\n', '    - pgcrypto\n    - pg_trgm\n'),
    rule: 'contract-extension',
    subject: 'extension pg_trgm on my-rails-app-production (contract)',
  },
];
