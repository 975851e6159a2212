/** Whether a text is the address of a server, without user, query and fragment. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^/?#@\s]+(?:\/[^?#@\s]*)?$/.test(text) && URL.canParse(text);
}
