import { createHash } from 'node:crypto';
import type { Call } from '../calls/call.ts';
import { canonicalJson } from '../calls/canonical-json.ts';
import { counts } from '../calls/mark.ts';
import type { Match } from '../calls/match/match.ts';
import { endOfStartSecond, unknownSite } from '../calls/match/match-facts.ts';
import type { Qualified } from '../calls/qualified.ts';
import type { Subscribers } from '../settings/sites/subscribers.ts';
import type { StoredEvent } from './event.ts';
import { eventId } from './event-items.ts';
import { type CallEventType, callEventType } from './event-type.ts';

/** All that the events of a call follow from. */
export interface CallEventFacts {
  readonly call: Call;
  readonly match: Match;
  /** What the site's conditions make of the call; undefined where the site has none. */
  readonly qualified: Qualified | undefined;
  /** Those of the match's site. */
  readonly subscribers: Subscribers;
  /** Those that the call has. */
  readonly events: readonly StoredEvent[];
  /** Whether a newer version wrote the event with this id: then it stays as it is. */
  readonly isUnknown: (id: string) => boolean;
  /** ms */
  readonly now: number;
}

/**
 * The events of a call that are new, or tell something else than they did. Only calls that count and belong to a site have any, none that was only imported as history, and
 * only what started after a webhook subscribed is told to it. Pure, and deciding twice changes nothing.
 */
export function decideCallEvents(facts: CallEventFacts): StoredEvent[] {
  const { call, match } = facts;
  if (!counts(call) || call.history || match.site === unknownSite) return [];
  return callEventType.options.flatMap((type) => decideEvent(type, facts));
}

function decideEvent(type: CallEventType, facts: CallEventFacts): StoredEvent[] {
  const { call, match, events, isUnknown } = facts;
  const destinations = subscribedTo(type, facts);
  const id = eventId({ type, site: match.site, subject: call.id });
  if (destinations.length === 0 || isUnknown(id)) return [];
  const before = events.find((event) => event.id === id);
  const told = toldBy(type, facts, before !== undefined);
  if (told === undefined || told.digest === before?.digest) return [];
  const { occurredAt, digest } = told;
  const revision = (before?.revision ?? 0) + 1;
  return [{ id, call: call.id, site: match.site, type, revision, occurredAt, digest, destinations }];
}

/** A call's start is known to the second: who subscribed within it is told. */
function subscribedTo(type: CallEventType, { call, subscribers }: CallEventFacts): string[] {
  const isTold = (since: number | undefined) => since !== undefined && since <= endOfStartSecond(call.startedAt);
  return Object.entries(subscribers).flatMap(([destination, types]) => (isTold(types[type]) ? [destination] : []));
}

type Told = Pick<StoredEvent, 'occurredAt' | 'digest'>;

/** Undefined for what has not come about. That a call started, or was qualified, is told once, whatever becomes of it. */
function toldBy(
  type: CallEventType,
  { call, match, qualified, now }: CallEventFacts,
  isTold: boolean,
): Told | undefined {
  switch (type) {
    case 'call.started':
      return { occurredAt: call.startedAt, digest: '' };
    case 'call.completed':
      return call.final ? { occurredAt: call.endedAt ?? now, digest: digestOf(completion(call)) } : undefined;
    case 'call.matched':
      return match.method === 'none' && !isTold ? undefined : { occurredAt: now, digest: digestOf(outcome(match)) };
    case 'call.qualified':
      return call.final && isLead(qualified) ? { occurredAt: now, digest: '' } : undefined;
  }
}

/** Where the site says nothing of it, each call is one. */
function isLead(qualified: Qualified | undefined): boolean {
  return qualified === undefined || qualified.verdict === 'qualified';
}

/** Named one by one, so that what a later version keeps of calls besides does not tell old ones anew. */
function completion(call: Call) {
  const { status, trackedNumber, caller, startedAt, answeredAt, endedAt, waitSeconds, talkSeconds, holdSeconds } = call;
  const { agent, queue } = call;
  const times = { startedAt, answeredAt, endedAt, waitSeconds, talkSeconds, holdSeconds };
  return { status, trackedNumber, caller, agent, queue, ...times };
}

/** What people read of it, and who else was possible, changes more often than what it says. */
function outcome({ method, confidence, pool, source, medium, campaign, firstTimeCaller, visit }: Match) {
  return { method, confidence, pool, source, medium, campaign, firstTimeCaller, visit };
}

function digestOf(said: object): string {
  return createHash('sha256').update(canonicalJson(said)).digest('hex').slice(0, 32);
}
