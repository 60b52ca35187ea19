/** A shard holds this many slots; the ones opened after the pool's 2,500th number hold more, so that shards stay few. */
const small = 250;
const large = 500;
const pooledSmall = 2500;

/**
 * Gives places to new slots: fills the last shard, then opens others. `shards` says how many slots each shard has been
 * given so far; the answer says it for afterwards, and names the shard of each new slot.
 */
export function placeSlots(
  shards: readonly number[],
  count: number,
): { readonly shards: number[]; readonly places: number[] } {
  const filled = [...shards];
  const places = Array.from({ length: count }, () => {
    const open = filled.findIndex((slots, shard) => slots < capacity(filled, shard));
    const shard = open === -1 ? filled.length : open;
    filled[shard] = (filled[shard] ?? 0) + 1;
    return shard;
  });
  return { shards: filled, places };
}

function capacity(shards: readonly number[], shard: number): number {
  const opened = shards.slice(0, shard).reduce((sum, slots) => sum + slots, 0);
  return opened >= pooledSmall ? large : small;
}
