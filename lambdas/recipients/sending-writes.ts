import { slotUpdate } from '../leases/slots/conditional-write-store.ts';
import { allocation, forgetting, renewal } from '../leases/slots/slot-transitions-store.ts';
import type { TransactItem } from '../platform/aws/transact.ts';
import { truncateVisit } from '../visits/truncate-visit.ts';
import type { Visit } from '../visits/visit.ts';
import { type VisitKey, visitItemKey } from '../visits/visit-key.ts';
import { withdrawal } from '../visits/withdraw-store.ts';
import { type Recipient, recipientItemKey } from './recipient.ts';
import type { MoreCounts } from './recipient-counts-store.ts';
import { type KeptSlot, leasedUntilOf, type SendingPool, type Sent, type TakenSlot } from './send-recipient.ts';

/** Where it is written, and for how long. */
export interface SendingPlaces {
  readonly leases: string;
  readonly visits: string;
  readonly pool: SendingPool & { readonly source: string; readonly medium: string };
  /** ms since 1970. */
  readonly now: number;
  /** A fresh lease id: nobody holds what was withdrawn. */
  readonly fresh: string;
}

/** All that is written of one recipient, together or not at all: three items at the most. Empty when nothing changes. */
export function sendingWrites(one: Sent, places: SendingPlaces): TransactItem[] {
  if (!one.isChanged) return [];
  return [recipientWrite(one, places), ...numberWrites(one, places)];
}

/** What they add to the counts of their campaign. */
export function countsOf({ before, after }: Sent): MoreCounts {
  const numbers = Number(after.hadNumber ?? false) - Number(before?.hadNumber ?? false);
  const recipients = before === undefined ? 1 : 0;
  return { recipients, numbers, defaults: recipients - numbers };
}

function recipientWrite({ before, after }: Sent, { visits }: SendingPlaces): TransactItem {
  const isNew = 'attribute_not_exists(pk)';
  const Key = recipientItemKey(after.token);
  if (before === undefined) {
    return { Put: { TableName: visits, Item: { ...Key, ...after }, ConditionExpression: isNew } };
  }
  // What clicks note meanwhile stays.
  const unchanged = '#version = :seen';
  const facts = changing(after);
  const set = Object.entries(facts).filter(([, value]) => value !== undefined);
  const removed = Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [`#${name}`] : []));
  return {
    Update: {
      TableName: visits,
      Key,
      UpdateExpression:
        `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}` +
        (removed.length === 0 ? '' : ` REMOVE ${removed.join(', ')}`),
      ConditionExpression: unchanged,
      ExpressionAttributeNames: Object.fromEntries(Object.keys(facts).map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
        ':seen': before.version,
      },
    },
  };
}

/** What sending changes of a recipient. */
function changing(recipient: Recipient) {
  const { email, params, consent, until, number, display, shard, lease, visit, givenAt, hadNumber, version, ttl } =
    recipient;
  return { email, params, consent, until, number, display, shard, lease, visit, givenAt, hadNumber, version, ttl };
}

/** Slot and visit of a number that they take, keep for longer or give back. */
function numberWrites(one: Sent, places: SendingPlaces): TransactItem[] {
  const { before, after, taken, kept } = one;
  if (taken !== undefined) return [takenWrite(after, taken, places), visitWrite(after, taken, places)];
  const visit = before && visitKeyOf(before);
  if (visit === undefined) return [];
  if (kept === undefined) return [];
  if (!after.consent.analytics) {
    return [forgottenWrite(kept, places), withdrawnWrite(visit, places)];
  }
  return [...renewedWrite(after, kept, places), changedVisit(after, visit, places)];
}

function takenWrite(after: Recipient, taken: TakenSlot, { leases, pool, now }: SendingPlaces): TransactItem {
  const { slot, lease, visit } = taken;
  const { visitor } = after;
  const holder = { lease, visitor, visit, now, until: leasedUntilOf(after, pool), confirmed: true };
  return { Update: slotUpdate(leases, slot, allocation(holder)) };
}

/** Only where the number is theirs for longer than it was. */
function renewedWrite(
  after: Recipient,
  { slot, lease }: KeptSlot,
  { leases, pool, now }: SendingPlaces,
): TransactItem[] {
  const until = leasedUntilOf(after, pool);
  if (until <= slot.leasedUntil) return [];
  return [{ Update: slotUpdate(leases, slot, renewal({ lease, now, until })) }];
}

function forgottenWrite({ slot, lease }: KeptSlot, { leases, fresh }: SendingPlaces): TransactItem {
  return { Update: slotUpdate(leases, slot, forgetting({ lease, fresh })) };
}

/** Also where who sent them something else at the same time has withdrawn it already. */
function withdrawnWrite(visit: VisitKey, { visits, now }: SendingPlaces): TransactItem {
  const update = withdrawal(visits, visit, now);
  return {
    Update: { ...update, ConditionExpression: `${update.ConditionExpression} OR attribute_exists(withdrawnAt)` },
  };
}

function visitWrite(after: Recipient, taken: TakenSlot, { visits, pool, now }: SendingPlaces): TransactItem {
  const visit = truncateVisit({
    source: pool.source,
    medium: pool.medium,
    campaign: after.campaign,
    ...(after.creative !== undefined && { content: after.creative }),
    visit: taken.visit,
    visitor: after.visitor,
    site: after.site,
    touchAt: now,
    shown: 'leased',
    pool: after.pool,
    number: taken.slot.number,
    lease: taken.lease,
    shownAt: now,
    ...(taken.slot.seenAt > 0 && { previousSeenAt: taken.slot.seenAt }),
    ...(after.params && Object.keys(after.params).length > 0 && { params: { ...after.params } }),
    consent: after.consent,
    recipient: { id: after.recipient, token: after.token, until: after.until },
  } satisfies Visit);
  return { Put: { TableName: visits, Item: { ...visitItemKey(visit), ...visit, ttl: after.ttl } } };
}

function changedVisit(after: Recipient, visit: VisitKey, { visits }: SendingPlaces): TransactItem {
  const isTheirs = 'visitor = :visitor';
  const { params } = after;
  return {
    Update: {
      TableName: visits,
      Key: visitItemKey(visit),
      UpdateExpression: `SET consent = :consent, recipient.#until = :until, #ttl = :ttl${params ? ', params = :params' : ''}`,
      ConditionExpression: isTheirs,
      ExpressionAttributeNames: { '#until': 'until', '#ttl': 'ttl' },
      ExpressionAttributeValues: {
        ':consent': after.consent,
        ':until': after.until,
        ':ttl': after.ttl,
        ':visitor': after.visitor,
        ...(params && { ':params': params }),
      },
    },
  };
}

/** The visit on the number that a recipient was sent. */
export function visitKeyOf({ visit, visitor, number, givenAt }: Recipient): VisitKey | undefined {
  if (visit === undefined || number === undefined || givenAt === undefined) return undefined;
  return { visit, visitor, number, shownAt: givenAt };
}
