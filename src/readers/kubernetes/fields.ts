import type { Location } from '../../model/location.js';
import { type Hop, known, type Setting, type Slot, type Traced, type Unknown, unknown } from '../../model/traced.js';
import { lookup, lookupEntry, mergedEntries } from '../../syntax/yaml/lookup.js';
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar, YamlSequence } from '../../syntax/yaml/node.js';
import { keySlot, slotOf } from '../../syntax/yaml/slots.js';
import type { ManifestFile } from './manifest-file.js';
import type { ScalarForm } from './scalar-form.js';

type Items = { readonly known: true; readonly nodes: readonly YamlNode[]; readonly sequence?: YamlSequence } | Unknown;

/**
 * The fields of one object in a manifest. The object may be there, be left out, or be hidden behind a template's
 * placeholder; a field of a hidden object is unknown, never absent.
 */
export class Fields {
  readonly file: ManifestFile;
  readonly #object: YamlMapping | Unknown | undefined;

  private constructor(file: ManifestFile, object: YamlMapping | Unknown | undefined) {
    this.file = file;
    this.#object = object;
  }

  static of(file: ManifestFile, node: YamlNode | undefined, says = 'the entry'): Fields {
    if (node === undefined || (node.kind === 'scalar' && node.value === null)) return new Fields(file, undefined);
    if (node.kind === 'mapping') return new Fields(file, node);
    return new Fields(file, unreadable(file, node, says, 'a mapping'));
  }

  /** The object itself, when it is there to be read. */
  get mapping(): YamlMapping | undefined {
    return this.#object !== undefined && 'kind' in this.#object ? this.#object : undefined;
  }

  get hidden(): Unknown | undefined {
    return this.#object !== undefined && 'known' in this.#object ? this.#object : undefined;
  }

  child(key: string): Fields {
    if (this.hidden !== undefined) return this;
    return Fields.of(this.file, this.mapping && lookup(this.mapping, key), key);
  }

  path(...keys: readonly string[]): Fields {
    return keys.reduce<Fields>((fields, key) => fields.child(key), this);
  }

  has(key: string): boolean {
    return this.mapping !== undefined && lookup(this.mapping, key) !== undefined;
  }

  entry(key: string): YamlEntry | undefined {
    return this.mapping && lookupEntry(this.mapping, key);
  }

  scalar(key: string): YamlScalar | undefined {
    const node = this.mapping && lookup(this.mapping, key);
    return node?.kind === 'scalar' && node.value !== null ? node : undefined;
  }

  /** A name or the like, as written; placeholders included, so that equal text means the same object. */
  text(key: string): string | undefined {
    const scalar = this.scalar(key);
    return scalar && this.file.textOf(scalar);
  }

  /** True only for a boolean `true` that is written out. */
  isTrue(key: string): boolean {
    return this.scalar(key)?.value === true;
  }

  /** A field that may be left out; then `absent` says so, and its slot (if it has one) is where the field would go. */
  setting<T>(key: string, form: ScalarForm<T>, says: string, absent: Hop): Setting<T> {
    if (this.hidden !== undefined) return this.hidden;
    const node = this.mapping && lookup(this.mapping, key);
    if (node === undefined) return known(null, absent);
    if (node.kind === 'scalar' && node.value === null)
      return known(null, hop(node.at, absent.says, slotOf(this.file.source, node)));
    return tracedNode(this.file, node, form, says);
  }

  /** A field for which Kubernetes, or the operator named by `by`, has a default. */
  withDefault<T>(
    key: string,
    form: ScalarForm<T>,
    says: string,
    fallback: T,
    at: Location,
    by: 'Kubernetes' | 'KEDA' = 'Kubernetes',
  ): Traced<T> {
    const slot = this.slotFor(key, form.slotFormat);
    const setting = this.setting(key, form, says, hop(at, `${by} default of ${key}`, slot));
    return setting.known ? { ...setting, value: setting.value ?? fallback } : setting;
  }

  /** A field that Kubernetes requires. */
  required<T>(key: string, form: ScalarForm<T>, says: string, at: Location): Traced<T> {
    const setting = this.setting(key, form, says, hop(at, `${says} is left out`));
    if (!setting.known) return setting;
    return setting.value === null
      ? unknown('not-declared', `${says} is left out`, setting.trail)
      : { ...setting, value: setting.value };
  }

  items(key: string): Items {
    if (this.hidden !== undefined) return this.hidden;
    const node = this.mapping && lookup(this.mapping, key);
    if (node === undefined || (node.kind === 'scalar' && node.value === null)) return { known: true, nodes: [] };
    if (node.kind === 'sequence') return { known: true, nodes: node.items, sequence: node };
    return unreadable(this.file, node, key, 'a list');
  }

  /** Labels and annotations: scalar entries as text. */
  record(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.scalars().map(({ name, scalar }) => [name, this.file.textOf(scalar)]));
  }

  /** The entries whose values are scalars, merge keys resolved. */
  scalars(): readonly { readonly name: string; readonly key: YamlScalar; readonly scalar: YamlScalar }[] {
    const entries = this.mapping === undefined ? [] : mergedEntries(this.mapping);
    return entries.flatMap(({ key, value }) =>
      value.kind === 'scalar' ? [{ name: this.file.textOf(key), key, scalar: value }] : [],
    );
  }

  slotFor(key: string, format: Slot['format'] = 'plain'): Slot | undefined {
    return this.mapping && keySlot(this.file.source, this.mapping, key, format);
  }
}

export function hop(location: Location, says: string, slot?: Slot): Hop {
  return slot === undefined ? { location, says } : { location, says, slot };
}

/** The value of a node in the form that its field has; unknown when a placeholder stands there or the form is another. */
export function tracedNode<T>(file: ManifestFile, node: YamlNode, form: ScalarForm<T>, says: string): Traced<T> {
  if (node.kind !== 'scalar' || file.hasPlaceholder(node)) return unreadable(file, node, says, form.expected);
  const value = form.read(node);
  if (value === undefined) return unreadable(file, node, says, form.expected);
  return known(value, hop(node.at, says, slotOf(file.source, node, form.slotFormat)));
}

function unreadable(file: ManifestFile, node: YamlNode, says: string, expected: string): Unknown {
  if (node.kind === 'scalar' && file.hasPlaceholder(node)) {
    return unknown('template-not-rendered', `${says} is "${shortened(file.textOf(node))}"`, [hop(node.at, says)]);
  }
  const written = node.kind === 'scalar' ? `"${shortened(node.text)}"` : `a ${node.kind}`;
  return unknown('not-computable', `${says} is ${written}, not ${expected}`, [hop(node.at, says)]);
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
