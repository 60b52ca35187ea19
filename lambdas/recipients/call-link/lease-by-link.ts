import { isWorthRenewing, leaseTimes, renewAfterSeconds, renewedUntil } from '../../leases/slots/lease-times.ts';
import type { Slot } from '../../leases/slots/slot.ts';
import { readSlot, renewLease } from '../../leases/slots/slot-transitions-store.ts';
import { countOutcome } from '../../page-api/count-outcome.ts';
import { type HeldNumber, holdNumber } from '../../page-api/hold-number.ts';
import { networkLimits } from '../../page-api/network-shares.ts';
import type { PageDependencies } from '../../page-api/page-dependencies.ts';
import { claimsOf } from '../../page-api/page-tokens.ts';
import { sessionPool } from '../../page-api/pool-choice/choose-pool.ts';
import type { SessionPool } from '../../settings/pools/pool.ts';
import type { VisitKey } from '../../visits/visit-key.ts';
import { putVisit } from '../../visits/visit-store.ts';
import type { LinkAnswer } from './link-answers.ts';
import { linkOffer, type Reader, type SessionOffer } from './link-offer.ts';
import { noteLinkLease, noteRefusal, wasRefusedLately } from './link-store.ts';
import { linkVisit } from './link-visit.ts';

import { shownSlot, type ValidLink } from './open-link.ts';
import { stillAllows } from './still-allows.ts';

/** What is shown to whoever holds a number by their link, and the visit on it. */
export interface LinkHeld {
  readonly answer: LinkAnswer;
  readonly visit: VisitKey;
}

/** Who opened the link; `isActive`: there was a sign of a person. */
export interface LinkReader extends Reader {
  readonly isActive: boolean;
}

/**
 * Leases a number to a recipient who had but the default number, by the limits and conditional writes of visitors; else goes on with the one
 * that they leased before. Undefined where no number is to be had. `now` in ms.
 */
export async function leaseByLink(
  dependencies: PageDependencies,
  link: ValidLink,
  reader: LinkReader,
  now: number,
): Promise<LinkHeld | undefined> {
  const { leased, pools } = link;
  const pool = leased && sessionPool(pools, leased.pool);
  const before = leased && pool && { slot: leased, pool };
  // A sign of a person on a page that was shown its number: no new visit.
  const held = (reader.isActive && before) || (await hold(dependencies, link, before, reader, now));
  if (held === undefined) return undefined;
  const slot = reader.isActive ? await renewed(dependencies, held, now) : held.slot;
  return slot && leasedNumber(link, { slot, pool: held.pool }, now);
}

/** A number that is theirs, and its pool. */
interface Held {
  readonly slot: Slot;
  readonly pool: SessionPool;
}

async function hold(
  dependencies: PageDependencies,
  link: ValidLink,
  before: Held | undefined,
  reader: LinkReader,
  now: number,
): Promise<Held | undefined> {
  const { recipient, site } = link;
  const offer = offerOf(link, before, reader);
  if (offer === undefined) return undefined;
  const limits = networkLimits(site, reader.viewer, dependencies.loopbackIsDeveloper);
  const visit = before?.slot.visit ?? dependencies.newId();
  const held = await holdNumber(dependencies, offer, {
    visitor: recipient.visitor,
    visit,
    now,
    network: limits.leases,
  });
  const wasRefused = wasRefusedLately(recipient, now);
  const page = { continues: wasRefused || before !== undefined, ...(wasRefused && { shown: 'default' }) };
  const counted = () => countOutcome(dependencies.poolCounters, offer, held, page, now);
  if (held.kind !== 'held') {
    if (held.kind === 'limited' || (await noteRefusal(dependencies.visits, recipient, { visit, now }))) counted();
    await dependencies.poolCounters.flush(now);
    return undefined;
  }
  const quicker = held.isKept ? undefined : await noted(dependencies, link, held);
  if (quicker !== undefined) return quicker === 'gone' ? undefined : quicker;
  counted();
  const isKept = !held.isKept || limits.visits === undefined || (await dependencies.mayRecord(limits.visits, now));
  const record = linkVisit(recipient, link.pool, held.slot, {
    previousSeenAt: held.previousSeenAt,
    device: reader.device,
  });
  await Promise.all([
    isKept && putVisit(dependencies.visits, record, dependencies.visitDays),
    held.lookAgain?.(),
    dependencies.poolCounters.flush(now),
  ]);
  const slot = claimsOf(site.id, held.slot);
  return (await stillAllows(dependencies, recipient, { slot, visit: record }, now)) ? held : undefined;
}

function offerOf(link: ValidLink, before: Held | undefined, reader: LinkReader): SessionOffer | undefined {
  const offer = linkOffer(link.pools, link.pool, link.recipient, reader);
  if (before === undefined) return offer;
  const keep = { lease: claimsOf(link.site.id, before.slot), pool: before.pool };
  return { kind: 'session', pools: offer?.pools ?? [before.pool], keep };
}

/**
 * Notes a new lease with its recipient. Undefined: done. Where the link was opened twice at once, the number of who was quicker: the other one
 * was shown to nobody, and its probation ends by itself.
 */
async function noted(
  { visits, leases }: PageDependencies,
  { recipient, pools }: ValidLink,
  { slot }: HeldNumber,
): Promise<Held | 'gone' | undefined> {
  const { pool, shard, number, lease = '', leasedUntil: until } = slot;
  const link = await noteLinkLease(visits, recipient, { pool, shard, number, lease, until });
  if (link?.lease === lease) return undefined;
  const theirs = link && (await readSlot(leases, link));
  const theirPool = link && sessionPool(pools, link.pool);
  const isTheirs = theirs?.state === 'live' && theirs.lease === link?.lease;
  return theirs !== undefined && isTheirs && theirPool !== undefined ? { slot: theirs, pool: theirPool } : 'gone';
}

/** The slot once there was a sign of a person; undefined where somebody else got it meanwhile. */
async function renewed(
  { leases, noteSlot }: PageDependencies,
  { slot, pool }: Held,
  now: number,
): Promise<Slot | undefined> {
  const times = leaseTimes(pool);
  if (slot.lease === undefined || !isWorthRenewing(times, slot, now)) return slot;
  const until = renewedUntil(times, slot.shownAt, now);
  const outcome = await renewLease(leases, slot, { lease: slot.lease, now, until });
  if (outcome.kind !== 'renewed') return undefined;
  noteSlot(outcome.slot);
  return outcome.slot;
}

function leasedNumber({ site, pool }: ValidLink, { slot, pool: from }: Held, now: number): LinkHeld {
  const { visit, visitor, number, shownAt } = claimsOf(site.id, slot);
  const lease = {
    state: 'leased' as const,
    expiresAt: new Date(slot.leasedUntil).toISOString(),
    renewAfterSeconds: renewAfterSeconds(leaseTimes(from), slot, now),
  };
  return {
    answer: { number: shownSlot(slot), default: pool.default, lease },
    visit: { visit, visitor, number, shownAt },
  };
}
