import type { StoredCall } from '../../calls/call-item.ts';
import { readWholeCall } from '../../calls/call-links-store.ts';
import { callsSince, callsWithin } from '../../calls/callers/person-store.ts';
import type { MatchedRecipient, MatchedVisit } from '../../calls/match/match.ts';
import { foldLedger } from '../../conversions/ledger/fold-ledger.ts';
import { noCurrency } from '../../conversions/money.ts';
import { wholeLedger } from '../../deliveries/read-conversion-items.ts';
import type { Table } from '../../platform/aws/table.ts';
import { Problem } from '../../platform/http/problem.ts';
import { inTurn } from '../../platform/in-turn.ts';
import type { Recipient } from '../../recipients/recipient.ts';
import { visitorOfRecipient } from '../../recipients/recipient-token.ts';
import { readSite } from '../../settings/sites/stored-site-store.ts';
import { findVisit, newestVisits } from '../../visits/newest-visits-store.ts';
import type { Visit } from '../../visits/visit.ts';
import type { CallJourney } from './journey-answer.ts';
import { type JourneyCall, type JourneyVisit, journeyEvents } from './journey-events.ts';
import { mailOfRecipient, mailOfVisit, mailsOf } from './journey-mails.ts';
import { summarizeJourney } from './journey-summary.ts';
import { type JourneyVisitor, journeyVisitors } from './journey-visitors.ts';

export interface JourneySources {
  readonly settings: Table;
  readonly calls: Table;
  readonly visits: Table;
}

/** So much of a journey is told: a company's main line calls often, and a robot visits often. */
const most = { callsBefore: 25, callsAfter: 25, visitors: 10, visitsOfVisitor: 50, orders: 100 } as const;
const atOnce = 10;

/**
 * What one person did around a call, as far as it is known and kept: the visits of who is behind it, other calls of the same caller at the site with
 * their orders, and the visits of those whom these calls name well enough. Nothing is told of visitors who have withdrawn. Reads only.
 */
export async function readJourney(sources: JourneySources, asked: StoredCall): Promise<CallJourney> {
  const others = await callsOfPerson(sources.calls, asked);
  const { currency = noCurrency } = (await readSite(sources.settings, asked.site)) ?? {};
  const read = await readCalls(sources.calls, [asked.id, ...others.ids], currency);
  const calls = read.flatMap((one) => one ?? []);
  const stored = calls.map((call) => call.stored);
  const named = journeyVisitors(
    asked,
    stored.filter(({ id }) => id !== asked.id),
  );
  const tellAll = (some: readonly JourneyVisitor[]) =>
    Promise.all(some.map(async (one) => ({ one, ...(await visitsOf(sources.visits, one, stored)) })));
  const ofCalls = await tellAll(named.slice(0, most.visitors));
  const mails = await mailsOf(sources.visits, ofCalls);
  const byMail = mails.visitors.filter(({ visitor }) => !named.some((one) => one.visitor === visitor));
  const told = [...ofCalls, ...(await tellAll(byMail.slice(0, most.visitors)))];
  const visits = told.flatMap((one) => one.visits).filter(({ site }) => site === undefined || site === asked.site);
  const sent = [...visits.filter(({ mail }) => mail !== undefined), ...withoutVisit(mails.recipients, visits)];
  const truncated = [
    ...(others.hasMore ? ['calls'] : []),
    ...(Math.max(named.length, byMail.length) > most.visitors ? ['visitors'] : []),
    ...(told.some(({ hasMore }) => hasMore) ? ['visits'] : []),
    ...(calls.some(({ lines }) => lines.length > most.orders) ? ['orders'] : []),
  ];
  const unsupported = read.length - calls.length;
  return {
    call: asked.id,
    site: asked.site,
    summary: summarizeJourney({
      call: asked.startedAt,
      visits: visits.filter(({ mail }) => mail === undefined).map(({ shownAt }) => shownAt),
      mails: sent.map(({ shownAt }) => shownAt),
      calls: stored.filter(({ id }) => id !== asked.id).map(({ startedAt }) => startedAt),
      isWithdrawn: told.some(({ one, isWithdrawn }) => isWithdrawn && one.visitor === asked.match.visit?.visitor),
    }),
    visitors: told.flatMap((of) => (of.visits.length === 0 ? [] : [of.one])),
    events: journeyEvents([...visits.filter(({ mail }) => mail === undefined), ...sent], calls.map(newestLines)),
    ...(truncated.length > 0 && { truncated }),
    ...(unsupported > 0 && { unsupportedCalls: unsupported }),
  };
}

