import { padEnd } from '../../src/reporters/width.js';
import { wrapAfter } from '../../src/reporters/wrap.js';
import type { Paper } from './readable.js';

const NAME_WIDTH = 13;

/** Tells what happens, when and by whom. */
export class Storyteller {
  readonly paper: Paper;
  readonly #write: (text: string) => void;
  readonly #began = performance.now();

  constructor(paper: Paper, write: (text: string) => void) {
    this.paper = paper;
    this.#write = write;
  }

  /** Someone did something. */
  step(who: string, did: string): void {
    const { style, width } = this.paper;
    const seconds = ((performance.now() - this.#began) / 1000).toFixed(1).padStart(5);
    const lead = `${seconds} s  ${padEnd(who, NAME_WIDTH)} `;
    const [first = '', ...others] = wrapAfter(lead, did, width);
    this.#write(`\n${style.cyan(first.slice(0, lead.length))}${first.slice(lead.length)}\n`);
    this.show(others);
  }

  show(lines: readonly string[]): void {
    for (const line of lines) this.#write(`${line}\n`);
  }
}
