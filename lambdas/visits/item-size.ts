/**
 * An upper bound of what DynamoDB counts for an item: attribute names and strings as UTF-8, numbers at most 21 bytes,
 * 3 bytes for a map and 1 for each entry of it (developer guide, "DynamoDB item sizes and formats").
 */
export function itemSize(item: object): number {
  return Object.entries(item)
    .filter(([, value]) => value !== undefined)
    .reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);
}

function valueSize(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  // Two digits a byte and one or two more; all our numbers are positive integers.
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 2;
  if (typeof value === 'object' && value !== null) return 3 + Object.keys(value).length + itemSize(value);
  return 1;
}
