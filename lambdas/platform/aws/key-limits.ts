import { createHash } from 'node:crypto';

/** The most bytes of UTF-8 that DynamoDB takes as a key (developer guide, "Quotas": partition key and sort key values). */
const mostBytes = { pk: 2048, sk: 1024 } as const;

/** Whether an item can have this key at all. What an address names may be longer than any key; then there is nothing under it. */
export function isPossibleKey(key: { readonly pk: string; readonly sk?: string }): boolean {
  const { pk, sk = 'x' } = key;
  return isWithin(pk, mostBytes.pk) && isWithin(sk, mostBytes.sk);
}

/** A sort key that ends in somebody's own text: as it is where it fits, else with the hash of the text. */
export function sortKeyOf(prefix: string, text: string): string {
  const plain = `${prefix}${text}`;
  if (isWithin(plain, mostBytes.sk)) return plain;
  return `${prefix}sha256:${createHash('sha256').update(text).digest('hex')}`;
}

function isWithin(text: string, most: number): boolean {
  return text !== '' && Buffer.byteLength(text) <= most;
}