/** Mails of which no visit on a number of their own tells: they showed the default number, or the visit is gone. */
function withoutVisit(recipients: readonly Recipient[], visits: readonly JourneyVisit[]): JourneyVisit[] {
  const known = new Set(visits.flatMap(({ mail, visitor }) => (mail === undefined ? [] : [visitor])));
  return recipients.filter(({ token }) => !known.has(visitorOfRecipient(token))).map(mailOfRecipient);
}

function newestLines({ stored, lines }: JourneyCall): JourneyCall {
  return { stored, lines: lines.slice(-most.orders) };
}

/** The nearest calls of the same caller, those before it and those after. Of who gave no number there are none. */
async function callsOfPerson(
  calls: Table,
  { id, person, startedAt }: StoredCall,
): Promise<{ readonly ids: readonly string[]; readonly hasMore: boolean }> {
  if (person === undefined) return { ids: [], hasMore: false };
  const [before, after] = await Promise.all([
    // The call itself is among them.
    callsWithin(calls, person, { from: 0, to: startedAt, limit: most.callsBefore + 1 }),
    callsSince(calls, person, { from: startedAt + 1, limit: most.callsAfter }),
  ]);
  const ids = [...before.calls, ...after.calls].map(({ call }) => call).filter((call) => call !== id);
  return { ids, hasMore: before.last !== undefined || after.last !== undefined };
}

/** One that only a newer version can read is undefined. */
async function readCalls(
  calls: Table,
  ids: readonly string[],
  currency: string,
): Promise<readonly (JourneyCall | undefined)[]> {
  const read = new Map<string, JourneyCall | undefined>();
  await inTurn(ids, atOnce, async (id) => {
    read.set(id, await readOne(calls, id, currency));
  });
  return ids.flatMap((id) => (read.has(id) ? [read.get(id)] : []));
}

async function readOne(calls: Table, id: string, currency: string): Promise<JourneyCall | undefined> {
  try {
    const { own, parts } = await readWholeCall(calls, id);
    const { lines } = foldLedger(wholeLedger([own, ...parts]), currency);
    return own.stored && { stored: own.stored, lines: lines.filter(({ revenue }) => revenue !== undefined) };
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** What is told of a visitor; nothing once they have withdrawn. */
interface VisitsOfVisitor {
  readonly visits: readonly JourneyVisit[];
  readonly hasMore: boolean;
  readonly isWithdrawn: boolean;
}

/** The newest visits of a visitor, and those that calls name. */
async function visitsOf(
  visits: Table,
  { visitor }: JourneyVisitor,
  calls: readonly StoredCall[],
): Promise<VisitsOfVisitor> {
  const newest = await newestVisits(visits, visitor, most.visitsOfVisitor);
  const known = new Set(newest.visits.map(({ visit }) => visit));
  const named = namedVisits(calls, visitor).filter(({ visit }) => !known.has(visit.id));
  const found = await Promise.all(
    named.map(async (one) => ({
      one,
      kept: await findVisit(visits, { ...one.visit, visit: one.visit.id, number: one.number }),
    })),
  );
  if (found.some(({ kept }) => kept === 'withdrawn')) return { visits: [], hasMore: false, isWithdrawn: true };
  const others = found.flatMap(({ one, kept }) =>
    kept === undefined ? ofCall(one) : kept === 'withdrawn' ? [] : [toJourney(kept)],
  );
  return { visits: [...newest.visits.map(toJourney), ...others], hasMore: newest.hasMore, isWithdrawn: false };
}

function toJourney(visit: Visit): JourneyVisit {
  return { ...visit, mail: mailOfVisit(visit) };
}

/** A visit as a call names it, and the number that it was shown; undefined where that is not the one that was called. */
interface NamedVisit {
  readonly visit: MatchedVisit;
  readonly number: string | undefined;
  /** Whom the number was sent to, if it was. */
  readonly mail: MatchedRecipient | undefined;
}

function namedVisits(calls: readonly StoredCall[], visitor: string): NamedVisit[] {
  const all = calls.flatMap(({ match: { visit, method, recipient }, trackedNumber }) =>
    visit === null
      ? []
      : [
          {
            visit,
            number: method === 'phone-code' ? undefined : trackedNumber,
            mail: method === 'recipient' ? recipient : undefined,
          },
        ],
  );
  const theirs = all.filter(({ visit }) => visit.visitor === visitor);
  return theirs.filter(({ visit }, index) => theirs.findIndex((other) => other.visit.id === visit.id) === index);
}

/** Where nobody knows which number a visit was shown, its mark is not found: it may be withdrawn, so nothing is told. */
function ofCall({ visit, number, mail }: NamedVisit): JourneyVisit[] {
  if (number === undefined) return [];
  const { id, keyword, ...rest } = visit;
  return [{ ...rest, visit: id, term: keyword, mail, onlyWithCall: true }];
}
