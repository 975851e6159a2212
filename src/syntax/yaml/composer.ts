import type { AliasEvent, Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { COLLECTION_STYLE, EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { SyntaxProblem } from '../problem.js';
import type { Source } from '../source.js';
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar, YamlSequence, YamlStyle } from './node.js';
import { scalarValue, type YamlSchema } from './scalar-value.js';

/** Nodes that aliases may add to one stream by repeating others: the bound against "billion laughs". */
const MAX_ALIASED_NODES = 50_000;

/** Counts the nodes that the aliases of one stream repeat. */
export class Repeats {
  #nodes = 0;

  /** Whether so many more may be repeated. */
  take(nodes: number): boolean {
    this.#nodes += nodes;
    return this.#nodes <= MAX_ALIASED_NODES;
  }
}

const STYLES: Readonly<Record<number, YamlStyle>> = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single-quoted',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double-quoted',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'literal',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'folded',
};

interface Anchored {
  readonly node: YamlNode;
  /** Nodes in it, those that its own aliases repeat included. */
  readonly size: number;
}

/** The first thing in a document that makes it meaningless to Ruby and Kubernetes alike. */
class CompositionError extends Error {
  constructor(
    message: string,
    readonly start: number,
    readonly end: number,
  ) {
    super(message);
  }
}

/** Builds positioned nodes from js-yaml's events, whose offsets count from `base` in the source. */
export class Composer {
  readonly #source: Source;
  readonly #text: string;
  readonly #base: number;
  readonly #schema: YamlSchema;
  readonly #repeats: Repeats;
  #events: readonly Event[] = [];
  #next = 0;
  /** Where the text read last ends: JSON and YAML collections carry no end of their own. */
  #end = 0;
  #size = 0;
  readonly #anchors = new Map<string, Anchored | 'open'>();

  constructor(source: Source, text: string, base: number, schema: YamlSchema, repeats: Repeats) {
    this.#source = source;
    this.#text = text;
    this.#base = base;
    this.#schema = schema;
    this.#repeats = repeats;
  }

  compose(events: readonly Event[]): { documents: (YamlNode | null)[]; problems: SyntaxProblem[] } {
    const documents: (YamlNode | null)[] = [];
    const problems: SyntaxProblem[] = [];
    this.#events = events;
    this.#next = 0;
    try {
      while (this.#next < events.length) {
        this.#take();
        documents.push(this.#document());
      }
    } catch (error) {
      if (!(error instanceof CompositionError)) throw error;
      documents.push(null);
      problems.push({ message: error.message, at: this.#location(error.start, error.end) });
    }
    return { documents, problems };
  }

  #document(): YamlNode | null {
    this.#anchors.clear();
    this.#size = 0;
    if (this.#peek()?.type === EVENT_ID.POP) {
      this.#take();
      return null;
    }
    const root = this.#node();
    this.#take();
    return root.kind === 'scalar' && root.style === 'empty' ? null : root;
  }

  #node(): YamlNode {
    const event = this.#take();
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.#anchor(event, () => this.#scalar(event));
      case EVENT_ID.MAPPING:
        return this.#anchor(event, () => this.#mapping(event));
      case EVENT_ID.SEQUENCE:
        return this.#anchor(event, () => this.#sequence(event));
      case EVENT_ID.ALIAS:
        return this.#alias(event);
      default:
        throw new CompositionError('not valid YAML: the document ends early', this.#end, this.#end);
    }
  }

  #anchor(event: ScalarEvent | MappingEvent | SequenceEvent, build: () => YamlNode): YamlNode {
    const before = this.#size;
    this.#size += 1;
    if (event.anchorStart < 0) return build();
    const name = this.#text.slice(event.anchorStart, event.anchorEnd);
    this.#anchors.set(name, 'open');
    const node = build();
    this.#anchors.set(name, { node, size: this.#size - before });
    return node;
  }

  #alias({ anchorStart, anchorEnd }: AliasEvent): YamlNode {
    const name = this.#text.slice(anchorStart, anchorEnd);
    const anchored = this.#anchors.get(name);
    // The name stays out of the message: in a Secret, `*name` may be a value that somebody forgot to quote.
    const refuse = (why: string) => new CompositionError(`not valid YAML: ${why}`, anchorStart - 1, anchorEnd);
    if (anchored === undefined) throw refuse('this alias names no anchor');
    if (anchored === 'open') throw refuse('this alias lies within its own anchor');
    this.#size += anchored.size;
    if (!this.#repeats.take(anchored.size)) throw refuse(`aliases repeat more than ${MAX_ALIASED_NODES} nodes`);
    this.#end = anchorEnd;
    return anchored.node;
  }

