import type { Hunk } from './changed-lines.js';
import { wordsIn } from './vocabulary.js';

/** What decides which program runs, with which rights and from where: no finding is mended with it. */
const FORBIDDEN_WORDS = new Set([
  ...['image', 'imagePullPolicy', 'initContainers', 'securityContext', 'privileged', 'capabilities', 'hostPath'],
  ...[
    'hostNetwork',
    'hostPID',
    'hostIPC',
    'hostname',
    'serviceAccountName',
    'serviceAccount',
    'automountServiceAccountToken',
  ],
  ...[
    'allowPrivilegeEscalation',
    'runAsUser',
    'runAsRoot',
    'volumes',
    'volumeMounts',
    'secrets',
    'Secret',
    'stringData',
  ],
  ...[
    'provisioner',
    'local',
    'remote',
    'module',
    'source',
    'uses',
    'run',
    'entrypoint',
    'ignore_changes',
    'lifecycle_hook',
  ],
  ...['publicly_accessible', 'deletion_protection', 'skip_final_snapshot', 'security_group_ids', 'cidr_blocks'],
  ...[
    'system',
    'exec',
    'eval',
    'instance_eval',
    'class_eval',
    'spawn',
    'fork',
    'popen',
    'send',
    'public_send',
    'require',
  ],
  ...[
    'require_relative',
    'load',
    'open',
    'File',
    'IO',
    'Kernel',
    'Process',
    'Net',
    'Socket',
    'Marshal',
    'BEGIN',
    'END',
  ],
  ...[
    'LD_PRELOAD',
    'RUBYOPT',
    'RUBYLIB',
    'BUNDLE_GEMFILE',
    'GEM_HOME',
    'GEM_PATH',
    'PATH',
    'HTTP_PROXY',
    'HTTPS_PROXY',
  ],
]);
/** Two of them are also parts of a probe and of Kubernetes' own hook. */
const ALLOWED_IN_YAML = new Set(['exec']);

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/u;
/** What begins another command, another statement, a block of text or an escape. */
const OPERATORS = /;|\||&(?!\w)|&&|`|\$\(|\\|(?<![-=])>|%x|%w|!!|<<(?!:)/g;
const ERB_OUTPUT = /<%=[^%]*?-?%>/g;
const MARKUP = /<[!/a-zA-Z%]|\]\(/;
const COMMENT = /(?:^|\s)(?:#|\/\/|\/\*).*$|<%#.*?%>|\{\{.*?\}\}/;
/** As long as keys and tokens are, and no word. */
const SECRET_LIKE = /(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{20,}|AKIA[0-9A-Z]{8}|-----BEGIN|xox[bp]-|gh[pousr]_/;
const SECRET_NAME =
  /(?:password|passwd|secret|token|api_?key|private_?key|credential)\w*["']?\s*[:=]\s*["']?[^\s"'<$]/i;
const MAX_LINE = 200;

/** What is wrong with the lines that a proposal writes, before anybody asks what they do. */
export function addedTextReasons(hunk: Hunk, vocabulary: ReadonlySet<string>): readonly string[] {
  const removed = hunk.removed.join('');
  return hunk.added.flatMap((written, index) => {
    const reason = lineReason(written.replace(/\r?\n$/, ''), removed, hunk.path, vocabulary);
    return reason === undefined ? [] : [`${hunk.path} line ${hunk.line + index} ${reason}`];
  });
}

function lineReason(line: string, removed: string, path: string, vocabulary: ReadonlySet<string>): string | undefined {
  if (HIDDEN.test(line)) return 'has a character that nobody sees.';
  if (line.length > MAX_LINE) return `is longer than ${MAX_LINE} characters.`;
  const strange = [...line].find((each) => each > '~' && !removed.includes(each));
  if (strange !== undefined) return 'has a letter of another alphabet.';
  if (/plumbline/i.test(line) && !/plumbline/i.test(removed))
    return 'speaks to Plumbline: what it obeys is not for a patch.';
  const comment = COMMENT.exec(line)?.[0].trim();
  if (comment !== undefined && !removed.includes(comment)) return 'has a comment or a template: write none.';
  if (line.includes('://')) return 'has a URL: hosts and addresses are not for a patch.';
  const markup = MARKUP.test(line.replace(ERB_OUTPUT, ''));
  if (markup && !MARKUP.test(removed.replace(ERB_OUTPUT, ''))) return 'has markup.';
  return codeReason(line.replace(/^(\s*<<: \*\w+)$/, ''), removed, path) ?? wordReason(line, removed, path, vocabulary);
}

function codeReason(line: string, removed: string, path: string): string | undefined {
  const code = line.replace(/-?%>/g, '');
  const operator = [...code.matchAll(OPERATORS)].find(([each]) => !removed.includes(each));
  if (operator !== undefined) return 'has a character that starts a command, a statement or a block of text.';
  if (opensMapping(code, path) && !opensMapping(removed, path))
    return 'puts several settings into one line: write one per line.';
  if (SECRET_LIKE.test(line) && !SECRET_LIKE.test(removed)) return 'has what looks like a secret.';
  if (SECRET_NAME.test(line) && !SECRET_NAME.test(removed))
    return 'gives a secret a value: refer to the object that has it.';
  return undefined;
}

/** A line of a manifest or of Terraform that holds a mapping; Ruby's blocks, also within ERB, are none. */
function opensMapping(text: string, path: string): boolean {
  if (path.endsWith('.rb')) return false;
  return /\{(?!\s*$)/m.test(text.replace(/\)\s*\{[^{}]*\}/g, ''));
}

function wordReason(line: string, removed: string, path: string, vocabulary: ReadonlySet<string>): string | undefined {
  const before = new Set(wordsIn(removed));
  const fresh = wordsIn(line).filter((word) => !before.has(word));
  const isYaml = /\.ya?ml$/.test(path);
  const forbidden = fresh.find((word) => FORBIDDEN_WORDS.has(word) && !(isYaml && ALLOWED_IN_YAML.has(word)));
  if (forbidden !== undefined) return `writes "${forbidden}": what runs, and with which rights, is not for a patch.`;
  if (fresh.some((word) => !vocabulary.has(word))) {
    return 'has a word that stands in none of the files, names no setting and nothing that is deployed.';
  }
  return undefined;
}
