/** Permissions by what a token is for. Analysis cannot write contents, whatever the installation grants. */
export const PERMISSIONS = {
  list: { metadata: 'read' },
  report: { metadata: 'read', contents: 'read', checks: 'write', pull_requests: 'write' },
  fix: { metadata: 'read', contents: 'write', checks: 'write', pull_requests: 'write' },
} as const satisfies Readonly<Record<string, Permissions>>;

export type Purpose = keyof typeof PERMISSIONS;

/** By name, as GitHub has them: `contents`. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

/** Those that are wanted and not granted, as `contents: write`. */
export function lacking(wanted: Permissions, granted: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(wanted)
    .filter(([name, level]) => !covers(granted[name], level))
    .map(([name, level]) => `${name}: ${level}`);
}

function covers(granted: string | undefined, wanted: 'read' | 'write'): boolean {
  return granted === 'admin' || granted === 'write' || (granted === 'read' && wanted === 'read');
}
