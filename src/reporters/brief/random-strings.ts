import { blot } from '../hide-passwords.js';

/** What those who hand out keys begin them with. */
const ISSUED =
  /\b(?:(?:AKIA|ASIA|AROA|AIDA)[0-9A-Z]{12,}|(?:gh[opsur]|github_pat|glpat|npm|pypi|shpat|dop_v1|hvs|whsec|[sr]k_live|[sr]k_test|pk_live|sk-ant|sk|xox[abprs]|SG|AIza|rubygems|lin_api|sq0atp|EAAC)[-_.]?[\w.-]{12,}|eyJ[\w-]{6,}\.[\w-]{6,}[\w.-]*)/g;
const WEBHOOK = /(hooks\.slack\.com\/\w+\/|discord(?:app)?\.com\/api\/webhooks\/)\S+/g;
const SEALED = /\bENC\[[^\]]*\]?/g;
const PEM = /-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g;
const CANDIDATE = /[A-Za-z0-9+/=_-]{20,}/g;
const WORDS = /[A-Z]?[a-z]+|[A-Z]+|\d+/g;
/** Random characters change their class every second one or so; names are made of words. */
const SHORTEST_WORDS = 3.2;

/** A text without what looks like a key by itself, wherever it stands: issued keys, PEM blocks, long strings that are no words. */
export function blotRandomStrings(text: string): string {
  return text
    .replace(PEM, blot)
    .replace(ISSUED, blot)
    .replace(SEALED, blot)
    .replace(WEBHOOK, (all: string, start: string) => start + blot(all.slice(start.length)))
    .replace(CANDIDATE, (candidate) => (looksRandom(candidate) ? blot(candidate) : candidate));
}

function looksRandom(candidate: string): boolean {
  const plain = candidate.replace(/[^A-Za-z0-9]/g, '');
  if (!/\d/.test(plain) && !/[A-Z]{2}.*[a-z].*[A-Z]/.test(plain)) return false;
  if (!/[A-Za-z]/.test(plain)) return false;
  if (/^[0-9a-f]{24,}$/i.test(plain)) return true;
  const words = candidate.match(WORDS) ?? [];
  return plain.length >= 20 && plain.length / words.length <= SHORTEST_WORDS;
}
