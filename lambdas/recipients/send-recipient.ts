import { isDeepStrictEqual } from 'node:util';
import type { Slot } from '../leases/slots/slot.ts';
import type { Recipient } from './recipient.ts';
import type { WantedRecipient } from './recipient-list.ts';
import { leaseOfRecipient, visitOfRecipient, visitorOfRecipient } from './recipient-token.ts';

/** The recipients' pool, as far as it says what they get. */
export interface SendingPool {
  readonly id: string;
  readonly site: string;
  readonly restSeconds: number;
}

/** Of whom nothing was ever said. */
const usualConsent = { ads: false, analytics: true } as const;

/** A recipient who is sent something: as they were kept, and as they are wanted. */
export interface Sending {
  readonly token: string;
  readonly wanted: WantedRecipient;
  /** Undefined for who was never sent this campaign. */
  readonly before: Recipient | undefined;
  /** The slot of the number that they had, as it is now. */
  readonly slot: Slot | undefined;
}

/** A slot that is still a recipient's, and the lease under which they have it. */
export interface KeptSlot {
  readonly slot: Slot;
  readonly lease: string;
}

/** A slot that a recipient takes: under which lease, and the visit that begins with it. */
export interface TakenSlot extends KeptSlot {
  readonly visit: string;
}

/** The recipient as they are to be kept, and whether that is any different. */
export interface Sent {
  readonly before: Recipient | undefined;
  readonly after: Recipient;
  readonly taken: TakenSlot | undefined;
  readonly kept: KeptSlot | undefined;
  readonly isChanged: boolean;
}

/**
 * Whether the number that they were sent is still theirs: nobody had it since, it is in its pool, and their visit on it is kept, which is
 * collected when they are. `now` in ms.
 */
export function keptSlot({ token, before, slot }: Sending, now: number): KeptSlot | undefined {
  const lease = leaseOfRecipient(token);
  const isTheirs = before?.number !== undefined && slot?.state === 'live' && slot.lease === lease;
  return isTheirs && now / 1000 < (before.ttl ?? 0) ? { slot, lease } : undefined;
}

/** Whether they are to get a number, if there is one: who does not want to be recognised gets none. */
export function needsNumber(sending: Sending, kept: KeptSlot | undefined): boolean {
  return kept === undefined && consentOf(sending).analytics;
}

/** What is found for a recipient. */
export interface SendingFacts {
  readonly kept: KeptSlot | undefined;
  readonly free: Slot | undefined;
  /** ms */
  readonly now: number;
  /** Whole days that recipients and their visits are kept once their number rested. */
  readonly keepDays: number;
}

/**
 * The recipient after they were sent this: with the number that they keep, the one that they take, or the default number alone. Time is
 * never taken away; what is not said stays as it was said before; the creative is that of the first time.
 */
export function afterSending(sending: Sending, pool: SendingPool, { kept, free, now, keepDays }: SendingFacts): Sent {
  const { wanted, before } = sending;
  const consent = consentOf(sending);
  const taken = needsNumber(sending, kept) && free !== undefined ? takenBy(sending.token, free, now) : undefined;
  const number = consent.analytics ? numberOf(before, kept, taken, now) : {};
  const until = Math.max(before?.until ?? 0, wanted.until);
  const after: Recipient = {
    ...(before ?? begun(sending, pool, now)),
    ...withoutNumber,
    ttl: Math.ceil(leasedUntilOf({ until }, pool) / 1000) + keepDays * daySeconds,
    // Of who does not want to be recognised, no more is kept than that they were sent something.
    email: consent.analytics ? (wanted.email ?? before?.email) : undefined,
    params: consent.analytics ? (wanted.params ?? before?.params) : undefined,
    consent,
    until,
    ...number,
    ...((before?.hadNumber || number.number !== undefined) && { hadNumber: true }),
  };
  const isChanged = before === undefined || !isSame(before, after);
  const version = (before?.version ?? 0) + (isChanged ? 1 : 0);
  return { before, after: { ...after, version }, taken, kept, isChanged };
}

/** Until when their number is nobody else's, ms. */
export function leasedUntilOf({ until }: Pick<Recipient, 'until'>, { restSeconds }: SendingPool): number {
  return until + restSeconds * 1000;
}

const daySeconds = 24 * 60 * 60;

const withoutNumber = {
  number: undefined,
  display: undefined,
  shard: undefined,
  lease: undefined,
  visit: undefined,
  givenAt: undefined,
} satisfies Partial<Record<keyof Recipient, undefined>>;

function consentOf({ wanted, before }: Sending): Recipient['consent'] {
  return wanted.consent ?? before?.consent ?? usualConsent;
}

function begun({ token, wanted }: Sending, { id, site }: SendingPool, now: number) {
  const { campaign, creative, recipient, until } = wanted;
  return {
    token,
    pool: id,
    site,
    campaign,
    creative,
    recipient,
    consent: usualConsent,
    sentAt: now,
    until,
    visitor: visitorOfRecipient(token),
    version: 0,
  };
}

function takenBy(token: string, slot: Slot, now: number): TakenSlot {
  return { slot, lease: leaseOfRecipient(token), visit: visitOfRecipient(token, slot.number, now) };
}

type OwnNumber = Partial<Pick<Recipient, keyof typeof withoutNumber>>;

function numberOf(
  before: Recipient | undefined,
  kept: KeptSlot | undefined,
  taken: TakenSlot | undefined,
  now: number,
): OwnNumber {
  if (kept !== undefined && before !== undefined) {
    const { number, display, shard, lease, visit, givenAt } = before;
    return { number, display, shard, lease, visit, givenAt };
  }
  if (taken === undefined) return {};
  const { number, display, shard } = taken.slot;
  return { number, display, shard, lease: taken.lease, visit: taken.visit, givenAt: now };
}

/** Fields that are not there and those that are undefined are the same. */
function isSame(one: Recipient, other: Recipient): boolean {
  return isDeepStrictEqual(defined(one), defined(other));
}

function defined(recipient: Recipient): object {
  return Object.fromEntries(Object.entries(recipient).filter(([, value]) => value !== undefined));
}
