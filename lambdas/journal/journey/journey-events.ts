import type { StoredCall } from '../../calls/call-item.ts';
import type { MatchedRecipient } from '../../calls/match/match.ts';
import { endOfStartSecond } from '../../calls/match/match-facts.ts';
import type { LedgerLine } from '../../conversions/ledger/ledger.ts';
import { isoTime } from '../../platform/iso-time.ts';
import type { Visit } from '../../visits/visit.ts';
import { toMoneyAnswer, toTimeIfAny } from '../call-response.ts';
import type { JourneyEvent } from './journey-answer.ts';

/** A visit as a journey tells it; `onlyWithCall`: it is kept no more, and this is what a call keeps of it. */
export interface JourneyVisit
  extends Pick<
    Visit,
    | 'visit'
    | 'visitor'
    | 'shownAt'
    | 'source'
    | 'medium'
    | 'campaign'
    | 'term'
    | 'landingPage'
    | 'referrer'
    | 'device'
    | 'recipient'
  > {
  /** Missing where only a call tells of it: then it is that of the call. */
  readonly site?: string;
  readonly clickedAt?: number | undefined;
  readonly onlyWithCall?: boolean;
  /** It was no visit to a site: a mail was sent, to whom. */
  readonly mail?: MatchedRecipient | undefined;
}

/** A call of the person, and what was reported of it. */
export interface JourneyCall {
  readonly stored: StoredCall;
  readonly lines: readonly LedgerLine[];
}

/** What a person did and what was reported of it, oldest first. Of visitors without a visit that is told nothing is: they may have withdrawn. */
export function journeyEvents(visits: readonly JourneyVisit[], calls: readonly JourneyCall[]): JourneyEvent[] {
  const told = new Set(visits.map(({ visitor }) => visitor));
  const inOrder = calls.map(({ stored }) => stored).toSorted((a, b) => a.startedAt - b.startedAt);
  const events = [
    ...visits.map((visit) => ({ at: visit.shownAt, event: ofVisit(visit, inOrder) })),
    ...inOrder.map((call) => ({ at: placeOf(call, visits), event: ofCall(call, told) })),
    ...inOrder.flatMap((call) => codesOf(call, told)),
    ...calls.flatMap(({ stored, lines }) => lines.flatMap((line) => ofLine(stored.id, line))),
  ];
  // What began in the same moment stays in this order: a visit leads to a call, and a call to a sale.
  return events.toSorted((a, b) => a.at - b.at).map(({ event }) => event);
}

function ofVisit(visit: JourneyVisit, calls: readonly StoredCall[]): JourneyEvent {
  if (visit.mail !== undefined) return ofMail(visit, visit.mail, calls);
  const { visit: id, visitor, shownAt, source, medium, campaign, term, landingPage, referrer, device } = visit;
  return {
    kind: 'visit',
    at: isoTime(shownAt),
    call: callOf(visit, calls)?.id,
    visit: id,
    visitor,
    source,
    medium,
    campaign,
    keyword: term,
    page: landingPage,
    referrer,
    device,
    clickedAt: toTimeIfAny(visit.clickedAt),
    ...(visit.onlyWithCall && { onlyWithCall: true }),
  };
}

function ofMail(visit: JourneyVisit, { id, creative }: MatchedRecipient, calls: readonly StoredCall[]): JourneyEvent {
  const { visitor, shownAt, source, medium, campaign, clickedAt, onlyWithCall } = visit;
  return {
    kind: 'mail',
    at: isoTime(shownAt),
    call: callOf(visit, calls)?.id,
    visitor,
    source,
    medium,
    campaign,
    creative,
    recipient: id,
    clickedAt: toTimeIfAny(clickedAt),
    ...(onlyWithCall && { onlyWithCall: true }),
  };
}

/** The call that names the visit, else the next one of its visitor. */
function callOf({ visit, visitor, shownAt }: JourneyVisit, calls: readonly StoredCall[]): StoredCall | undefined {
  const isNamed = ({ match }: StoredCall) =>
    match.visit?.id === visit || match.linkedVisits.some(({ id }) => id === visit);
  const isNext = ({ match, startedAt }: StoredCall) =>
    match.visit?.visitor === visitor && endOfStartSecond(startedAt) >= shownAt;
  return calls.find(isNamed) ?? calls.find(isNext);
}

/**
 * A call's start is known to the second: what the person did within that second, as whichever visitor, came before it. Only the visits by whose codes the
 * call is known on another device began while it went on.
 */
function placeOf({ startedAt, match }: StoredCall, visits: readonly JourneyVisit[]): number {
  const duringCall = new Set(match.linkedVisits.map(({ id }) => id));
  const shown = visits.flatMap(({ visit, shownAt }) => (duringCall.has(visit) ? [] : [shownAt]));
  return Math.max(startedAt, ...shown.filter((shownAt) => shownAt <= endOfStartSecond(startedAt)));
}

function ofCall({ id, startedAt, status, talkSeconds, match }: StoredCall, told: ReadonlySet<string>): JourneyEvent {
  const { method, confidence, source, medium, campaign, visit } = match;
  return {
    kind: 'call',
    at: isoTime(startedAt),
    call: id,
    source,
    medium,
    campaign,
    ...(visit && told.has(visit.visitor) && { visitor: visit.visitor }),
    status,
    talkSeconds,
    method,
    confidence,
  };
}

/** The codes of visits on other devices that came to a call. When they were said is not known: not before they could be. */
function codesOf(
  { id: call, startedAt, match }: StoredCall,
  told: ReadonlySet<string>,
): { readonly at: number; readonly event: JourneyEvent }[] {
  return match.linkedVisits.map(({ id: visit, visitor, shownAt }) => {
    const at = Math.max(shownAt, startedAt);
    return { at, event: { kind: 'code', at: isoTime(at), call, ...(told.has(visitor) && { visit, visitor }) } };
  });
}

/** Only money makes an order of what was reported. */
function ofLine(call: string, line: LedgerLine): { readonly at: number; readonly event: JourneyEvent }[] {
  const { revenue, occurredAt, receivedAt, state, orderId, source: reporter } = line;
  if (revenue === undefined) return [];
  const at = occurredAt ?? receivedAt;
  const value = revenue.kind === 'cancel' ? undefined : toMoneyAnswer(revenue.amount);
  return [{ at, event: { kind: revenue.kind, at: isoTime(at), call, value, state, orderId, reporter } }];
}
