import type { Contract } from '../../model/facts/contract.js';
import type { Section } from './section.js';

type Budget = Contract['budget'][string];

/** The server that a plain `budget.per_pod` speaks of. */
const PRIMARY = 'postgres';

/** `budget:`: connections by server, as `postgres: { max_connections: 398 }`; `per_pod` may also stand alone. */
export function budgetIn(contract: Section): Contract['budget'] {
  const servers = contract.section('budget', (budget): readonly (readonly [string, Budget])[] => {
    const perPod = budget.wholeNumber('per_pod', 1);
    const named = budget.names.flatMap((name) => {
      const server = name === 'per_pod' ? undefined : budget.section(name, serverBudget);
      return server === undefined ? [] : [[name, server] as const];
    });
    const primary = named.find(([name]) => name === PRIMARY)?.[1];
    return perPod === undefined ? named : [...named, [PRIMARY, { perPod, ...primary }]];
  });
  return Object.fromEntries(servers ?? []);
}

function serverBudget(server: Section): Budget {
  const maxConnections = server.wholeNumber('max_connections', 1);
  const reserveForOps = server.wholeNumber('reserve_for_ops', 0);
  const otherConsumers = server.wholeNumber('other_consumers', 0);
  const perPod = server.wholeNumber('per_pod', 1);
  return {
    ...(maxConnections && { maxConnections }),
    ...(reserveForOps && { reserveForOps }),
    ...(otherConsumers && { otherConsumers }),
    ...(perPod && { perPod }),
  };
}
