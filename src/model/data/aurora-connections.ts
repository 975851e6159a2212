/** Lower and upper bound of a server's `max_connections`. */
interface ConnectionBounds {
  readonly low: number;
  readonly high: number;
}

/** Published defaults of Aurora PostgreSQL by class (Aurora user guide, June 2023); they lie below RDS's own formula. */
const POSTGRES_CLASSES = new Map([
  ['db.t3.medium', 420],
  ['db.t4g.medium', 405],
  ['db.t3.large', 844],
  ['db.t4g.large', 844],
  ['db.r4.large', 1600],
  ['db.r5.large', 1600],
  ['db.r6g.large', 1722],
  ['db.r4.xlarge', 3200],
  ['db.r5.xlarge', 3300],
  ['db.r6g.xlarge', 3479],
]);

/** From 2xlarge on, every memory-optimised class reaches the maximum. */
const POSTGRES_LARGE = /^db\.[rx]\w+\.(?:2|4|8|10|12|16|24|32)xlarge$/;

/** Published defaults of Aurora MySQL (Aurora user guide, June 2023): the burstable classes, then by size. */
const MYSQL_CLASSES = new Map([
  ['db.t2.small', 45],
  ['db.t3.small', 45],
  ['db.t2.medium', 90],
  ['db.t3.medium', 90],
  ['db.t4g.medium', 90],
  ['db.t3.large', 135],
  ['db.t4g.large', 135],
]);
const MYSQL_SIZES = new Map([
  ['large', 1000],
  ['xlarge', 2000],
  ['2xlarge', 3000],
  ['4xlarge', 4000],
  ['8xlarge', 5000],
  ['12xlarge', 6000],
  ['16xlarge', 6000],
  ['24xlarge', 7000],
  ['32xlarge', 7000],
]);

/** Serverless v2: connections by maximum capacity in ACU (Aurora user guide, June 2023). */
const SERVERLESS: readonly { readonly capacity: number; readonly mysql: number; readonly postgres: number }[] = [
  { capacity: 1, mysql: 90, postgres: 189 },
  { capacity: 4, mysql: 135, postgres: 823 },
  { capacity: 8, mysql: 1000, postgres: 1669 },
  { capacity: 16, mysql: 2000, postgres: 3360 },
  { capacity: 32, mysql: 3000, postgres: 5000 },
  { capacity: 64, mysql: 4000, postgres: 5000 },
  { capacity: 128, mysql: 5000, postgres: 5000 },
];

/** A minimum of half an ACU caps PostgreSQL here, whatever the maximum. */
const SMALLEST_CAPACITY = 0.5;
const SMALLEST_CAPACITY_LIMIT = 2000;

type AuroraEngine = 'postgres' | 'mysql';

/** The default `max_connections` of a provisioned class; undefined for one that is not published. */
export function auroraClassConnections(engine: AuroraEngine, instanceClass: string): number | undefined {
  if (engine === 'postgres') {
    return POSTGRES_CLASSES.get(instanceClass) ?? (POSTGRES_LARGE.test(instanceClass) ? 5000 : undefined);
  }
  const size = /^db\.[rx]\w+\.(\w+)$/.exec(instanceClass)?.[1];
  return MYSQL_CLASSES.get(instanceClass) ?? (size === undefined ? undefined : MYSQL_SIZES.get(size));
}

/** Between two published capacities the truth lies between their values. Undefined outside the table. */
export function auroraServerlessConnections(
  engine: AuroraEngine,
  capacity: { readonly min: number; readonly max: number },
): ConnectionBounds | undefined {
  const below = SERVERLESS.findLast((step) => step.capacity <= capacity.max);
  const above = SERVERLESS.find((step) => step.capacity >= capacity.max);
  if (below === undefined || above === undefined) return undefined;
  const limit =
    engine === 'postgres' && capacity.min <= SMALLEST_CAPACITY ? SMALLEST_CAPACITY_LIMIT : Number.POSITIVE_INFINITY;
  return { low: Math.min(below[engine], limit), high: Math.min(above[engine], limit) };
}
