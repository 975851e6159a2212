/** Whether JSON gives the same value back: numbers that are none, and holes, would come back as null. */
export function isPlainData(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      if (value === null) return true;
      return Array.isArray(value)
        ? value.every(isPlainData)
        : Object.values(value).every((each) => each === undefined || isPlainData(each));
    default:
      return false;
  }
}
