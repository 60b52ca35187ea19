import type { KeyObject } from 'node:crypto';
import { findCall as findWholeCall } from '../calls/call-links-store.ts';
import type { Table } from '../platform/aws/table.ts';
import type { TransactItem } from '../platform/aws/transact.ts';
import { randomPause } from '../platform/random-pause.ts';
import { defaultLookBackDays } from '../settings/sites/site.ts';
import { readSite } from '../settings/sites/stored-site-store.ts';
import { claimWrites } from './call-claims.ts';
import { type FindSources, wantedPersons } from './find-call.ts';
import { findTarget, readNamed, type Search, type Target, waitsForSale } from './find-target.ts';
import { openUntil, type StoredOrder } from './order.ts';
import { type Lead, leadOf } from './order-group.ts';
import { groupsOf, readOrderGroup } from './order-group-store.ts';
import { lastingGroupRef, putOrderRefs, putWaitingAtCall } from './order-refs-store.ts';
import { creditOrder, noteSettled } from './order-store.ts';

export interface OrderSources {
  readonly settings: Table;
  readonly calls: Table;
  readonly identityKey: () => Promise<KeyObject>;
  /** Queues calls to be settled; when it throws, none of them counts as queued. */
  readonly settleLater: (calls: readonly string[]) => Promise<void>;
}

/** Others kept changing the same order. Nothing is lost: seeking it later does the same. */
class OrderConflict extends Error {
  override readonly name = 'OrderConflict';
}

const mostConflicts = 6;

/** An order with all that changes it, where all of it belongs, and by what that was found. */
export interface Sought {
  readonly events: readonly StoredOrder[];
  readonly target: Target;
  readonly search: Search | undefined;
}

/**
 * Brings an event and all others of its order to the call that they belong to, by all that is known: the ledgers of calls first, then the
 * calls that it changed are queued. It notes the order where calls that come later look before it looks for calls, so whoever comes
 * second finds the other. It may be run at any time, any number of times, in parallel, and after a death in between. Throws when others
 * keep changing the order. `now` in ms.
 */
export async function seekOrder(sources: OrderSources, id: string, now: number): Promise<Sought> {
  const find: FindSources = { calls: sources.calls, identityKey: await sources.identityKey() };
  for (let conflicts = 0; conflicts < mostConflicts; conflicts++) {
    const events = await readOrderGroup(find.calls, find.identityKey, id);
    const lead = leadOf(events);
    const search = lead && (await findableSearch(find, lead, sources.settings, now));
    const target = search === undefined ? waitsForSale : await findTarget(find, search, now);
    const placed: (StoredOrder | 'changed')[] = [];
    for (const event of events) placed.push(await place(find, event, { target, search }, now));
    if (placed.includes('changed')) {
      await randomPause(20 * 2 ** conflicts);
      continue;
    }
    const settled = placed.filter((one) => one !== 'changed');
    await settleTouched(sources, settled);
    return { events: settled, target, search };
  }
  throw new OrderConflict('the order could not be brought to its call: others keep changing it');
}

/** What an order's call is found by. */
export async function searchFor(find: FindSources, lead: Lead, settings: Table): Promise<Search> {
  const site = await readSite(settings, lead.order.site);
  const lookBackDays = site?.orderLookBackDays ?? defaultLookBackDays;
  return { lead, persons: await wantedPersons(find, lead), lookBackDays };
}

/**
 * Notes the order under each before asking what that one leads to: under its own persons before who they are said to be, and under those before
 * their calls. Of two that come at once, the later one finds the other.
 */
async function findableSearch(find: FindSources, lead: Lead, settings: Table, now: number): Promise<Search> {
  const isOpen = await waits(find, lead, now);
  const own = new Set(lead.keys.map(({ person }) => person));
  if (isOpen) await putOrderRefs(find.calls, lead.order, [...own]);
  const search = await searchFor(find, lead, settings);
  const { own: surely, phones, otherPhones } = search.persons;
  const linked = [...surely, ...phones, ...otherPhones].map(({ person }) => person).filter((one) => !own.has(one));
  if (isOpen) await putOrderRefs(find.calls, lead.order, linked);
  return search;
}

/** Whether what becomes known later may still take it elsewhere. A call that it names, and that is not known yet, is told of it. */
async function waits(find: FindSources, { order, named }: Lead, now: number): Promise<boolean> {
  if (now > openUntil(order) || isAtNamed(order)) return false;
  if (named === undefined) return true;
  if ((await readNamed(find, order, named)) !== undefined) return false;
  await putWaitingAtCall(find.calls, order, named);
  return true;
}

/** Nothing that becomes known later takes it elsewhere. */
function isAtNamed({ credit }: StoredOrder): boolean {
  return credit !== undefined && credit.by === undefined;
}

async function place(
  find: FindSources,
  event: StoredOrder,
  { target, search }: Pick<Sought, 'target' | 'search'>,
  now: number,
): Promise<StoredOrder | 'changed'> {
  const { credit } = event;
  if (target.kind === 'none') {
    if (credit === undefined || search === undefined) return event;
    return credited(await creditOrder(find.calls, event, { to: undefined, also: [] }));
  }
  const { call, by, reason } = target;
  const isThere = credit !== undefined && (await findWholeCall(find.calls, credit.call)) === call;
  // Found by a person before, and named as well: then the order says whose the call is.
  if (isThere && (by !== undefined || isAtNamed(event))) return event;
  const groups = groupsOf(find.identityKey, event).map((pk) => lastingGroupRef(find.calls.name, event, pk));
  const also = [...groups, ...(await claims(find, search?.lead))];
  return credited(await creditOrder(find.calls, event, { to: { call, by, reason, at: now }, also }));
}

function credited(answer: Awaited<ReturnType<typeof creditOrder>>): StoredOrder | 'changed' {
  return answer.kind === 'credited' ? answer.order : 'changed';
}

/** Who names a call and a person says that they belong together. */
async function claims(find: FindSources, lead: Lead | undefined): Promise<TransactItem[]> {
  if (lead?.named === undefined) return [];
  const persons = lead.keys.filter(({ kind }) => kind !== 'phone').map(({ person }) => person);
  const call = persons.length === 0 ? undefined : await readNamed(find, lead.order, lead.named);
  return call === undefined ? [] : claimWrites(find.calls.name, call, persons);
}

async function settleTouched({ calls, settleLater }: OrderSources, events: readonly StoredOrder[]): Promise<void> {
  const touched = events.filter(({ unsettled }) => unsettled !== undefined && unsettled.length > 0);
  if (touched.length === 0) return;
  await settleLater([...new Set(touched.flatMap(({ unsettled = [] }) => unsettled))]);
  for (const event of touched) await noteSettled(calls, event);
}
