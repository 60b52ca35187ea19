import { notJudged } from '../../lambdas/calls/qualified.ts';
import type { ListedCall } from '../../lambdas/journal/call-answer.ts';
import type { CallDetail } from '../../lambdas/journal/call-detail-answer.ts';
import type { CallJourney } from '../../lambdas/journal/journey/journey-answer.ts';
import type { TimeToCallAnswer } from '../../lambdas/journal/pools/time-to-call-answer.ts';
import type { StubManagement } from './stub-management.ts';

export const shop = { id: 'shop', name: 'Shop', timeZone: 'Europe/Berlin', currency: 'EUR' };
export const bakery = { id: 'bakery', name: 'Bakery', timeZone: 'America/New_York', currency: 'USD' };

const visit: NonNullable<ListedCall['match']['visit']> = {
  id: 'vis_4Jw8sLq2',
  visitor: 'usr_b71kQa90',
  shownAt: '2026-05-03T09:58:10.000Z',
  source: 'google',
  medium: 'cpc',
  campaign: 'spring',
  keyword: 'folding bike',
  clickIds: { gclid: 'Cj0KCQjw-example' },
  landingPage: 'https://shop.example/bikes?size=m',
  referrer: 'https://www.google.com/',
  device: 'mobile',
  consent: { ads: true, analytics: true },
};

/** How soon callers call, of a pool whose callers take longer than others. */
export function timeToCallOf(fields: Partial<TimeToCallAnswer> = {}): TimeToCallAnswer {
  return {
    pool: 'shop-web',
    site: 'shop',
    curve: [
      { seconds: 60, share: 0.01, starting: 0.05 },
      { seconds: 300, share: 0.04, starting: 0.47 },
      { seconds: 1200, share: 0.12, starting: 0.87 },
      { seconds: 3600, share: 0.3, starting: 0.946 },
      { seconds: 7200, share: 0.5, starting: 0.957 },
      { seconds: 14_400, share: 0.72, starting: 0.963 },
      { seconds: 86_400, share: 0.95, starting: 0.98 },
      { seconds: 604_800, share: 1, starting: 0.998 },
    ],
    learntFrom: { calls: 540, confirmed: { click: 1, phoneCode: 20, callerMemory: 479 } },
    medianSeconds: 7200,
    leaseSeconds: 1200,
    withinLease: 0.12,
    withoutVisit: 0.083,
    accuracy: { forecast: 0.32, measured: { share: 0.342, low: 0.3, high: 0.385, calls: 500 } },
    advice: {
      accuracy: 0.9,
      leaseSeconds: 13_440,
      coverage: 0.177,
      numbers: 100,
      text: 'An accuracy of 90 % needs a lease of 3 h 44 min. This rests on 540 calls.',
    },
    ...fields,
  };
}

type CallFields = Partial<ListedCall['call']>;
type MatchFields = Partial<CallDetail['match']>;

/** A call of two minutes that came from an ad. */
export function callOf(fields: CallFields = {}): ListedCall['call'] {
  return {
    id: 'call-1',
    site: 'shop',
    carrier: 'connect',
    status: 'completed',
    final: true,
    direction: 'inbound',
    trackedNumber: '+12025550107',
    caller: '+12125550123',
    startedAt: '2026-05-03T10:00:00.000Z',
    answeredAt: '2026-05-03T10:00:08.000Z',
    endedAt: '2026-05-03T10:02:13.000Z',
    waitSeconds: 8,
    talkSeconds: 125,
    endReason: 'CUSTOMER_DISCONNECT',
    agent: 'ada',
    queue: 'Sales',
    legs: 1,
    ignored: [],
    ...fields,
  };
}

export function matchOf(fields: MatchFields = {}): CallDetail['match'] {
  return {
    method: 'lease',
    confidence: 0.88,
    reason: '+12025550107 was shown to visit vis_4Jw8sLq2 (google / cpc, campaign spring) 2 min before the call.',
    pool: 'shop-web',
    source: 'google',
    medium: 'cpc',
    campaign: 'spring',
    candidates: [
      { visit: 'vis_4Jw8sLq2', visitor: 'usr_b71kQa90', confidence: 0.88 },
      { visit: 'vis_Zz19', visitor: 'usr_other', confidence: 0.03 },
    ],
    linkedVisits: [],
    visit,
    firstTimeCaller: true,
    ...fields,
  };
}

export function listed(call: CallFields = {}, match: MatchFields = {}, sums: Partial<ListedCall> = {}): ListedCall {
  const { candidates: _, linkedVisits: __, ...short } = matchOf(match);
  return { call: callOf(call), match: short, conversions: 0, values: [], tags: [], qualified: notJudged, ...sums };
}

