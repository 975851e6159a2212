import { sentencesOf } from './prose-form.js';

/** Alternatives that read as one list in several lines. */
function anyOf(...alternatives: readonly string[]): string {
  return `(?:${alternatives.join('|')})`;
}

const DONE = anyOf(
  'fixed|solved|corrected|repaired|patched|mended|remedied|mitigated',
  'checked(?! out)|tested|reviewed|audited|inspected|scanned',
);
const HAS_BEEN = String.raw`(?:is|was|are|were|be|been|being|now|already|got|gets|has|have|had)\s+(?:(?:now|all|already|been|\w+ly)\s+)*`;
const SUCCESS = anyOf(
  'fixes|solves|resolves?|resolved|cures|eliminates|verif(?:y|ies|ied)|confirm(?:s|ed)?|validated?|certified|guarantee[sd]?',
  String.raw`approv\w+|LGTM|endorse[sd]?|vetted|proven|proved|successfully|(?:all|every|rules?|checks?|tests?) (?:\w+ )?pass(?:es|ed)?|all green|good to go|looks good|ship it`,
  'signed off|compliant',
);
const HARMLESS = anyOf(
  'harmless|benign|cosmetic|negligible|trivial|insignificant|unimportant|irrelevant|acceptable|safe|safely',
  'intentional(?:ly)?|deliberate(?:ly)?|on purpose|by design|false (?:positive|alarm|warning)s?',
  String.raw`no (?:\w+ )?(?:problem|issue|risk|danger|concern|harm|action|change|reason)s?`,
  String.raw`not (?:\w+ )?(?:an? )?(?:\w+ )?(?:problem|issue|bug|concern|mistake|wrong)`,
  'nothing (?:is |to |needs to |needs |has to |must )?(?:be )?(?:wrong|worry|change|do|done|fix|fixed)',
  'can be (?:ignored|disregarded|skipped|dismissed)|works? (?:fine|well|correctly|properly|as (?:intended|expected|designed))',
  String.raw`(?:is|are|be) (?:\w+ )?(?:than )?(?<!not |never |barely |hardly |rarely )(?:sufficient|enough|adequate|fine|correct|ok|okay|appropriate)`,
  '(?<!not )(?<!n[’]t )(?:correctly|properly|well|adequately) (?:configured|sized|set)',
);
const COMMANDS = anyOf(
  'kubectl|curl|wget|sudo|chmod|chown|bash|npm|npx|pip|brew|ssh|scp|base64|bundle install',
  '(?:terraform|helm|git|docker|rails|rake) (?:apply|destroy|import|upgrade|install|rollback|push|pull|commit|checkout|reset|exec|run|db|console)',
  'following (?:commands?|steps?)|(?:this|these) (?:commands?|steps?)',
);
const WRITER = anyOf(
  'AI|LLM|language model|assistant|chatbot|Claude|GPT|OpenAI|Anthropic|Copilot|prompts?|system message|instruct(?:ed|ions?|s)',
  'as (?:requested|told|asked|directed|instructed)|according to the (?:comment|text|material)',
  'the (?:comment|text|material|brief|repository|author) (?:says?|asks?|tells?|wants?|requests?|states?|claims?)',
);
const PEOPLE = anyOf(
  'I|we|you|your|yours|my|our|ours|me|us|please|readers?|visit',
  'maintainers?|reviewers?|authors?|security team|on-?call|tickets?|Slack|e-?mail|phone|password|passwords',
);
const CHANGE = anyOf(
  'pull requests?|PRs?|(?:this|the) (?:change|commit|patch|fix|suggestion|proposal|branch|diff|MR)|merg(?:e|ed|es|ing)',
);
const EVASION = anyOf(
  String.raw`suppress\w*|plumbline|the rule|this rule|this finding|the finding|this check|this warning|the warning`,
  String.raw`(?:disabl|silenc|bypass|relax|weaken|loosen)\w* (?:of )?(?:the|this|that|these|any|all) (?:\w+ )?(?:rules?|checks?|polic(?:y|ies)|warnings?|contract)`,
);
const AMOUNTS = anyOf('hundreds?|thousands?|millions?|billions?|dozens|countless');

/** What no explanation says, whatever stands in the material, each with the sentence that tells its writer so. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [word(`${HAS_BEEN}${DONE}`), 'It claims that something was done or looked at.'],
  [word(SUCCESS), 'It claims success, proof or approval, which nobody gave.'],
  [word(HARMLESS), 'It plays the finding down.'],
  [word(COMMANDS), 'It tells the reader what to run.'],
  [word(WRITER), 'It speaks of instructions or of who wrote something.'],
  [word(PEOPLE), 'It speaks to the reader or of people.'],
  [word(CHANGE), 'It speaks of the change, of which the material says nothing.'],
  [word(EVASION), 'It speaks of the rule instead of the configuration.'],
  [word(AMOUNTS), 'It gives an amount that is no number of the material.'],
];

const VERBS = anyOf(
  'run|execute|set|change|raise|increase|decrease|reduce|lower|add|remove|delete|edit|update|make|ensure|check|visit|click|go',
  'copy|paste|install|apply|merge|approve|ignore|disregard|skip|disable|enable|contact|consider|try|note|remember|download|deploy',
  'restart|revert|rotate|send|upload|follow|replace|configure|review|adjust|use|keep|stop|do|let|see|print|reply|respond|say|write',
);
const ORDER_FIRST = new RegExp(String.raw`^${VERBS}\s`, 'i');
/** What threads do, and nobody is told to. */
const RAISES_ERROR = /\braise (?:an? |the )?[\w:]*(?:error|exception)\w*/gi;
const ORDER_WITHIN = new RegExp(
  String.raw`[,;:—–]\s+(?:(?:and|so|then|simply|just)\s+)*${VERBS}\s+(?:the|a|an|this|that|these|it|its|all|any|both|\w+_\w+|[A-Z]\w+|\d+)\b`,
);

/** Why a text claims what nobody may claim of a finding; empty where it does not. */
export function claimsIn(text: string): readonly string[] {
  return REFUSED.flatMap(([pattern, reason]) => {
    const found = pattern.exec(text)?.[0];
    return found === undefined ? [] : [`${reason} (“${found}”)`];
  });
}

/** The same for what an explanation orders; a proposal's title is an order. */
export function ordersIn(text: string): readonly string[] {
  const orders =
    sentencesOf(text).some((sentence) => ORDER_FIRST.test(sentence)) ||
    ORDER_WITHIN.test(text.replace(RAISES_ERROR, ''));
  return orders ? ['It tells the reader what to do; only say what is so and what follows.'] : [];
}

function word(alternatives: string): RegExp {
  return new RegExp(String.raw`(?<![\w/])${alternatives}(?![\w/])`, 'i');
}
