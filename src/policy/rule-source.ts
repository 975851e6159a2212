import { createHash } from 'node:crypto';
import type { Location } from '../model/location.js';
import { closestWord } from '../syntax/closest-word.js';
import type { SyntaxProblem } from '../syntax/problem.js';
import type { Source } from '../syntax/source.js';
import type { YamlScalar } from '../syntax/yaml/node.js';
import { type Compilation, compile, type Expression } from './expressions/compile.js';
import { type Language, withDefinition } from './expressions/language.js';
import type { ExpressionProblem } from './expressions/limits.js';
import { compileTemplate, type MessageTemplate } from './expressions/message-template.js';
import { type Level, leveledRuleFile, RULE_KEYS, type Rule, type RuleFile, singleRuleFile } from './rule.js';
import { languageOf, SUBJECT_NAMES, subjectNamed } from './rule-languages.js';
import { readSettings, type SettingsFile, type SettingsFormat } from './settings-file.js';

export type RuleReading =
  | { readonly ok: true; readonly rule: Rule }
  | { readonly ok: false; readonly problems: readonly SyntaxProblem[] };

const FORMAT: SettingsFormat<typeof leveledRuleFile | typeof singleRuleFile> = {
  schemaFor: (keys) => (keys.includes('levels') ? leveledRuleFile : singleRuleFile),
  knownKeys: RULE_KEYS,
};

/** Reads one rule.yaml. `category` and `folder` are the names of the two folders that it lies in. */
export function readRule(source: Source, category: string, folder: string): RuleReading {
  const reading = readSettings(source, FORMAT);
  if (!reading.ok) return reading;
  const { file } = reading;
  const subject = subjectNamed(file.value.subject);
  if (subject === undefined) {
    const meant = closestWord(file.value.subject, SUBJECT_NAMES);
    const hint = meant === undefined ? `it is one of ${SUBJECT_NAMES.join(', ')}` : `did you mean \`${meant}\`?`;
    return mistaken(`no subject is called \`${file.value.subject}\`; ${hint}`, file.placeOf(['subject']));
  }
  if (file.value.id !== folder) {
    return mistaken(`the id must be the name of the rule's folder, \`${folder}\``, file.placeOf(['id']));
  }
  return new RuleCompiler(source, file, languageOf(subject)).compile((parts) => ({ ...parts, category, subject }));
}

function mistaken(message: string, at: Location): RuleReading {
  return { ok: false, problems: [{ message, at }] };
}

/** Compiles every expression of a rule and gathers all mistakes, not the first alone. */
class RuleCompiler {
  readonly #problems: SyntaxProblem[] = [];

  constructor(
    readonly source: Source,
    readonly file: SettingsFile<RuleFile>,
    private language: Language,
  ) {}

