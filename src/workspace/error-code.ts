/** The code of an error that Node.js gave (`ENOENT`); undefined for other values. */
export function errorCode(error: unknown): string | undefined {
  const holds = typeof error === 'object' && error !== null && 'code' in error;
  return holds && typeof error.code === 'string' ? error.code : undefined;
}