/** A call that was worth something, with one delivery of each state. */
export function detailOf(fields: Partial<CallDetail> = {}): CallDetail {
  const delivery = (destination: string, more: Partial<CallDetail['conversions'][number]['deliveries'][number]>) => ({
    id: `d-${destination}`,
    destination,
    wanted: 2,
    sent: 2,
    state: 'delivered' as const,
    attempts: 1,
    ...more,
  });
  return {
    call: callOf(),
    match: matchOf(),
    qualified: notJudged,
    conversions: [
      {
        id: 'c-1',
        rule: 'long-call',
        ruleVersion: 1,
        name: 'qualified_call',
        value: { amount: '100.00', currency: 'EUR' },
        revision: 2,
        state: 'open',
        credit: 'gclid:Cj0KCQjw-example',
        occurredAt: '2026-05-03T10:00:00.000Z',
        deliveries: [
          delivery('ads', { sent: 1, state: 'parked', attempts: 7, reason: 'the destination answers 410' }),
          delivery('hook', {}),
          delivery('crm', {
            sent: 1,
            state: 'pending',
            attempts: 3,
            reason: 'the destination answers 503',
            nextAt: new Date(Date.now() + 290_000).toISOString(),
          }),
          delivery('team', { sent: 0, state: 'skipped', attempts: 0, reason: 'the visitor denied consent to ads' }),
        ],
      },
    ],
    ledger: [
      {
        source: 'crm',
        eventId: 'order-17',
        receivedAt: '2026-05-03T11:00:00.000Z',
        revenue: { kind: 'sale', amount: '129.50', currency: 'EUR' },
        state: 'counted',
      },
      {
        source: 'crm',
        eventId: 'refund-17',
        receivedAt: '2026-05-04T11:00:00.000Z',
        revenue: { kind: 'refund', amount: '29.50', currency: 'EUR' },
        state: 'counted',
      },
      {
        source: 'crm',
        eventId: 'cancel-99',
        receivedAt: '2026-05-04T12:00:00.000Z',
        revenue: { kind: 'cancel', cancels: 'order-99' },
        state: 'ignored',
        reason: 'the event that it cancels has not arrived',
      },
      { source: 'agent', eventId: 'note-1', receivedAt: '2026-05-03T10:05:00.000Z', outcome: 'won', state: 'noted' },
    ],
    values: [{ amount: '100.00', currency: 'EUR' }],
    tags: [],
    ...fields,
  };
}

/** Nothing is known of what the person did, as long as a test does not say. */
export function journeyOf(fields: Partial<CallJourney> = {}): CallJourney {
  const summary = {
    how: 'unknown',
    sentence: 'No visit of this person before the call is known.',
    visitsBefore: 0,
    callsBefore: 0,
  };
  return { call: 'call-1', site: 'shop', summary, visitors: [], events: [], ...fields };
}

/** A site with one pool, and neither calls nor a softphone. */
export function answerAsShop(stub: StubManagement, sites: readonly object[] = [shop]): void {
  stub.requests.length = 0;
  stub.answers.clear();
  stub.answers.set('GET /v1/sites', () => ({ body: { items: sites } }));
  stub.answers.set('GET /v1/pools', () => ({
    body: {
      items: [
        {
          id: 'shop-web',
          site: 'shop',
          kind: 'session',
          source: 'mixed',
          defaultNumber: '+12025550190',
          default: { e164: '+12025550190', display: '(202) 555-0190', href: 'tel:+12025550190' },
          leaseSeconds: 1200,
        },
        {
          id: 'shop-print',
          site: 'shop',
          kind: 'source',
          source: 'print',
          campaign: 'flyer',
          numbers: ['+12025550191'],
          shown: [{ e164: '+12025550191', display: '(202) 555-0191', href: 'tel:+12025550191' }],
        },
      ],
    },
  }));
  for (const id of ['shop-web', 'shop-print']) {
    const pool = { id, site: 'shop', kind: 'session', source: 'mixed' };
    stub.answers.set(`GET /v1/pools/${id}`, () => ({ body: pool }));
  }
  const status = {
    pool: 'shop-web',
    site: 'shop',
    kind: 'session',
    size: 2,
    held: 1,
    free: 1,
    unconfirmed: 0,
    resting: 0,
  };
  stub.answers.set('GET /v1/pools/shop-web/status', () => ({ body: status }));
  stub.answers.set('GET /v1/pools/shop-print/status', () => ({
    body: { ...status, pool: 'shop-print', kind: 'source', size: 1, held: 0, free: 0 },
  }));
  stub.answers.set('GET /v1/pools/shop-web/time-to-call', () => ({ body: timeToCallOf() }));
  const numbers = ['07', '08'].map((last, index) => ({
    number: `+120255501${last}`,
    display: `(202) 555-01${last}`,
    role: 'session',
    state: index === 0 ? 'held' : 'free',
  }));
  stub.answers.set('GET /v1/pools/shop-web/numbers', () => ({ body: { items: numbers } }));
  const lease = {
    ...numbers[0],
    visitor: 'usr_b71kQa90',
    visit: 'vis_4Jw8sLq2',
    confirmed: true,
    shownAt: new Date(Date.now() - 60_000).toISOString(),
    seenAt: new Date(Date.now() - 30_000).toISOString(),
    leasedUntil: new Date(Date.now() + 1_140_000).toISOString(),
    source: 'google',
    medium: 'cpc',
    campaign: 'spring',
  };
  stub.answers.set('GET /v1/pools/shop-web/leases', () => ({ body: { items: [lease] } }));
  stub.answers.set('GET /v1/calls', () => ({ body: { items: [] } }));
  stub.answers.set('GET /v1/calls/call-1/journey', () => ({ body: journeyOf() }));
  stub.answers.set('GET /local/softphone', () => ({ body: {} }));
}
