import type { Image } from '../../model/facts/image.js';
import type { Instruction } from '../../syntax/dockerfile/instruction.js';
import { parseShell } from '../../syntax/shell/parse.js';
import { simpleCommands } from '../../syntax/shell/simple-commands.js';
import { literalText } from '../../syntax/shell/word.js';
import { commandName } from '../../syntax/shell/wrappers.js';
import type { Source } from '../../syntax/source.js';
import { execWords } from './command.js';
import { wordsOf } from './variables.js';

type Copies = Image['copies'];

/** The files that one instruction puts under another name: COPY and ADD from the context, and `RUN cp` or `mv`. */
export function copiesOf(instruction: Instruction, source: Source): Copies {
  if (instruction.keyword === 'RUN') return copiesOfRun(instruction, source);
  if (!/^(?:COPY|ADD)$/.test(instruction.keyword) || instruction.flags.has('from')) return [];
  const words = execWords(instruction.text) ?? wordsOf(instruction).map(literalText);
  return pairs(words, source.location(instruction.start, instruction.end));
}

function copiesOfRun({ text, place, documents, start, end }: Instruction, source: Source): Copies {
  const at = source.location(start, end);
  const programs = [parseShell(text, place), ...documents.map((document) => parseShell(document.text))];
  return programs.flatMap(simpleCommands).flatMap(({ words }) => {
    if (!/^(?:cp|mv)$/.test(commandName(words) ?? '')) return [];
    return pairs(
      words
        .slice(1)
        .map(literalText)
        .filter((word) => !word?.startsWith('-')),
      at,
    );
  });
}

function pairs(words: readonly (string | undefined)[], at: Copies[number]['at']): Copies {
  const to = words.at(-1);
  if (to === undefined || words.length < 2) return [];
  return words.slice(0, -1).flatMap((from) => (from === undefined || from === '.' ? [] : [{ from, to, at }]));
}
