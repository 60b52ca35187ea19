import { deflateSync, inflateSync } from 'node:zlib';
import { dictionary, formerDictionaries } from './call-dictionary.ts';

type Item = Readonly<Record<string, unknown>>;

/** The attribute that holds what was packed. */
export const packedAttribute = 'packed';

/**
 * An item with its attributes packed into one, but for those named `plain`: a usual call of 1.5 KB gets below 1 KB, which is what a write
 * unit and each index are counted by. What JSON cannot hold (sets, bytes of a newer version) stays as it is.
 */
export function packItem(item: Item, plain: ReadonlySet<string>): Record<string, unknown> {
  const isPacked = ([name, value]: [string, unknown]) => !plain.has(name) && isJson(value);
  const given = Object.entries(item).filter(([, value]) => value !== undefined);
  const text = JSON.stringify(Object.fromEntries(given.filter(isPacked)));
  const packed = deflateSync(text, { level: 9, dictionary });
  // A bare array, as it is read back: a write whose answer was lost is known again by being equal.
  return { ...Object.fromEntries(given.filter((one) => !isPacked(one))), [packedAttribute]: new Uint8Array(packed) };
}

/** The item as it was before it was packed. What stands beside was written later, so it counts. An item that was never packed stays as it is. */
export function unpackItem({ [packedAttribute]: packed, ...beside }: Item): Record<string, unknown> {
  return packed instanceof Uint8Array ? { ...unpack(packed), ...beside } : beside;
}

function isJson(value: unknown): boolean {
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  const isPlain = Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
  return isPlain && Object.values(value).every(isJson);
}

/** What only a newer version can unpack is as if it were not there. */
function unpack(packed: Uint8Array): object {
  for (const words of [dictionary, ...formerDictionaries]) {
    try {
      const value: unknown = JSON.parse(inflateSync(packed, { dictionary: words }).toString());
      return typeof value === 'object' && value !== null ? value : {};
    } catch {
      // Packed with another one: it says so in its first bytes, by the checksum.
    }
  }
  return {};
}