  #scalar(event: ScalarEvent): YamlScalar {
    const empty = event.valueStart < 0;
    const style = empty ? 'empty' : (STYLES[event.style] ?? 'plain');
    const start = empty ? Math.max(this.#end, event.tagEnd, event.anchorEnd) : event.valueStart;
    const end = empty ? start : event.valueEnd;
    const quoted = style === 'single-quoted' || style === 'double-quoted';
    this.#end = quoted ? end + 1 : end;
    const text = getScalarValue(this.#text, event);
    const tag = this.#tag(event);
    const value = scalarValue(text, style === 'plain' || style === 'empty', tag, this.#schema);
    return { kind: 'scalar', at: this.#location(start, end), text, value, style, ...(tag !== undefined && { tag }) };
  }

  #mapping(event: MappingEvent): YamlMapping {
    const entries: YamlEntry[] = [];
    this.#end = event.start;
    while (!this.#closes()) entries.push(this.#entry());
    const flow = event.style === COLLECTION_STYLE.FLOW;
    if (flow) this.#closeFlow('}');
    const tag = this.#tag(event);
    const at = this.#location(event.start, this.#end);
    return { kind: 'mapping', at, flow, entries, ...(tag !== undefined && { tag }) };
  }

  #entry(): YamlEntry {
    const first = this.#peek();
    const key = this.#key(this.#node());
    const start = first?.type === EVENT_ID.ALIAS ? first.anchorStart - 1 : key.at.start - this.#base - quoteWidth(key);
    const colon = this.#skipBlank(this.#end);
    if (this.#text[colon] === ':') this.#end = colon + 1;
    const value = this.#node();
    return { key, value, at: this.#location(start, this.#end) };
  }

  /** A collection as a key is kept as its source text: no reader knows one, and none may mistake it for absent. */
  #key(node: YamlNode): YamlScalar {
    if (node.kind === 'scalar') return node;
    const text = this.#source.text.slice(node.at.start, node.at.end);
    return { kind: 'scalar', at: node.at, text, value: text, style: 'plain' };
  }

  #sequence(event: SequenceEvent): YamlSequence {
    const items: YamlNode[] = [];
    this.#end = event.start + 1;
    while (!this.#closes()) items.push(this.#node());
    const flow = event.style === COLLECTION_STYLE.FLOW;
    if (flow) this.#closeFlow(']');
    const tag = this.#tag(event);
    const at = this.#location(event.start, this.#end);
    return { kind: 'sequence', at, flow, items, ...(tag !== undefined && { tag }) };
  }

  /** Consumes the event that ends a collection, if it is next. */
  #closes(): boolean {
    const event = this.#peek();
    if (event !== undefined && event.type !== EVENT_ID.POP) return false;
    this.#take();
    return true;
  }

  #closeFlow(bracket: '}' | ']'): void {
    let at = this.#skipBlank(this.#end);
    while (at < this.#text.length && this.#text[at] !== bracket) at = this.#skipBlank(at + 1);
    this.#end = Math.min(at + 1, this.#text.length);
  }

  /** The next offset at or after `from` that is neither white space nor in a comment. */
  #skipBlank(from: number): number {
    let at = from;
    for (;;) {
      while (/\s/.test(this.#text[at] ?? 'x')) at += 1;
      if (this.#text[at] !== '#') return at;
      const lineEnd = this.#text.indexOf('\n', at);
      at = lineEnd === -1 ? this.#text.length : lineEnd;
    }
  }

  #tag({ tagStart, tagEnd }: ScalarEvent | MappingEvent | SequenceEvent): string | undefined {
    return tagStart < 0 ? undefined : this.#text.slice(tagStart, tagEnd);
  }

  #location(start: number, end: number) {
    return this.#source.location(this.#base + start, this.#base + end);
  }

  #peek(): Event | undefined {
    return this.#events[this.#next];
  }

  #take(): Event | undefined {
    const event = this.#events[this.#next];
    this.#next += 1;
    return event;
  }
}

function quoteWidth({ style }: YamlScalar): 0 | 1 {
  return style === 'single-quoted' || style === 'double-quoted' ? 1 : 0;
}
