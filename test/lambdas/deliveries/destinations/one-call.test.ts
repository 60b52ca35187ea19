import type { Conversion } from '../../../../lambdas/conversions/conversion.ts';
import { type DecidedFacts, decide } from '../../../../lambdas/conversions/decide.ts';
import { buildRequest } from '../../../../lambdas/deliveries/delivery-request.ts';
import { destinations } from '../../../../lambdas/deliveries/destinations/registry.ts';
import { entry, finalCall, refund, revenueRule, sale, someRule, startedAt } from '../../conversions/facts.ts';
import { consentingMatch, freshDelivery, shop, someCall } from '../delivery-samples.ts';
import { bodyOf } from './built.ts';
import { destinationSamples } from './destination-samples.ts';

const day = 86_400_000;
const soldAt = startedAt + 10 * day;
const refundedAt = startedAt + 12 * day;

const clickIds = {
  gclid: 'gclid-anna',
  fbclid: 'AbC',
  msclkid: 'f894f652ea334e739002f7167ab8f8e3',
  ttclid: 'E.C.P.x',
};
/** Her session began two minutes before the call. */
const session = String(startedAt / 1000 - 120);
const ids = { ga: '1234567890.1795180000', gaSession: session, ymUid: '1609842316123456' };
const match = { ...consentingMatch(), visit: { ...consentingMatch().visit, clickIds, ids } };

/** The conversions of the call once so much was reported of it. */
function decided(ledger: DecidedFacts['ledger'], conversions: readonly Conversion[]) {
  const rules = [someRule(), someRule({ id: 'answered', when: {} }), revenueRule()];
  const facts = {
    call: finalCall({ endedAt: startedAt + 40_000 }),
    match,
    ledger,
    rules,
    conversions,
    currency: 'EUR',
  };
  return decide(facts).conversions;
}

/** What a destination is to be sent of a conversion at a time; `sent`: the revision that it has. */
function built(type: string, conversion: Conversion, now: number, sent = 0, more: object = {}) {
  const destination = destinations.get(type)!;
  const { settings, secrets } = destinationSamples[type]!;
  const parsed = {
    settings: destination.settings.parse({ ...Object(settings), ...more }),
    secrets: destination.secrets.parse(secrets),
  };
  const facts = { conversion, call: someCall({ match }), site: shop, destination, version: 1, ...parsed, throttle: {} };
  const claim = { revision: conversion.revision, since: now, attempts: 1, restsUntil: 0, asks: false };
  const delivery = freshDelivery({ sent, ...(sent > 0 && { receipt: '512' }) });
  const context = { delivery, claim, now, emailFrom: undefined, accessToken: 'token' };
  return buildRequest({ ...facts, email: 'anna@shop.example' }, context);
}

/** The same as its receiver reads it; or why it is told nothing. */
function told(...of: Parameters<typeof built>) {
  const made = built(...of);
  return made.kind === 'request' ? JSON.parse(made.request.body!) : made;
}

const called = decided([], []);
const sold = decided([entry('order', sale(12_950), { occurredAt: soldAt })], called);
const partly = decided(
  [entry('order', sale(12_950), { occurredAt: soldAt }), entry('part', refund(5_950), { occurredAt: refundedAt })],
  sold,
);
const refunded = decided(
  [entry('order', sale(12_950), { occurredAt: soldAt }), entry('whole', refund(12_950), { occurredAt: refundedAt })],
  sold,
);
const ofSale = (all: readonly Conversion[]) => all.find(({ name }) => name === 'sale')!;

test('Meta and TikTok are told of the sale when it was made, and keep it', () => {
  const [lead] = called;
  expect(told('meta', lead!, startedAt + day).data[0]).toMatchObject({
    event_name: 'Lead',
    event_time: (startedAt + 40_000) / 1000,
  });
  const [purchase] = told('meta', ofSale(sold), soldAt + 60_000).data;
  expect(purchase).toMatchObject({ event_name: 'Purchase', event_time: soldAt / 1000, custom_data: { value: 129.5 } });
  expect(told('tiktok', ofSale(sold), soldAt + 60_000).data[0]).toMatchObject({
    event: 'CompletePayment',
    event_time: soldAt / 1000,
  });
  for (const type of ['meta', 'tiktok'])
    expect(told(type, ofSale(refunded), refundedAt, 1)).toMatchObject({ kind: 'skip', because: 'no-new-values' });
  expect(told('meta', lead!, startedAt + 8 * day)).toMatchObject({ kind: 'skip', because: 'too-old' });
});

