/** A top-level key of a YAML text and where it stands. */
export interface YamlSection {
  readonly name: string;
  readonly start: number;
}

/** The top-level keys in file order, told by indentation alone, since the text may be a template. */
export function sectionsOf(text: string): readonly YamlSection[] {
  return [...text.matchAll(/^["']?([A-Za-z_][\w-]*)["']?:/gm)].map((match) => ({
    name: match[1] ?? '',
    start: match.index,
  }));
}
