import type { Slot } from '../leases/slots/slot.ts';
import { readPoolSlots } from '../leases/slots/slot-transitions-store.ts';
import type { Table } from '../platform/aws/table.ts';
import { cursorOf, type Listed, type Page } from '../platform/http/list-page.ts';
import { isoTime } from '../platform/iso-time.ts';
import type { SessionPool } from '../settings/pools/pool.ts';
import type { Visit } from '../visits/visit.ts';
import type { VisitKey } from '../visits/visit-key.ts';
import { readVisits } from '../visits/visitor-visits-store.ts';
import { type LiveVisit, liveVisit } from './live-visit-answer.ts';

/** The leases of a pool that hold at `now`, the newest first. Reads the whole pool, and the visits of one page of it. */
export async function liveVisits(
  tables: { readonly leases: Table; readonly visits: Table },
  pool: SessionPool,
  { limit, after }: Page,
  now: number,
): Promise<Listed<LiveVisit>> {
  const held = (await readPoolSlots(tables.leases, pool))
    .flatMap((slot) => heldSlot(slot, now))
    .filter((slot) => after === undefined || sortKey(slot) < after)
    .toSorted((left, right) => (sortKey(left) < sortKey(right) ? 1 : -1));
  const listed = held.slice(0, limit);
  const visits = await readVisits(tables.visits, listed);
  const last = listed.at(-1);
  return {
    items: listed.map((slot) => describe(slot, visits.get(slot.visit))),
    ...(last !== undefined && held.length > limit && { cursor: cursorOf(sortKey(last)) }),
  };
}

type HeldSlot = Slot & VisitKey;

function heldSlot(slot: Slot, now: number): HeldSlot[] {
  const { visitor, visit } = slot;
  const isHeld = slot.state === 'live' && slot.leasedUntil > now;
  return isHeld && visitor !== undefined && visit !== undefined ? [{ ...slot, visitor, visit }] : [];
}

/** What a cursor of this list stands for. */
export const liveVisitPlace = /^\d{13}[\w-]{1,100}$/;

/** By time, and by visit where two were shown at the same moment: a cursor names no phone number. */
function sortKey({ shownAt, visit }: HeldSlot): string {
  return `${String(shownAt).padStart(13, '0')}${visit}`;
}

function describe(slot: HeldSlot, visit: Visit | undefined): LiveVisit {
  const { number, display, visitor, confirmed } = slot;
  return liveVisit.parse({
    ...visit,
    number,
    display,
    visitor,
    visit: slot.visit,
    confirmed,
    state: confirmed ? 'held' : 'probation',
    shownAt: isoTime(slot.shownAt),
    seenAt: isoTime(slot.seenAt),
    leasedUntil: isoTime(slot.leasedUntil),
  });
}
