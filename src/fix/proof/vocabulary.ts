import type { Diagnostic } from '../../policy/diagnostic.js';
import type { Leaf, Leaves } from './leaves.js';

/** Settings, values and variables that a fix may bring into a file which does not have them yet. */
const CONFIGURATION_WORDS = `
  resources requests limits memory cpu replicas minReplicas maxReplicas strategy type RollingUpdate rollingUpdate maxSurge
  env envFrom name value valueFrom key configMapKeyRef secretKeyRef configMapRef secretRef
  readinessProbe livenessProbe startupProbe httpGet tcpSocket exec command path port scheme httpHeaders X Forwarded Proto http https HTTP HTTPS
  initialDelaySeconds periodSeconds timeoutSeconds failureThreshold successThreshold up health healthz ready live
  terminationGracePeriodSeconds lifecycle preStop sleep seconds ports containerPort targetPort
  minAvailable maxUnavailable selector matchLabels scaleTargetRef
  ENV fetch Integer to_i threads workers pool concurrency timeout config assume_ssl true false nil null
  RAILS_MAX_THREADS RAILS_MIN_THREADS WEB_CONCURRENCY DATABASE_POOL DB_POOL SIDEKIQ_CONCURRENCY PORT MALLOC_ARENA_MAX
  parameter maxmemory policy noeviction engine_version max_connections apply_method immediate pending reboot
`;

const WORD = /[\p{L}_][\p{L}\p{N}_]*/gu;
/** `512Mi`, `250m`, `8k`: a number, whatever stands behind it. */
const UNIT = /^(?:[kKMGTm]i?|ms|s|e\d+)$/;

/**
 * The words that a fix of a finding may write: those of the files it may touch, those that the joined model knows (names of workloads, of
 * variables, of objects), those of the finding, and a few settings. Any other word is an idea of its own: a host, an image, a program.
 */
export function vocabularyOf(
  texts: ReadonlyMap<string, string>,
  leaves: Leaves,
  { message, subject }: Diagnostic,
): ReadonlySet<string> {
  const known = [...leaves.values()].flatMap((leaf) => [
    ...leaf.at,
    leaf.kind === 'plain' ? leaf.value : knownValue(leaf),
  ]);
  const told = [...texts.values(), message, subject, ...known.map(String)];
  const words = [CONFIGURATION_WORDS, ...told].flatMap(wordsIn);
  return new Set(words.flatMap((word) => [word, ...partsOf(word)]));
}

/** The key of a Secret is often the variable in another spelling: `api-key` for PAYMENTS_API_KEY. */
function partsOf(word: string): readonly string[] {
  return word.includes('_') ? word.toLowerCase().split('_') : [];
}

function knownValue({ traced }: Extract<Leaf, { readonly kind: 'traced' }>): unknown {
  return traced.known ? traced.value : '';
}

export function wordsIn(text: string): readonly string[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index }) =>
    /\d/.test(text[index - 1] ?? '') && UNIT.test(word) ? [] : [word],
  );
}
