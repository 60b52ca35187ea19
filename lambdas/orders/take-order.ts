import { readSiteInUse } from '../settings/sites/stored-site-store.ts';
import { enterPastCalls } from './enter-past-calls.ts';
import { linkPersons } from './link-persons.ts';
import type { StoredOrder } from './order.ts';
import { groupsOf } from './order-group-store.ts';
import { orderOfReport, type Unfit } from './order-of-report.ts';
import { putGroupRefs } from './order-refs-store.ts';
import type { OrderReport } from './order-report.ts';
import { putOrder } from './order-store.ts';
import { type OrderSources, seekOrder } from './seek-order.ts';
import { seekOthers } from './seek-others.ts';

/** A report that is kept, now or before. */
export interface KeptOrder {
  readonly order: string;
  /** The call that it is credited to; null while it waits for one. */
  readonly call: string | null;
  /** One sentence for people: why there, or what it waits for. */
  readonly reason: string;
  /** All events of the same order, as they are credited now. */
  readonly events: readonly StoredOrder[];
  /** The site's. */
  readonly currency: string;
}

/** What became of a report. */
export type TakenOrder =
  | ({ readonly kind: 'taken' } & KeptOrder)
  /** The source used this event's id for something else, which stays. */
  | { readonly kind: 'changed' }
  /** There is no such site. */
  | { readonly kind: 'no-site' }
  /** A field does not fit the site, like its currency. */
  | Unfit;

/**
 * Keeps what a source reports, and credits it to the call that it finds. The same event again does what the first time may have left undone,
 * and changes nothing else. `now` in ms.
 */
export async function takeOrder(
  sources: OrderSources,
  source: string,
  report: OrderReport,
  now: number,
): Promise<TakenOrder> {
  const [inUse, identityKey] = await Promise.all([readSiteInUse(sources.settings, report.site), sources.identityKey()]);
  if (inUse === undefined) return { kind: 'no-site' };
  const { site } = inUse;
  const read = orderOfReport(report, { site, source, identityKey }, now);
  if ('kind' in read) return read;
  const order = await putOrder(sources.calls, read);
  if (order === undefined) return { kind: 'changed' };
  await enterPastCalls(sources, inUse, now);
  if (order.credit === undefined) await putGroupRefs(sources.calls, order, groupsOf(identityKey, order));
  await linkPersons(sources, order.keys, now);
  const sought = await seekOrder(sources, order.id, now);
  await seekOthers(sources, sought, now);
  const { target, search, events } = sought;
  const named = search?.lead.named;
  const isAtNamed = target.kind === 'call' && target.by === undefined;
  // The call that it names, if it is being written right now, may not have seen it.
  if (named !== undefined && !isAtNamed) await sources.settleLater([named]);
  const call = target.kind === 'call' ? target.call : null;
  return { kind: 'taken', order: order.id, call, reason: target.reason, events, currency: site.currency };
}
