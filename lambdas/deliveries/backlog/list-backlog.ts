import { callPartition } from '../../calls/call-item.ts';
import { batchGet } from '../../platform/aws/batch-get.ts';
import { readIfKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { cursorOf, type Listed } from '../../platform/http/list-page.ts';
import { type Delivery, delivery as deliverySchema } from '../delivery.ts';
import { deliveryPrefix, heldPlace, parkedPlace } from '../delivery-items.ts';
import type { DeliveryKey } from '../delivery-store.ts';
import { backlogEntryAt, backlogPlace, backlogPlaceOf } from './backlog-place.ts';
import { type BacklogEntry, readBacklog } from './backlog-store.ts';

/** Why deliveries wait for a person: nobody tries them any more, or their destination is paused. */
export const backlogStates = ['parked', 'held'] as const;
export type BacklogState = (typeof backlogStates)[number];

const places: Readonly<Record<BacklogState, (destination: string) => string>> = {
  parked: parkedPlace,
  held: heldPlace,
};

/** What a cursor stands for: a destination, and the last of its deliveries that was told. */
export const backlogCursorForm = new RegExp(`^[^#]{1,200}#${backlogPlace}$`);

/** A delivery that waits for a person since then (ms); undefined where only a newer version can read it. */
export interface Backlogged {
  readonly key: DeliveryKey;
  readonly destination: string;
  readonly since: number;
  readonly delivery: Delivery | undefined;
}

/** Which of them: since a time (ms) or later, after the one of a cursor. */
export interface BacklogQuery {
  readonly state: BacklogState;
  readonly from: number;
  readonly limit: number;
  readonly place: string | undefined;
}

/** The deliveries of some destinations that wait for a person: by destination, of each those that wait longest first. `now` in ms. */
export async function listBacklog(
  calls: Table,
  destinations: readonly string[],
  { state, from, limit, place }: BacklogQuery,
  now: number,
): Promise<Listed<Backlogged>> {
  const [begin = ''] = place?.split('#', 1) ?? [];
  const found: (readonly [destination: string, entry: BacklogEntry])[] = [];
  for (const destination of [...destinations].sort().filter((one) => one >= begin)) {
    const after =
      destination === begin && place !== undefined ? backlogEntryAt(place.slice(begin.length + 1)) : undefined;
    // One more than there is room for says whether there is more.
    const range = { limit: limit + 1 - found.length, from, until: now, after };
    const { entries } = await readBacklog(calls, places[state](destination), range);
    found.push(...entries.map((entry) => [destination, entry] as const));
    if (found.length > limit) break;
  }
  const told = found.slice(0, limit);
  const last = found.length > limit ? told.at(-1) : undefined;
  return {
    items: await withDeliveries(calls, told),
    ...(last && { cursor: cursorOf(`${last[0]}#${backlogPlaceOf(last[1])}`) }),
  };
}

async function withDeliveries(
  calls: Table,
  told: readonly (readonly [destination: string, entry: BacklogEntry])[],
): Promise<Backlogged[]> {
  const keys = told.map(([, { pk, sk }]) => ({ pk, sk }));
  const items = new Map(
    (await batchGet(calls, keys, { isConsistent: false })).map((item) => [
      `${String(item.pk)} ${String(item.sk)}`,
      item,
    ]),
  );
  return told.map(([destination, entry]) => {
    const item = items.get(`${entry.pk} ${entry.sk}`);
    const delivery = item && readIfKnown(deliverySchema, item);
    return { key: deliveryKeyOf(entry), destination, since: entry.dueAt, delivery };
  });
}

/** The delivery that an entry of the index names. */
export function deliveryKeyOf({ pk, sk }: BacklogEntry): DeliveryKey {
  return { call: pk.slice(callPartition('').length), id: sk.slice(deliveryPrefix.length) };
}
