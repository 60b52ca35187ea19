import { releaseDelivery } from '../../../lambdas/deliveries/backlog/backlog-store.ts';
import { deliveryKey, heldPlace } from '../../../lambdas/deliveries/delivery-items.ts';
import { claimDelivery, finishDelivery } from '../../../lambdas/deliveries/delivery-store.ts';
import {
  forgetPaused,
  noteEmpty,
  pauseDestination,
  pausedNotes,
  resumeDestination,
} from '../../../lambdas/settings/destinations/destination-pause-store.ts';
import { noteThrottled, reserveSlot } from '../../../lambdas/settings/destinations/destination-throttle-store.ts';
import { freshDelivery, now } from '../deliveries/delivery-samples.ts';
import { withHook } from './conversion-settings-rows.ts';
import { row, type StoreRow, type Tables } from './store-row.ts';

const of = { site: 'shop', destination: 'hook' };
const delivery = freshDelivery();

async function paused(tables: Tables): Promise<void> {
  const { version } = await withHook(tables);
  await pauseDestination(tables.settings, of, {
    version,
    why: 'credentials',
    detail: 'Google answered 401',
    since: now,
  });
}

async function note(tables: Tables) {
  await paused(tables);
  return (await pausedNotes(tables.settings))[0]!;
}

const slowTo = { sentAt: now, until: now + 60_000, slotMs: 200 };

async function slowed(tables: Tables): Promise<void> {
  await withHook(tables);
  await noteThrottled(tables.settings, of, slowTo);
}

async function queued(tables: Tables): Promise<void> {
  await slowed(tables);
  await reserveSlot(tables.settings, of, { floor: now + 60_000, slotMs: 200 });
}

async function held({ calls }: Tables): Promise<void> {
  const claim = { revision: 1, since: now, attempts: 1, restsUntil: 0, asks: false };
  const id = (await claimDelivery(calls, delivery, claim))!;
  const finish = { state: 'pending', sent: 0, nextAt: now, restsUntil: 0, attempts: 0, isHeld: true } as const;
  await finishDelivery(calls, delivery, { ...claim, id }, finish);
}

export const backlogRows: readonly StoreRow[] = [
  row('pauseDestination', 'it is not paused', withHook, ({ settings }, { version }) =>
    pauseDestination(settings, of, { version, why: 'gone', detail: 'it answered 410', since: now }),
  ),
  row('resumeDestination', 'it is paused', paused, ({ settings }) => resumeDestination(settings, of)),
  row('noteEmpty', 'nothing waits', note, ({ settings }, found) => noteEmpty(settings, found, now + 60_000)),
  row('forgetPaused', 'nothing waits', note, ({ settings }, found) => forgetPaused(settings, found)),
  row('noteThrottled', 'it never had too much', withHook, ({ settings }) => noteThrottled(settings, of, slowTo)),
  row('noteThrottled', 'another was under way', slowed, ({ settings }) =>
    noteThrottled(settings, of, { ...slowTo, until: now + 61_000 }),
  ),
  row('reserveSlot', 'nobody waits', slowed, ({ settings }) =>
    reserveSlot(settings, of, { floor: now + 60_000, slotMs: 200 }),
  ),
  row('reserveSlot', 'others wait', queued, ({ settings }) =>
    reserveSlot(settings, of, { floor: now + 60_000, slotMs: 200 }),
  ),
  row('releaseDelivery', 'it is held', held, ({ calls }) =>
    releaseDelivery(calls, heldPlace('hook'), { ...deliveryKey(delivery), dueAt: now }, now + 60_000),
  ),
];
