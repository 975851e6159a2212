const NOT_ASCII = /[^\0-\x7f]/;

/** Translates offsets in a text's UTF-8 bytes, as Prism counts, to offsets in UTF-16 code units. */
export function utf16Offsets(text: string): (byteOffset: number) => number {
  if (!NOT_ASCII.test(text)) return (byteOffset) => byteOffset;
  const units = new Uint32Array(Buffer.byteLength(text) + 1);
  let byte = 0;
  let unit = 0;
  for (const character of text) {
    const bytes = Buffer.byteLength(character);
    units.fill(unit, byte, byte + bytes);
    byte += bytes;
    unit += character.length;
  }
  units[byte] = unit;
  return (byteOffset) => units[byteOffset] ?? unit;
}
