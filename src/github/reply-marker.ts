/** Begins the one comment in which Plumbline answers commands; it is believed in its own comments alone. */
export const REPLY_MARKER = '<!-- plumbline:reply -->';