  compile(complete: (parts: Omit<Rule, 'category' | 'subject'>) => Rule): RuleReading {
    const { id, title, why, references, when, levels, supersededBy } = this.file.value;
    this.#define();
    const condition = when === undefined ? undefined : this.#expression(['when'], when, ['bool']);
    const single = this.file.scalarAt(['require']) !== undefined;
    const compiled = levels.map((level, index) => this.#level(level, single ? [] : ['levels', index]));
    const adds = supersededBy === undefined ? undefined : this.#template(['supersededBy', 'adds'], supersededBy.adds);
    const [worst, ...milder] = compiled;
    if (this.#problems.length > 0 || worst === undefined || milder.some((level) => level === undefined)) {
      return { ok: false, problems: this.#problems };
    }
    return {
      ok: true,
      rule: complete({
        id,
        title,
        why,
        references,
        levels: [worst, ...milder.filter((level) => level !== undefined)],
        path: this.source.path,
        digest: createHash('sha1').update(`${this.source.path}\0${this.source.text}`).digest('base64url'),
        ...(condition && { when: condition }),
        ...(supersededBy &&
          adds && { supersededBy: { ...supersededBy, adds, at: this.file.placeOf(['supersededBy', 'rules']) } }),
      }),
    };
  }

  /** Only numbers and conditions get names: a list or a text that is named could be doubled over and over. */
  #define(): void {
    for (const [name, text] of Object.entries(this.file.value.let ?? {})) {
      const path = ['let', name];
      const definition = this.#expression(path, text, ['int', 'bool']);
      if (definition === undefined) continue;
      if (this.language.cel.hasVariable(name)) {
        this.#problems.push({ message: `\`${name}\` means something already`, at: this.file.placeOf(path) });
      } else this.language = withDefinition(this.language, name, definition.type, definition.parsed);
    }
  }

  #level(level: RuleFile['levels'][number], path: readonly PropertyKey[]): Level | undefined {
    const optional = (key: 'when' | 'at' | 'margin', types: readonly string[] | 'any') => {
      const text = level[key];
      return text === undefined ? undefined : this.#expression([...path, key], text, types);
    };
    const require = this.#expression([...path, 'require'], level.require, ['bool']);
    const message = this.#template([...path, 'message'], level.message);
    const when = optional('when', ['bool']);
    const at = optional('at', 'any');
    const margin = optional('margin', ['int']);
    const fix = level.fix === undefined ? undefined : this.#fix(level.fix, [...path, 'fix']);
    if (require === undefined || message === undefined) return undefined;
    return {
      severity: level.severity,
      require,
      message,
      ...(when && { when }),
      ...(at && { at }),
      ...(margin && { margin }),
      ...(fix && { fix }),
    };
  }

  #fix(
    { set, to, when, safe, title }: NonNullable<RuleFile['levels'][number]['fix']>,
    path: readonly PropertyKey[],
  ): Level['fix'] {
    const target = this.#expression([...path, 'set'], set, 'any');
    const value = this.#expression([...path, 'to'], to, ['int', 'string']);
    const condition = when === undefined ? undefined : this.#expression([...path, 'when'], when, ['bool']);
    const safety = typeof safe === 'boolean' ? safe : this.#expression([...path, 'safe'], safe, ['bool']);
    const heading = title === undefined ? undefined : this.#template([...path, 'title'], title);
    if (target === undefined || value === undefined || safety === undefined) return undefined;
    return {
      set: target,
      to: value,
      safe: safety,
      ...(condition && { when: condition }),
      ...(heading && { title: heading }),
    };
  }

  #expression(path: readonly PropertyKey[], text: string, types: readonly string[] | 'any'): Expression | undefined {
    const compilation: Compilation = compile(text, this.language, types);
    if (compilation.ok) return compilation.expression;
    this.#report(path, compilation.problem);
    return undefined;
  }

  #template(path: readonly PropertyKey[], text: string): MessageTemplate | undefined {
    const compilation = compileTemplate(text, this.language);
    if (compilation.ok) return compilation.template;
    this.#report(path, compilation.problem);
    return undefined;
  }

  #report(path: readonly PropertyKey[], { message, start, end }: ExpressionProblem): void {
    const scalar = this.file.scalarAt(path);
    const at = scalar === undefined ? this.file.placeOf(path) : placeWithin(this.source, scalar, start, end);
    this.#problems.push({ message, at });
  }
}

/**
 * Where a stretch of a scalar's text stands in the file. Folding and indentation change white space only, so the n-th visible
 * character of the text is the n-th of the file; escapes of quoted scalars break this, and then the whole scalar is the place.
 */
function placeWithin(source: Source, { at, text }: YamlScalar, start: number, end: number): Location {
  const written = source.text.slice(at.start, at.end);
  if (written.replace(/\s+/g, '') !== text.replace(/\s+/g, '')) return at;
  const offset = (index: number): number => {
    let visible = text.slice(0, index).replace(/\s+/g, '').length;
    for (let position = 0; position < written.length; position += 1) {
      if (/\s/.test(written[position] ?? '')) continue;
      if (visible === 0) return at.start + position;
      visible -= 1;
    }
    return at.end;
  };
  const from = offset(start);
  return source.location(from, Math.max(from + 1, end > start ? offset(end - 1) + 1 : from + 1));
}
