import type { Style } from './style.js';

/** Where a text is shown. */
export interface Display {
  readonly style: Style;
  /** Cells of a line. */
  readonly width: number;
}
