import { createPrivateKey } from 'node:crypto';

/** What proves to GitHub who the App is, and to the App that a delivery is GitHub's. */
export interface Credentials {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
}

const MIN_SECRET_LENGTH = 20;
const MIN_DIFFERENT_CHARACTERS = 8;

/** What is wrong with a webhook secret: whoever guesses it can send deliveries in GitHub's name. Undefined for a good one. */
export function weaknessOfSecret(secret: string): string | undefined {
  if (secret.length < MIN_SECRET_LENGTH) return `it has fewer than ${MIN_SECRET_LENGTH} characters`;
  if (new Set(secret).size < MIN_DIFFERENT_CHARACTERS) {
    return `it is made of fewer than ${MIN_DIFFERENT_CHARACTERS} different characters`;
  }
  if (/^(.{1,8})\1+.{0,7}$/s.test(secret)) return 'it repeats itself';
  if (/development|password|webhook.?secret|changeme|example/i.test(secret))
    return 'it is made of words that are guessed first';
  return undefined;
}

/** A private key as PEM, from PEM, PEM with `\n` for its line ends, or PEM in base64; undefined when it is none of these. */
export function readPrivateKey(text: string): string | undefined {
  const unfolded = text.trim().replaceAll('\\n', '\n').replaceAll('\r', '');
  const pem = unfolded.startsWith('-----BEGIN') ? unfolded : Buffer.from(unfolded, 'base64').toString('utf8').trim();
  return isPrivateKey(pem) ? `${pem}\n` : undefined;
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
