import type { StoredCall } from '../calls/call-item.ts';
import { findCall as findWholeCall } from '../calls/call-links-store.ts';
import { readCall } from '../calls/call-store.ts';
import { personsOfCall } from './call-claims.ts';
import { type FindSources, type FoundCall, findCall, type Wanted, type WantedPersons } from './find-call.ts';
import { openUntil, type StoredOrder } from './order.ts';
import type { Lead } from './order-group.ts';

/** Where the events of an order belong, and why, in one sentence; or what they wait for. */
export type Target =
  | {
      readonly kind: 'call';
      readonly call: string;
      /** The partition of the person under whom it was found; undefined for a call that is named. */
      readonly by: string | undefined;
      readonly reason: string;
    }
  | { readonly kind: 'none'; readonly reason: string };

/** All that events of an order without their sale can say. */
export const waitsForSale: Target = {
  kind: 'none',
  reason: 'what it changes has not been reported: it goes where the sale of that order goes',
};

const day = 24 * 3600_000;

/** What is asked for. */
export interface Search {
  readonly lead: Lead;
  readonly persons: WantedPersons;
  /** How many days before an order its call may have begun. */
  readonly lookBackDays: number;
}

/**
 * The call that an order belongs to by what is known now. An order that waited for as long as it may stays where it is, and so does one whose
 * call was not found again, as long as nothing says that it is another person's. Reads only.
 */
export async function findTarget(
  sources: FindSources,
  { lead, persons, lookBackDays }: Search,
  now: number,
): Promise<Target> {
  const { order, at, named, keys } = lead;
  if (now > openUntil(order)) return order.credit ? stays(order.credit) : waited;
  const call = named === undefined ? undefined : await readNamed(sources, order, named);
  if (call !== undefined) return { kind: 'call', call: call.id, by: undefined, reason: 'the order names the call' };
  const found = await findCall(sources, persons, { from: at - lookBackDays * day, to: at });
  const why = (reason: string) => (named === undefined ? reason : `${notNamed}; ${reason}`);
  if (found !== undefined) return { kind: 'call', call: found.call, by: found.person, reason: why(foundBy(found)) };
  // A call that was named and is none of the site any more is nobody's.
  const mayStay = order.credit !== undefined && (named === undefined || order.credit.by !== undefined);
  if (mayStay && (await isStillTheirs(sources, order.credit))) return stays(order.credit);
  if (named !== undefined && keys.length === 0) return { kind: 'none', reason: notNamed };
  const none = `of this person no call is known that began in the ${lookBackDays} days before the order`;
  return { kind: 'none', reason: why(none) };
}

const notNamed = 'the site has no call with the id that the order names';

const waited: Target = { kind: 'none', reason: 'no call was found for as long as an order waits' };

function stays({ call, by, reason }: NonNullable<StoredOrder['credit']>): Target {
  return { kind: 'call', call, by, reason };
}

/** The call of that id, of whatever contact it is; undefined when the site has none. */
export async function readNamed(
  { calls }: Pick<FindSources, 'calls'>,
  { site }: Pick<StoredOrder, 'site'>,
  named: string,
): Promise<StoredCall | undefined> {
  const { stored } = await readCall(calls, await findWholeCall(calls, named));
  return stored?.site === site ? stored : undefined;
}

async function isStillTheirs(sources: FindSources, { call, by }: NonNullable<StoredOrder['credit']>): Promise<boolean> {
  if (by === undefined) return true;
  const { caller, claims } = await personsOfCall(sources, await findWholeCall(sources.calls, call));
  return caller === by || claims.includes(by);
}

const ofAddress = 'of the person with this e-mail address';

/** By what the order names, and by what was said of its e-mail address. */
const whose: Readonly<Record<Wanted['kind'], { readonly named: string; readonly linked: string }>> = {
  phone: { named: 'from this number', linked: `from a number ${ofAddress}` },
  email: { named: ofAddress, linked: ofAddress },
  visitor: { named: ofAddress, linked: ofAddress },
  phoneCode: { named: 'of the visitor who was shown this code', linked: ofAddress },
  click: { named: 'that came of this click', linked: `that came of a click ${ofAddress}` },
};

function foundBy({ kind, isLinked }: FoundCall): string {
  const by = whose[kind][isLinked === true ? 'linked' : 'named'];
  return `it is the latest call ${by}, of those that began before the order`;
}