test('Microsoft gets a time of its own for each goal, and adjusts the sale by its own', () => {
  const goals = [...called, ofSale(sold)];
  const items = goals.map((each) => told('microsoft-ads', each, soldAt + 60_000).OfflineConversions[0]);
  expect(items.map(({ ConversionName, ConversionTime }) => [ConversionName, ConversionTime])).toEqual([
    ['qualified_call', '2026-11-20T14:00:40Z'],
    ['qualified_call', '2026-11-20T14:00:41Z'],
    ['sale', '2026-11-30T14:00:00Z'],
  ]);
  const original = { ConversionName: 'sale', ConversionTime: '2026-11-30T14:00:00Z' };
  const adjusted = (all: readonly Conversion[]) =>
    told('microsoft-ads', ofSale(all), refundedAt, 1).OfflineConversionAdjustments[0];
  expect(adjusted(partly)).toMatchObject({ ...original, AdjustmentType: 'Restate', AdjustmentValue: 70 });
  expect(adjusted(refunded)).toMatchObject({ ...original, AdjustmentType: 'Retract' });
  expect(adjusted(refunded)).not.toHaveProperty('AdjustmentValue');
});

test('Google Analytics counts the call in its session, and says that the sale lies in none', () => {
  const [lead] = called;
  const event = { event: 'generate_lead' };
  expect(told('ga4', lead!, startedAt + 3_600_000, 0, event).events[0].params).toMatchObject({ session_id: session });
  expect(built('ga4', lead!, startedAt + 3_600_000, 0, event)).not.toHaveProperty('note');
  const { params } = told('ga4', ofSale(sold), soldAt + 60_000).events[0];
  expect(params).toMatchObject({ session: 'none', transaction_id: ofSale(sold).id, value: 129.5 });
  expect(params).not.toHaveProperty('session_id');
  expect(built('ga4', ofSale(sold), soldAt + 60_000)).toMatchObject({
    note: expect.stringMatching(/without a session/),
  });
});

/**
 * What each makes of a part that is given back: it shows the value that is left; it keeps the person in the set; or says why not. And of
 * the whole: it takes the sale back; shows 0; or says why not.
 */
const ends: Readonly<
  Record<string, readonly [part: 'shows' | 'keeps' | 'says', whole: 'takes back' | 'shows 0' | 'says']>
> = {
  email: ['shows', 'shows 0'],
  'google-ads': ['shows', 'shows 0'],
  'google-audience': ['keeps', 'takes back'],
  meta: ['says', 'says'],
  'meta-audience': ['keeps', 'takes back'],
  'microsoft-ads': ['shows', 'takes back'],
  tiktok: ['says', 'says'],
  klaviyo: ['shows', 'takes back'],
  mailchimp: ['shows', 'takes back'],
  'mailchimp-tag': ['keeps', 'takes back'],
  hubspot: ['shows', 'takes back'],
  'hubspot-contact': ['shows', 'takes back'],
  salesforce: ['shows', 'takes back'],
  amocrm: ['shows', 'takes back'],
  bitrix24: ['shows', 'takes back'],
  ga4: ['says', 'takes back'],
  'yandex-metrica': ['shows', 'takes back'],
  catalogue: ['shows', 'shows 0'],
  webhook: ['shows', 'shows 0'],
};

/** An amount as receivers write it; amoCRM knows whole units only. */
const amount = (units: string) => new RegExp(`(?<![\\d.])${units}(?![\\d]|\\.[1-9])`);

test('each destination has an end', () => {
  expect(Object.keys(ends).toSorted()).toEqual([...destinations.keys()].toSorted());
});

test.each(Object.entries(ends))('%s ends with what the sale is worth, or says why not', (type, [part, whole]) => {
  const [first, left, gone] = [
    built(type, ofSale(sold), soldAt + 60_000),
    built(type, ofSale(partly), refundedAt, 1),
    built(type, ofSale(refunded), refundedAt, 1),
  ];
  const [then, at] = [bodyOf(left), bodyOf(gone)];
  expect(first.kind).toMatch(/request|email|action/);
  const why = { kind: 'skip', because: 'no-new-values', reason: expect.stringMatching(/takes no new values/) };
  // In the same words as of one that does not count any more.
  const retired = built(type, { ...ofSale(refunded), state: 'retired' }, refundedAt, 1);
  expect(then).toMatch(part === 'shows' ? amount('70') : /^/);
  expect(left).toMatchObject(part === 'keeps' ? first : part === 'says' ? why : { kind: first.kind });
  expect(gone).toMatchObject(whole === 'takes back' ? retired : whole === 'says' ? why : { kind: first.kind });
  expect(at).toMatch(whole === 'shows 0' ? amount('0(?:.00)?') : /^/);
  expect(gone).not.toEqual(first);
});
