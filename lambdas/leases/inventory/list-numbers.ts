import type { Table } from '../../platform/aws/table.ts';
import { cursorOf, type Listed, type Page } from '../../platform/http/list-page.ts';
import { isoTime } from '../../platform/iso-time.ts';
import { hasSlots, type PoolWithSlots, type StoredPool } from '../../settings/pools/stored-pool.ts';
import { listSlots } from '../slots/pool-slots-store.ts';
import type { Slot } from '../slots/slot.ts';
import { slotState } from '../slots/slot-counts.ts';
import type { PoolNumber } from './pool-number-answer.ts';

/** The numbers of a pool: shard by shard, or as the settings name them. */
export async function listNumbers(
  leases: Table,
  pool: StoredPool,
  page: Page,
  now: number,
): Promise<Listed<PoolNumber>> {
  if (hasSlots(pool)) return listLeased(leases, pool, page, now);
  const shown = pool.kind === 'source' ? pool.shown : [];
  return { items: shown.map(({ e164, display }) => ({ number: e164, display, role: 'static' })) };
}

async function listLeased(leases: Table, pool: PoolWithSlots, { limit, after }: Page, now: number) {
  const shards = pool.shards.length;
  const items: PoolNumber[] = [];
  let { shard, number } = place(after);
  while (shard < shards && items.length < limit) {
    const part = await listSlots(leases, pool.id, shard, { after: number, limit: limit - items.length });
    items.push(...part.slots.filter(({ state }) => state === 'live').map((slot) => numberOf(pool, slot, now)));
    number = part.next;
    if (number === undefined) shard += 1;
  }
  return { items, ...(shard < shards && { cursor: cursorOf(`${shard}#${number ?? ''}`) }) };
}

/** A number in its slot. One of recipients says until when it is whose, and when another one can get it. */
function numberOf(pool: PoolWithSlots, slot: Slot, now: number): PoolNumber {
  const { number, display, leasedUntil } = slot;
  if (pool.kind === 'session') return { number, display, role: 'session', state: slotState(slot, now) };
  const restMs = pool.restSeconds * 1000;
  const state = slotState(slot, now, restMs);
  const rests = state !== 'free' && { freeAt: isoTime(leasedUntil) };
  return {
    number,
    display,
    role: 'recipient',
    state,
    ...(state === 'held' && { until: isoTime(leasedUntil - restMs) }),
    ...rests,
  };
}

/** What a cursor of this list stands for: a shard, and the number in it that was last. */
export const poolNumberPlace = /^\d{1,4}#(\+[1-9]\d{6,14})?$/;

/** Where to go on: in which shard, after which number. */
function place(after: string | undefined): { shard: number; number: string | undefined } {
  const [shard, number] = after?.split('#') ?? [];
  return { shard: Number.parseInt(shard ?? '0', 10) || 0, number: number === '' ? undefined : number };
}
