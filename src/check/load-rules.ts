import { statSync } from 'node:fs';
import type { Diagnostic } from '../policy/diagnostic.js';
import { BUILT_IN_RULES, loadRules, readRuleFiles } from '../policy/load.js';
import type { Rule } from '../policy/rule.js';
import { Source } from '../syntax/source.js';
import { diagnoseFiles } from './file-problems.js';

/** The rules in force, and what is wrong with those that are not. */
export interface AllRules {
  readonly rules: readonly Rule[];
  readonly diagnostics: readonly Diagnostic[];
  /** The rule files that diagnostics point to. */
  readonly sources: readonly Source[];
}

/** Rules that come with Plumbline, an organisation's, and those that the repository brings along. */
export function loadAllRules(directories: readonly string[], ofRepository: readonly Source[]): AllRules {
  const files = [...builtInRules(), ...directories.flatMap(readRuleFiles), ...ofRepository];
  const { rules, problems } = loadRules(files);
  const wrong = new Set(problems.map(({ at }) => at.path));
  return {
    rules,
    diagnostics: diagnoseFiles(problems, 'rule-invalid', 'error'),
    sources: files.filter(({ path }) => wrong.has(path)),
  };
}

/** The first that is no directory. */
export function missingDirectory(directories: readonly string[]): string | undefined {
  return directories.find((directory) => statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true);
}

let builtIn: readonly Source[] | undefined;

/** With paths that do not tell where Plumbline is installed: reports are the same on every machine. */
function builtInRules(): readonly Source[] {
  builtIn ??= readRuleFiles(BUILT_IN_RULES).map(
    ({ path, text }) => new Source(`rules/${path.split('/').slice(-3).join('/')}`, text),
  );
  return builtIn;
}
