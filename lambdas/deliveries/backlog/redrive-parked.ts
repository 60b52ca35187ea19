import type { Table } from '../../platform/aws/table.ts';
import { cursorOf } from '../../platform/http/list-page.ts';
import { parkedPlace } from '../delivery-items.ts';
import { redriveDelivery } from '../delivery-redrive-store.ts';
import { backlogEntryAt, backlogPlace, backlogPlaceOf } from './backlog-place.ts';
import { type BacklogEntry, readBacklog } from './backlog-store.ts';
import { deliveryKeyOf } from './list-backlog.ts';

/** What a cursor stands for: until when something must have been parked, and the last one that was looked at. */
export const redrivePlaceForm = new RegExp(String.raw`^\d{13}#${backlogPlace}$`);

/** What one round came to; `cursor` asks for the next one. */
export interface RedriveRound {
  /** So many were started again. */
  readonly redriven: number;
  /** So many were not: delivered by now, or an attempt is under way. */
  readonly left: number;
  readonly cursor?: string;
}

const atOnce = 25;

/**
 * Starts deliveries of a destination again that are parked, longest parked first, at most `limit`. Only what was parked when the first round began:
 * what is parked again meanwhile does not go round for ever. `now` in ms.
 */
export async function redriveParked(
  calls: Table,
  destination: string,
  { limit, place }: { readonly limit: number; readonly place: string | undefined },
  now: number,
): Promise<RedriveRound> {
  const until = place === undefined ? now : Number(place.slice(0, 13));
  const after = place === undefined ? undefined : backlogEntryAt(place.slice(14));
  const { entries, isLast } = await readBacklog(calls, parkedPlace(destination), { limit, from: 0, until, after });
  let redriven = 0;
  for (let done = 0; done < entries.length; done += atOnce) {
    const some = entries.slice(done, done + atOnce);
    const all = await Promise.all(some.map((entry) => redriveDelivery(calls, deliveryKeyOf(entry), now)));
    redriven += all.filter((one) => one === 'redriven').length;
  }
  const last: BacklogEntry | undefined = entries.at(-1);
  return {
    redriven,
    left: entries.length - redriven,
    ...(!isLast && last && { cursor: cursorOf(`${String(until).padStart(13, '0')}#${backlogPlaceOf(last)}`) }),
  };
}
