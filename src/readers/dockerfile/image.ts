import type { Command, Image } from '../../model/facts/image.js';
import { known, type Setting } from '../../model/traced.js';
import type { Instruction } from '../../syntax/dockerfile/instruction.js';
import { literalText } from '../../syntax/shell/word.js';
import type { Source } from '../../syntax/source.js';
import { commandOf } from './command.js';
import { copiesOf } from './copies.js';
import { finalChain, type Stage, splitStages } from './stage.js';
import { Variables, wordsOf } from './variables.js';

/** The image that a Dockerfile's final stage makes; undefined for a file without FROM. */
export function imageOf(instructions: readonly Instruction[], source: Source): Image | undefined {
  const { globals, stages } = splitStages(instructions);
  const arguments_ = new Variables(source);
  for (const each of globals) if (each.keyword === 'ARG') arguments_.declareArgument(each);
  const chain = finalChain(stages);
  const [root] = chain;
  const final = chain.at(-1);
  if (root === undefined || final === undefined) return undefined;
  const base = baseOf(root, arguments_);
  return {
    kind: 'image',
    path: source.path,
    ...(base === undefined ? {} : { base }),
    ...new ImageConfig(source, final).follow(chain, arguments_),
    copies: instructions.flatMap((instruction) => copiesOf(instruction, source)),
    at: source.location(final.from.start, final.from.end),
  };
}

function baseOf({ from }: Stage, globals: Variables): string | undefined {
  const [word] = wordsOf(from);
  const base = word && globals.expand(word);
  return base?.known ? base.value : undefined;
}

/** What the instructions of a chain of stages leave behind. */
class ImageConfig {
  readonly #source: Source;
  readonly #variables: Variables;
  readonly #exposes: Image['exposes'][number][] = [];
  #entrypoint: Command | undefined;
  #command: Command | undefined;
  #user: Setting<string>;

  constructor(source: Source, final: Stage) {
    this.#source = source;
    this.#variables = new Variables(source);
    const location = source.location(final.from.start, final.from.end);
    this.#user = known(null, { location, says: `no USER in ${source.path}` });
  }

  follow(chain: readonly Stage[], globals: Variables): Omit<Image, 'kind' | 'path' | 'base' | 'copies' | 'at'> {
    for (const { instructions } of chain) {
      this.#variables.forgetArguments();
      for (const instruction of instructions) this.#run(instruction, instructions, globals);
    }
    return {
      env: this.#variables.env,
      ...(this.#entrypoint === undefined ? {} : { entrypoint: this.#entrypoint }),
      ...(this.#command === undefined ? {} : { command: this.#command }),
      exposes: this.#exposes,
      user: this.#user,
    };
  }

  #run(instruction: Instruction, stage: readonly Instruction[], globals: Variables): void {
    switch (instruction.keyword) {
      case 'ARG':
        this.#variables.declareArgument(instruction, globals);
        return;
      case 'ENV':
        this.#variables.declareEnvironment(instruction);
        return;
      case 'CMD':
        this.#command = commandOf(instruction, this.#source);
        return;
      case 'ENTRYPOINT':
        this.#entrypoint = commandOf(instruction, this.#source);
        // Docker drops a CMD that was inherited, not one of the same stage.
        if (!stage.some(({ keyword }) => keyword === 'CMD')) this.#command = undefined;
        return;
      case 'USER':
        this.#setUser(instruction);
        return;
      case 'EXPOSE':
        this.#expose(instruction);
        return;
    }
  }

  #setUser(instruction: Instruction): void {
    const [word] = wordsOf(instruction);
    if (word !== undefined) this.#user = this.#variables.expand(word);
  }

  #expose(instruction: Instruction): void {
    for (const word of wordsOf(instruction)) {
      const value = this.#variables.expand(word);
      const port = /^(\d{1,5})(?:\/tcp)?$/i.exec(value.known ? value.value : (literalText(word) ?? ''))?.[1];
      const at = this.#source.location(word.start, word.end);
      if (port !== undefined) this.#exposes.push({ port: Number(port), at });
    }
  }
}
