/** Evaluations in one run; a large real repository takes some ten thousand. */
const MAX_STEPS = 500_000;
/** Expressions within expressions, through locals and modules. */
const MAX_DEPTH = 250;
const MAX_MODULES = 1_000;
const MAX_CHARACTERS = 20_000_000;

/** Bounds the evaluation of hostile modules. What it refuses becomes unknown. */
export class Budget {
  #steps = 0;
  #depth = 0;
  #modules = 0;
  #characters = 0;

  /** False when nothing more is evaluated; otherwise `leave` must follow. */
  enter(): boolean {
    if (this.#steps >= MAX_STEPS || this.#depth >= MAX_DEPTH) return false;
    this.#steps += 1;
    this.#depth += 1;
    return true;
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** Whether one more call of a module may be followed. */
  takeModule(): boolean {
    this.#modules += 1;
    return this.#modules <= MAX_MODULES;
  }

  /** Whether a text of so many characters may be built. */
  takeText(characters: number): boolean {
    this.#characters += characters;
    return this.#characters <= MAX_CHARACTERS;
  }

  /** Whether `items` may be gone through. */
  takeItems(items: number): boolean {
    this.#steps += items;
    return this.#steps <= MAX_STEPS;
  }
}
