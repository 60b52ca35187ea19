import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectCaller } from '../e2e/connect-caller.ts';
import { type Contact, contact } from '../e2e/connect-payloads.ts';
import type { Management } from '../e2e/management.ts';
import { claimsOf, type PageVisit, pageVisit } from '../e2e/page-visit.ts';
import type { CallEvidence, CalledCall, Reported } from './call-evidence.ts';
import { deskSource } from './prepare.ts';

export interface CallerParts {
  readonly url: string;
  readonly siteKey: string;
  readonly connect: ConnectCaller;
  readonly api: Management;
  readonly evidence: CallEvidence;
  /** `<number> <visit>` of all who clicked a number, visitors as well. */
  readonly clicking: Set<string>;
  /** No new calls from then on; those under way go on until they are told. */
  readonly stop: AbortSignal;
  /** No more sales and refunds from then on. */
  readonly noMoreRevenue: AbortSignal;
}

/**
 * One caller after another, as people are: some tap an advertisement's number on their phone, others read a newsletter at a desk and dial
 * what they see there. Some of them buy.
 */
export async function callOneAfterAnother(parts: CallerParts): Promise<void> {
  while (!parts.stop.aborted) {
    const way = pick(['tapped', 'dialled'] as const);
    const visit = await visitShop(parts, way);
    if (visit === undefined) continue;
    if (way === 'dialled') await sleep(Math.random() * 2000);
    else if (visit.lease !== undefined) await tap(parts, visit);
    const caller = nextCaller(parts.evidence);
    const call = contact(visit.number, caller, { talk: pick([2, 6, 8, 30]), wait: pick([1, 2, 9]) });
    const byEventsOnly = Math.random() < 0.15;
    const told = { contact: call, way, visit: visit.visit, byEventsOnly, reported: new Array<Reported>() };
    if (byEventsOnly) await tellByEvents(parts, call);
    else await playCall(parts, call);
    parts.evidence.calls.push(told);
    if (!parts.noMoreRevenue.aborted && Math.random() < 0.6) await buy(parts, told);
    await sleep(Math.random() * 400);
  }
}

/** A number, and the visit and the lease behind it; the default number has none. */
interface ShopVisit {
  readonly number: string;
  readonly visit?: string | undefined;
  readonly lease?: string | undefined;
}

/** Undefined if the run gave no answer. */
async function visitShop({ url, siteKey }: CallerParts, way: CalledCall['way']): Promise<ShopVisit | undefined> {
  const pageUrl = `https://crash.example/?${way === 'tapped' ? `gclid=c${Math.random()}` : `utm_source=${deskSource}`}`;
  const answer = await orNothing<PageVisit>(pageVisit(url, { siteKey, pageUrl }));
  if (answer?.number === undefined) return undefined;
  const { token } = answer.lease;
  const number = answer.number.e164;
  return token === undefined ? { number } : { number, lease: token, visit: claimsOf(token).visit! };
}

/** Until it is answered: what nobody heard of would be no sign of whose call it is. */
async function tap({ url, evidence, clicking }: CallerParts, { number, visit, lease }: ShopVisit): Promise<void> {
  clicking.add(`${number} ${visit}`);
  for (;;) {
    const body = JSON.stringify({ lease });
    const answer = await orNothing(fetch(`${url}/v1/clicks`, { method: 'POST', body }));
    if (answer?.ok) return;
    if (answer !== undefined && answer.status < 500)
      return void evidence.wrong.push(`a click was answered ${answer.status}`);
    await sleep(100);
  }
}

/** As Connect does it: the lookup is tried three times, events are sent once if at all, the record until it is taken. */
async function playCall({ connect, evidence }: CallerParts, call: Contact): Promise<void> {
  const lookup = async () => {
    for (let attempt = 1; attempt <= 3; attempt++) {
      if ((await orNothing(connect.lookup(call))) !== undefined) return void evidence.lookups++;
    }
  };
  const event = (type: string, at: number | undefined) => async () => {
    if (at === undefined || Math.random() < 0.2) return;
    if (await isDone(connect.event(call, type, at))) evidence.events++;
  };
  const record = async () => {
    while (!(await isDone(connect.record(call)))) await sleep(100);
    evidence.records++;
    if (Math.random() < 0.3 && (await isDone(connect.record(call)))) evidence.records++;
  };
  const steps = shuffled([
    lookup,
    event('INITIATED', call.startedAt),
    event('CONNECTED_TO_AGENT', call.answeredAt),
    event('DISCONNECTED', call.endedAt),
    record,
  ]);
  if (Math.random() < 0.5) await Promise.all(steps.map((step) => step()));
  else for (const step of steps) await step();
}

/** Events may be lost, so they come again until the run knows all that they say. */
async function tellByEvents({ connect, api, evidence }: CallerParts, call: Contact): Promise<void> {
  const { id, startedAt, answeredAt, endedAt } = call;
  const events = [
    ['INITIATED', startedAt],
    ['CONNECTED_TO_AGENT', answeredAt ?? startedAt],
    ['DISCONNECTED', endedAt],
  ] as const;
  for (;;) {
    for (const [type, at] of shuffled(events)) if (await isDone(connect.event(call, type, at))) evidence.events++;
    for (let look = 0; look < 10; look++) {
      const known = await orNothing(api.call(id).then((detail) => ({ detail })));
      if (known?.detail?.call.talkSeconds === (endedAt - (answeredAt ?? 0)) / 1000) return;
      await sleep(300);
    }
  }
}

/** A sale, and for some a part of it back. Each is reported until the answer says that it is kept. */
async function buy(
  { api, evidence }: CallerParts,
  { contact: { id }, reported }: { contact: Contact; reported: Reported[] },
): Promise<void> {
  const cents = 1000 + Math.floor(Math.random() * 90_000);
  const outcomes: Reported[] = [{ eventId: `sale-${id}`, kind: 'sale', cents }];
  if (Math.random() < 0.5) outcomes.push({ eventId: `back-${id}`, kind: 'refund', cents: Math.floor(cents / 4) });
  for (const outcome of outcomes) {
    const amount = (outcome.cents / 100).toFixed(2);
    const revenue = { kind: outcome.kind, amount, currency: 'EUR' };
    for (;;) {
      const answer = await orNothing(api.ask(`POST /v1/calls/${id}/outcome`, { eventId: outcome.eventId, revenue }));
      if (answer?.status === 202) break;
      // Nobody has heard of the call yet; or the run is dying.
      const isToCome = answer === undefined || answer.status === 404 || answer.status >= 500;
      if (!isToCome) return void evidence.wrong.push(`an outcome was answered ${JSON.stringify(answer)}`);
      await sleep(200);
    }
    reported.push(outcome);
    await sleep(Math.random() * 1500);
  }
}

/** Nobody rings twice, so that the visit alone decides: numbers of fiction in several area codes, in turn. */
function nextCaller(evidence: CallEvidence): string {
  const index = evidence.callers++;
  const area = 503 + Math.floor(index / 100);
  return `+1${area}55501${String(index % 100).padStart(2, '0')}`;
}

async function orNothing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch {
    await sleep(50);
    return undefined;
  }
}

async function isDone(work: Promise<void>): Promise<boolean> {
  return (await orNothing(work.then(() => true))) ?? false;
}

function pick<Item>(items: readonly Item[]): Item {
  return items[Math.floor(Math.random() * items.length)]!;
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
