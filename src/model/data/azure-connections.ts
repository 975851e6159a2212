/** Default `max_connections` of Azure Database for PostgreSQL flexible server by size (Azure documentation, 2025). */
const SIZES = new Map([
  ['B1ms', 50],
  ['B2s', 429],
  ['B2ms', 859],
  ['B4ms', 1718],
  ['B8ms', 3437],
  ['D2', 859],
  ['D4', 1718],
  ['D8', 3437],
  ['E2', 1718],
  ['E4', 3437],
]);
const MAXIMUM = 5000;

/** Connections that Azure keeps of `max_connections` for replication and monitoring, superuser slots included. */
export const AZURE_RESERVED_CONNECTIONS = 15;

/** The default for a SKU, as `GP_Standard_D2ds_v4` or `B_Standard_B1ms`; undefined for one that is not published. */
export function azureDefaultConnections(sku: string): number | undefined {
  const match = /^(?:B|GP|MO)_Standard_([BDE])(\d+)([a-z]*)(?:_v\d+)?$/.exec(sku);
  if (match === null) return undefined;
  const [, series, cores, features] = match;
  const size = series === 'B' ? `${series}${cores}${features}` : `${series}${cores}`;
  const listed = SIZES.get(size);
  if (listed !== undefined) return listed;
  return Number(cores) >= (series === 'E' ? 8 : 12) ? MAXIMUM : undefined;
}
