import type { Source } from '../../syntax/source.js';
import type { YamlScalar } from '../../syntax/yaml/node.js';
import type { Placeholder } from './template-text.js';

/** `__TOKEN__` for sed, `${VAR}` and `$VAR` for envsubst, `${PARAMETER}` and `${{PARAMETER}}` of OpenShift templates. */
const TOKEN = /__[A-Z][A-Z0-9_]{0,80}__|\$\{\{?[^{}\n]{1,200}\}|(?<![\w$])\$[A-Z_][A-Z0-9_]{0,80}\b/;

/** A manifest's text, and which parts of it something else replaces before Kubernetes sees them. */
export class ManifestFile {
  readonly source: Source;
  readonly #placeholders: readonly Placeholder[];

  constructor(source: Source, placeholders: readonly Placeholder[]) {
    this.source = source;
    this.#placeholders = placeholders;
  }

  /** True when something else than the scalar's text is what Kubernetes gets. */
  hasPlaceholder(scalar: YamlScalar): boolean {
    if (this.#isMasked(scalar)) return true;
    return (scalar.text.includes('$') || scalar.text.includes('__')) && TOKEN.test(scalar.text);
  }

  /** The scalar's text, with placeholders as they are written in the file. */
  textOf(scalar: YamlScalar): string {
    return this.#isMasked(scalar) ? this.source.text.slice(scalar.at.start, scalar.at.end) : scalar.text;
  }

  #isMasked({ at }: YamlScalar): boolean {
    let low = 0;
    let high = this.#placeholders.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#placeholders[middle]?.end ?? 0) <= at.start) low = middle + 1;
      else high = middle;
    }
    const candidate = this.#placeholders[low];
    return candidate !== undefined && candidate.start < at.end;
  }
}
