import type { Table } from '../../platform/aws/table.ts';
import {
  forgetPaused,
  isDestinationPaused,
  noteEmpty,
  type PausedNote,
  pausedNotes,
} from '../../settings/destinations/destination-pause-store.ts';
import { heldPlace } from '../delivery-items.ts';
import { readBacklog, releaseDelivery } from './backlog-store.ts';

/** What is needed to look after paused destinations. */
export interface ReleaseDependencies {
  readonly settings: Table;
  readonly calls: Table;
  /** Whether the time is up: the next look goes on. */
  readonly isOver: () => boolean;
}

/** How many destinations are paused, and how many deliveries of others were started again. */
export interface Released {
  paused: number;
  released: number;
}

/** So many deliveries of a destination are started by one look, and so many at once: a receiver that is back is not run over. */
const most = { ofLook: 1000, ofPage: 100, atOnce: 25 } as const;

/** What began to wait at the moment of the resuming is in the index long before that, ms. */
const indexLag = 15 * 60_000;

/** Starts what waits for destinations that are no longer paused, every minute some of it. `now` in ms. */
export async function releaseHeld(dependencies: ReleaseDependencies, now: number): Promise<Released> {
  const { settings, isOver } = dependencies;
  const done: Released = { paused: 0, released: 0 };
  for (const note of await pausedNotes(settings)) {
    if (await isDestinationPaused(settings, note)) done.paused += 1;
    else if (!isOver()) done.released += await release(note, dependencies, now);
  }
  return done;
}

async function release(
  note: PausedNote,
  { settings, calls, isOver }: ReleaseDependencies,
  now: number,
): Promise<number> {
  const place = heldPlace(note.destination);
  let released = 0;
  for (let looked = 0; looked < most.ofLook && !isOver(); looked += most.ofPage) {
    const { entries, isLast } = await readBacklog(calls, place, { limit: most.ofPage, until: now });
    if (entries.length === 0) {
      await whenEmpty(note, settings, now);
      return released;
    }
    for (let from = 0; from < entries.length; from += most.atOnce) {
      const some = entries.slice(from, from + most.atOnce);
      const all = await Promise.all(some.map((entry) => releaseDelivery(calls, place, entry, now)));
      released += all.filter(Boolean).length;
    }
    if (isLast) return released;
  }
  return released;
}

async function whenEmpty(note: PausedNote, settings: Table, now: number): Promise<void> {
  if (note.emptySince === undefined) await noteEmpty(settings, note, now);
  else if (now - note.emptySince > indexLag) await forgetPaused(settings, note);
}
