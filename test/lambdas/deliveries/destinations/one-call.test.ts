import type { Conversion } from '../../../../lambdas/conversions/conversion.ts';
import { type DecidedFacts, decide } from '../../../../lambdas/conversions/decide.ts';
import { buildRequest } from '../../../../lambdas/deliveries/delivery-request.ts';
import { destinations } from '../../../../lambdas/deliveries/destinations/registry.ts';
import { entry, finalCall, refund, revenueRule, sale, someRule, startedAt } from '../../conversions/facts.ts';
import { consentingMatch, freshDelivery, shop, someCall } from '../delivery-samples.ts';
import { destinationSamples } from './destination-samples.ts';

const day = 86_400_000;
const soldAt = startedAt + 10 * day;
const refundedAt = startedAt + 12 * day;

const clickIds = { fbclid: 'AbC', msclkid: 'f894f652ea334e739002f7167ab8f8e3', ttclid: 'E.C.P.x' };
const match = { ...consentingMatch(), visit: { ...consentingMatch().visit, clickIds } };

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

/** What a destination is sent of a conversion at a time; `sent`: the revision that it has. */
function told(type: string, conversion: Conversion, now: number, sent = 0) {
  const destination = destinations.get(type)!;
  const { settings, secrets } = destinationSamples[type]!;
  const parsed = { settings: destination.settings.parse(settings), secrets: destination.secrets.parse(secrets) };
  const facts = { conversion, call: someCall({ match }), site: shop, destination, version: 1, ...parsed, throttle: {} };
  const claim = { revision: conversion.revision, since: now, attempts: 1, restsUntil: 0, asks: false };
  const delivery = freshDelivery({ sent });
  const built = buildRequest(facts, { delivery, claim, now, emailFrom: undefined, accessToken: 'token' });
  return built.kind === 'request' ? JSON.parse(built.request.body!) : built;
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
