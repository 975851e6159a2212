const REDACTED = '[redacted]';

/** What is secret in any text, known by how it begins: GitHub's tokens have no fixed length since they may hold a JWT. */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*-----[\s\S]*?(?:-----END [A-Z ]*-----|$)/g,
  /(?<![A-Za-z0-9])(?:gh[a-z]_|github_pat_)[\w.-]*/g,
  /(?<![\w.])eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g,
  /(?<=\bbearer\s+)[\w+/.~=-]{8,}/gi,
  /(?<=\bauthorization["']?\s*[:=]\s*["']?(?:\w+\s+)?)[\w+/.~=-]{8,}/gi,
  /(?<=:\/\/)[^/\s@]+@/g,
];

/** The text without anything that looks like a token, a private key or a password in a URL. */
export function redact(text: string): string {
  return SECRETS.reduce((redacted, secret) => redacted.replace(secret, REDACTED), text);
}
