import type { Material } from './material.js';
import { baseForms, isPlainWord } from './plain-words.js';
import { sentencesOf } from './prose-form.js';
import { quantityOf } from './quantities.js';
import { bare } from './tokens.js';
import type { Checked } from './unknown-numbers.js';

/** Terms of the field that belong to no repository. */
const TERMS = new Set(
  `Rails Ruby Active Record ActiveRecord Kubernetes Linux CPU CPUs vCPU RAM OOM OOMKilled HTTP HTTPS TCP SQL TLS DNS API APIs YAML
   JSON ERB IO OS ID TTL SIGTERM SIGKILL GVL GC PostgreSQL Postgres`.split(/\s+/),
);
const ENVIRONMENTS =
  /^(?:production|prod|staging|stage|development|dev|qa|uat|preprod|pre-production|sandbox|canary|preview|demo|integration)$/i;
/** What has a name: the word before one of these is that name, or a plain word. */
const NAMED =
  /^(?:process(?:es)?|workers?|workloads?|deployments?|containers?|pods?|services?|jobs?|queues?|databases?|caches?|servers?|nodes?|clusters?|namespaces?|environments?|variables?|settings?|options?|files?|keys?|secrets?|parameters?|gems?|hosts?|probes?|teams?|images?|configmaps?|replicas?|sidecars?|region|app|application|script|initializer|initialiser|dashboard|metrics?|logs?|rule)$/i;
/** A compound before a noun that is no name: `long-running`, `per-process`. */
const DESCRIBES = /(?:ing|ed|ly)$|^(?:per|multi|single|non|long|short|high|low|read|one)-/i;
const ABBREVIATIONS = /^(?:i\.e|e\.g|etc|vs|I\/O|and\/or|read\/write|client\/server|request\/response)$/;

/** The names of a text that do not stand in the material, in whole sentences. Of quotations, every one. */
export function unknownNames(text: string, material: Material): Pick<Checked, 'objections' | 'known'> {
  const unknown = new Set<string>();
  let known = 0;
  for (const [, quoted = ''] of text.matchAll(/["“]([^"“”]*)["”]/g)) if (!material.has(quoted)) unknown.add(quoted);
  for (const sentence of sentencesOf(text)) {
    const tokens = sentence.split(' ').map(bare);
    tokens.forEach((token, at) => {
      const judgement = judge(token, tokens, at, material);
      if (judgement === 'unknown') unknown.add(token);
      if (judgement === 'known') known += 1;
    });
  }
  return { objections: [...unknown].map((name) => `“${name}” does not stand in the material.`), known };
}

function judge(
  token: string,
  tokens: readonly string[],
  at: number,
  material: Material,
): 'plain' | 'known' | 'unknown' {
  if (/^[×+−=–—-]?$/.test(token) || /^0(?:-|$)/.test(token)) return compoundIsPlain(token) ? 'plain' : 'unknown';
  if (ABBREVIATIONS.test(token) || isTerm(token)) return 'plain';
  if (/^[a-z]+(?:['’][a-z]+)?$/.test(token)) return judgeWord(token, tokens, at, material);
  if (material.has(token) || material.has(token.replace(/s$/, ''))) return 'known';
  if (/^[A-Z][a-z]*$/.test(token)) {
    if (baseForms(token.toLowerCase()).some((form) => material.hasWord(form))) return 'known';
    return at === 0 && isPlainWord(token) ? 'plain' : 'unknown';
  }
  if (!/^[A-Za-z]+(?:[-–—’'][A-Za-z0-9]+)+$/.test(token) || !compoundIsPlain(token)) return 'unknown';
  return NAMED.test(tokens[at + 1] ?? '') && !DESCRIBES.test(token) ? 'unknown' : 'plain';
}

/** A word in small letters is English, unless it stands where a name does. */
function judgeWord(word: string, tokens: readonly string[], at: number, material: Material) {
  const isKnown = material.hasWord(word) || baseForms(word).some((form) => material.hasWord(form));
  if (isKnown) return 'plain';
  if (ENVIRONMENTS.test(word)) return 'unknown';
  if (isPlainWord(word) || word.includes("'") || word.includes('’')) return 'plain';
  const isNamed = /^(?:named|called)$/.test(tokens[at - 1] ?? '') || NAMED.test(tokens[at + 1] ?? '');
  return isNamed || at === 0 ? 'unknown' : 'plain';
}

/** `16-thread`, `long-running`: each part is English or a number, which was looked at before. */
function compoundIsPlain(token: string): boolean {
  return token
    .split(/[-–—]/)
    .every((part) => /^[0×+−=]?$/.test(part) || isPlainWord(part) || quantityOf(part) !== undefined || isTerm(part));
}

function isTerm(token: string): boolean {
  return TERMS.has(token) || /^[Nn]on$/.test(token);
}
