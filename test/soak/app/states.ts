import { readFileSync } from 'node:fs';

export const CONFIG_MAP = 'deploy/production/configmap.yaml';

/** What the ConfigMap may say: threads, pool, concurrency of Sidekiq. */
export const STATES = [
  [5, 10, 15],
  [12, 10, 15],
  [5, 10, 40],
  [12, 10, 40],
  [12, 38, 15],
] as const;

const EXAMPLE = readFileSync(`examples/rails-on-eks/${CONFIG_MAP}`, 'utf8');

/** In a state, with a first line that says nothing and is different for each push: equal files would be equal commits. */
export function configMap(state: number, push: string): string {
  const [threads, pool, concurrency] = STATES[state] ?? STATES[0];
  const values = EXAMPLE.replace(/(RAILS_MAX_THREADS: )"\d+"/, `$1"${threads}"`)
    .replace(/(DATABASE_POOL: )"\d+"/, `$1"${pool}"`)
    .replace(/(SIDEKIQ_CONCURRENCY: )"\d+"/, `$1"${concurrency}"`);
  return `# push ${push}\n${values}`;
}
