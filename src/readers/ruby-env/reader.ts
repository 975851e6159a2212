import type { VariableRead } from '../../model/facts/variable-read.js';
import { rubyProgram } from '../../syntax/erb/program.js';
import { erbTags } from '../../syntax/erb/tags.js';
import { initRuby, parseRuby } from '../../syntax/ruby/parse.js';
import { Source } from '../../syntax/source.js';
import { each, type Reader } from '../reader.js';
import { type FileRole, roleOf } from './file-role.js';
import { ReadFinder } from './read-finder.js';
import { sectionsOf } from './yaml-section.js';

const RUBY = /\.(?:rb|rake|ru)$|(?:^|\/)(?:Gemfile|Rakefile|Capfile)$/;
const YAML = /(?:^|\/)config\/[^/]+\.yml(?:\.erb)?$/;
const RAILS_SECTION = /^(?:production|staging|test|development)$/;

/** Reads what Ruby code and ERB configuration files want from the environment. */
export const rubyEnvReader: Reader<readonly VariableRead[]> = {
  name: 'ruby-env',
  version: 2,
  matches: (path) => (RUBY.test(path) || YAML.test(path)) && roleOf(path) !== undefined,
  prepare: initRuby,
  read(source) {
    const role = source.text.includes('ENV') ? roleOf(source.path) : undefined;
    if (role === undefined) return {};
    const part = YAML.test(source.path) ? readErb(source, role) : readRuby(source, role);
    return part.length === 0 ? {} : { part };
  },
  combine: each,
};

/** Syntax problems are left to the readers of configuration; other Ruby is read as far as it goes. */
function readRuby(source: Source, role: FileRole): readonly VariableRead[] {
  return new ReadFinder(parseRuby(source), role).find();
}

/** Rendering executes the tags of all sections, so a strict read in any of them is needed in every environment. */
function readErb(source: Source, role: FileRole): readonly VariableRead[] {
  const program = new Source(source.path, rubyProgram(source.text, erbTags(source.text)));
  const sections = sectionsOf(source.text);
  return readRuby(program, role).map((read) => {
    const section = sections.findLast(({ start }) => start <= read.at.start)?.name;
    if (read.required || section === undefined || !RAILS_SECTION.test(section)) return read;
    const undeployed = section === 'test' || section === 'development';
    return { ...read, railsEnv: section, ...(undeployed ? { scope: 'never-deployed' as const } : {}) };
  });
}
