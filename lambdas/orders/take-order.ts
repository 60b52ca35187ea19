import { deletePersonLinks } from '../calls/callers/person-links-store.ts';
import { conflicted, retryOnConflict } from '../settings/retry-on-conflict.ts';
import { readSiteInUse, type SiteInUse } from '../settings/sites/stored-site-store.ts';
import { beginOrders, enterPastCalls } from './enter-past-calls.ts';
import { type KnownPerson, linkPersons } from './link-persons.ts';
import type { StoredOrder } from './order.ts';
import { groupsOf } from './order-group-store.ts';
import { orderOfReport, type Unfit } from './order-of-report.ts';
import { putGroupRefs } from './order-refs-store.ts';
import type { OrderReport } from './order-report.ts';
import { putOrder } from './order-store.ts';
import { type CodeReader, isStillTheirs, visitorOfCode } from './phone-codes/visitor-of-code.ts';
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
  sources: TakeSources,
  source: string,
  report: OrderReport,
  now: number,
): Promise<TakenOrder> {
  const kept = await retryOnConflict(() => keepOrder(sources, source, report, now));
  if ('kind' in kept) return kept;
  const { order, inUse } = kept;
  const identityKey = await sources.identityKey();
  await enterPastCalls(sources, inUse, now);
  if (order.credit === undefined) await putGroupRefs(sources.calls, order, groupsOf(identityKey, order));
  await linkKnown(sources, order, now);
  const sought = await seekOrder(sources, order.id, now);
  await seekOthers(sources, sought, now);
  const { target, search, events } = sought;
  const named = search?.lead.named;
  const isAtNamed = target.kind === 'call' && target.by === undefined;
  // The call that it names, if it is being written right now, may not have seen it.
  if (named !== undefined && !isAtNamed) await sources.settleLater([named]);
  const call = target.kind === 'call' ? target.call : null;
  return { kind: 'taken', order: order.id, call, reason: target.reason, events, currency: inUse.site.currency };
}

/** Where orders are kept, and codes are looked up that they name. */
export type TakeSources = OrderSources & CodeReader;

/** Links who an order says that they are one person; by a code it means its visitor, as long as they have not withdrawn: not when it is told again, nor meanwhile. */
async function linkKnown(sources: TakeSources, order: StoredOrder, now: number): Promise<void> {
  const reader = { ...sources, identityKey: await sources.identityKey() };
  const known = order.keys.map(
    ({ kind, person }): KnownPerson => ({
      kind: kind === 'phoneCode' ? 'visitor' : kind,
      person,
    }),
  );
  const others = known.filter(({ kind }) => kind !== 'visitor');
  const isTheirs = await isStillTheirs(reader, order);
  await linkPersons(sources, isTheirs ? known : others, now);
  if (!isTheirs || (await isStillTheirs(reader, order))) return;
  const visitors = known.filter(({ kind }) => kind === 'visitor');
  for (const { person } of visitors) await deletePersonLinks(sources.calls, person);
}

type Kept =
  | { readonly order: StoredOrder; readonly inUse: SiteInUse }
  | Exclude<TakenOrder, { readonly kind: 'taken' }>;

/** Keeps it as it was reported. A site that changed its currency meanwhile is read again: with its first order it keeps it. */
async function keepOrder(
  sources: TakeSources,
  source: string,
  report: OrderReport,
  now: number,
): Promise<Kept | typeof conflicted> {
  const { settings, calls } = sources;
  const [inUse, identityKey] = await Promise.all([readSiteInUse(settings, report.site), sources.identityKey()]);
  if (inUse === undefined) return { kind: 'no-site' };
  const ofCode = await visitorOfCode({ ...sources, identityKey }, source, report, now);
  if (ofCode !== undefined && 'kind' in ofCode) return ofCode;
  const read = orderOfReport(report, { site: inUse.site, source, identityKey, visitorOfCode: ofCode?.person }, now);
  if ('kind' in read) return read;
  if (!(await beginOrders(settings, inUse, now))) return conflicted;
  const order = await putOrder(calls, read);
  return order === undefined ? { kind: 'changed' } : { order, inUse };
}
