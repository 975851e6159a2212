/** A stretch of a manifest that a template engine would replace. */
export interface Placeholder {
  readonly start: number;
  readonly end: number;
}

/** A manifest's text with its template tags made harmless to a YAML parser, at equal length, so that places stay true. */
export interface TemplateText {
  readonly masked: string;
  /** Tags that decide a text: those that print a value, and the structural ones; in file order. */
  readonly placeholders: readonly Placeholder[];
  /** Tags that decide which text there is at all: `if`, loops, definitions. */
  readonly structural: readonly Placeholder[];
}

type TagEffect = 'prints' | 'nothing' | 'structural';

interface TagKind {
  readonly open: string;
  readonly close: string;
  readonly effect: (code: string) => TagEffect;
}

const TAG_KINDS: readonly TagKind[] = [
  { open: '<%', close: '%>', effect: erbEffect },
  { open: '{{', close: '}}', effect: braceEffect },
  { open: '{%', close: '%}', effect: (code) => (/^[-+]?\s*set\s[^{}]*=/.test(code) ? 'nothing' : 'structural') },
];

/** Recognises ERB, Go templates and Jinja. `__TOKEN__` and `$VARIABLE` are YAML already and need no masking. */
export function maskTemplate(text: string): TemplateText {
  const pieces: string[] = [];
  const placeholders: Placeholder[] = [];
  const structural: Placeholder[] = [];
  let done = 0;
  for (const { start, end, kind } of tags(text)) {
    const effect = kind.effect(text.slice(start + kind.open.length, end - kind.close.length));
    if (effect !== 'nothing') placeholders.push({ start, end });
    if (effect === 'structural') structural.push({ start, end });
    pieces.push(text.slice(done, start), (effect === 'nothing' ? ' ' : 'x').repeat(end - start));
    done = end;
  }
  return { masked: pieces.join('') + text.slice(done), placeholders, structural };
}

/**
 * Masks `${VAR}` as well. Most of the time it is YAML as it stands, and shell code besides, so this is only for text that
 * cannot be parsed otherwise: a flow collection such as `[${PORT}]`.
 */
export function maskReferences({ masked, placeholders, structural }: TemplateText): TemplateText {
  const reference = /\$\{\{?[^{}\n]{1,200}\}{1,2}/g;
  const found = [...masked.matchAll(reference)];
  return {
    masked: masked.replace(reference, (tag) => 'x'.repeat(tag.length)),
    placeholders: [
      ...placeholders,
      ...found.map(({ 0: tag, index }) => ({ start: index, end: index + tag.length })),
    ].sort((a, b) => a.start - b.start),
    structural,
  };
}

/** Walks by `indexOf` from tag to tag, so that text full of opening tags costs no more than its length. */
function* tags(text: string): Generator<Placeholder & { readonly kind: TagKind }> {
  const next = new Map(TAG_KINDS.map((kind) => [kind, text.indexOf(kind.open)]));
  for (let from = 0; ; ) {
    for (const [kind, at] of next) if (at !== -1 && at < from) next.set(kind, text.indexOf(kind.open, from));
    const [found] = [...next].filter(([, at]) => at !== -1).sort(([, a], [, b]) => a - b);
    if (found === undefined) return;
    const [kind, start] = found;
    const closing = text.indexOf(kind.close, start + kind.open.length);
    if (closing === -1) {
      next.set(kind, -1);
      continue;
    }
    from = closing + kind.close.length;
    yield { start, end: from, kind };
  }
}

function erbEffect(code: string): TagEffect {
  if (code.startsWith('=')) return 'prints';
  if (code.startsWith('#')) return 'nothing';
  const controls =
    /^-?\s*(?:if|unless|else|elsif|case|when|while|until|for|begin|end)\b|\bdo\b\s*(?:\|[^|]*\|\s*)?-?$|^-?\s*\}/;
  return controls.test(code.trimEnd()) ? 'structural' : 'nothing';
}

function braceEffect(code: string): TagEffect {
  const action = code.replace(/^-?\s*/, '');
  if (action.startsWith('/*')) return 'nothing';
  if (/^(?:if|else|end|range|with|define|block|template)\b/.test(action)) return 'structural';
  return /^\$\w+\s*:?=/.test(action) ? 'nothing' : 'prints';
}
