import type { Claim } from '../../../../../lambdas/deliveries/delivery-claim.ts';
import { buildRequest, type CompleteFacts } from '../../../../../lambdas/deliveries/delivery-request.ts';
import type { BuildInput } from '../../../../../lambdas/deliveries/destinations/destination.ts';
import { type Ga4Secrets, type Ga4Settings, ga4 } from '../../../../../lambdas/deliveries/destinations/ga4/ga4.ts';
import {
  buildInput,
  consentingMatch,
  freshDelivery,
  now,
  shop,
  someCall,
  someConversion,
} from '../../delivery-samples.ts';

type Input = BuildInput<Ga4Settings, Ga4Secrets>;

const hour = 3_600_000;
const secrets = { apiSecret: 'secret_example' };
const settingsOf = (more: object = {}) => ga4.settings.parse({ measurementId: 'G-ABC1234567', ...more });
/** A session that began ten minutes before the number was shown. */
const { shownAt } = consentingMatch().visit;
const began = Math.floor(shownAt / 1000) - 600;
const ids = { ga: '1234567890.1795180000', gaSession: String(began) };

const matchOf = (more: object = {}) => {
  const match = consentingMatch();
  return { ...match, visit: { ...match.visit, ids, ...more } };
};

const build = (more: Partial<Input> = {}, settings = settingsOf()) =>
  ga4.build(buildInput(settings, secrets, { match: matchOf(), ...more }));

function sent(more: Partial<Input> = {}, settings = settingsOf()) {
  const built = build(more, settings);
  if (built.kind !== 'request') throw new Error(`built ${JSON.stringify(built)}`);
  const body = JSON.parse(built.request.body!);
  return { url: new URL(built.request.url), body, event: body.events[0], note: built.note };
}

test('it is the request of the documentation', () => {
  const occurredAt = shownAt + 60_000;
  const { url, body, note } = sent({ conversion: someConversion({ occurredAt }) });
  expect(url.href).toBe(
    'https://www.google-analytics.com/mp/collect?measurement_id=G-ABC1234567&api_secret=secret_example',
  );
  expect(body).toEqual({
    client_id: '1234567890.1795180000',
    timestamp_micros: occurredAt * 1000,
    consent: { ad_user_data: 'GRANTED', ad_personalization: 'GRANTED' },
    events: [
      {
        name: 'generate_lead',
        params: {
          value: 129.5,
          currency: 'EUR',
          session_id: String(began),
          engagement_time_msec: 1,
          call_id: someCall().id,
        },
      },
    ],
  });
  expect(note).toBeUndefined();
});

test('ads that are not allowed are told, and the event is sent all the same', () => {
  const { body } = sent({ match: matchOf({ consent: { ads: false, analytics: true } }) });
  expect(body.consent).toEqual({ ad_user_data: 'DENIED', ad_personalization: 'DENIED' });
});

test('the European endpoint is a setting', () => {
  const settings = settingsOf({ endpoint: 'https://region1.google-analytics.com/' });
  expect(sent({}, settings).url.origin).toBe('https://region1.google-analytics.com');
  expect(sent({}, settings).url.pathname).toBe('/mp/collect');
});

describe('the session', () => {
  const at = (occurredAt: number, more: Partial<Input> = {}) =>
    sent({ conversion: someConversion({ occurredAt }), now: occurredAt + 60_000, ...more });

  test.each([
    ['when it began', began * 1000],
    ['half an hour after the number was shown', shownAt + hour / 2],
  ])('is joined by what came about %s', (_, occurredAt) => {
    expect(at(occurredAt).event.params.session_id).toBe(String(began));
  });

  test.each([
    ['before it began', began * 1000 - 1, 'outside of it'],
    ['later', shownAt + hour / 2 + 1, 'outside of it'],
    ['ten days later', shownAt + 240 * hour, 'more than 24 hours ago'],
  ])('is not joined by what came about %s, which is told', (_, occurredAt, why) => {
    const { event, note } = at(occurredAt);
    expect(event.params).toMatchObject({ session: 'none' });
    expect(event.params).not.toHaveProperty('session_id');
    expect(note).toContain(why);
  });

  test('is not joined by a request that comes 24 hours after it began', () => {
    const occurredAt = shownAt;
    const sentAt = (ms: number) => at(occurredAt, { now: began * 1000 + ms }).event.params;
    expect(sentAt(24 * hour - 1)).toHaveProperty('session_id');
    expect(sentAt(24 * hour)).toMatchObject({ session: 'none' });
  });

  test.each([[{ ga: ids.ga }], [{ ga: ids.ga, gaSession: 'x' }]])('is not joined where the browser has %j', (known) => {
    const { event, note } = sent({ match: matchOf({ ids: known }) });
    expect(event.params).toMatchObject({ session: 'none' });
    expect(note).toContain('the browser named none');
  });

  test('lasts as long as the property says', () => {
    const occurredAt = shownAt + hour;
    const conversion = someConversion({ occurredAt });
    const params = sent({ conversion, now: occurredAt }, settingsOf({ sessionMinutes: 60 })).event.params;
    expect(params).toHaveProperty('session_id');
  });
});

describe('a purchase', () => {
  const settings = settingsOf({ event: 'purchase' });

  test('has what Google Analytics asks for', () => {
    const { params } = sent({}, settings).event;
    expect(params).toMatchObject({
      transaction_id: someConversion().id,
      value: 129.5,
      currency: 'EUR',
      items: [{ item_name: 'qualified_call' }],
    });
    const conversion = someConversion({ sold: ['TILE-7', 'x'.repeat(101), 'NAIL-1'] });
    expect(sent({ conversion }, settings).event.params.items).toEqual([{ item_id: 'TILE-7' }, { item_id: 'NAIL-1' }]);
  });

  test('is taken back by a refund of the same transaction, that comes about now', () => {
    const value = { minor: 0, currency: 'EUR' };
    const conversion = someConversion({ state: 'retired', revision: 3, value });
    const { event, body } = sent({ kind: 'retract', conversion, now }, settings);
    expect(event).toEqual({
      name: 'refund',
      params: { transaction_id: conversion.id, session: 'none', engagement_time_msec: 1 },
    });
    expect(body.timestamp_micros).toBe(now * 1000);
  });

  test('a refund is of all that the purchase was told to be worth, whatever it is worth now', () => {
    const conversion = someConversion({ state: 'retired', revision: 3, value: { minor: 0, currency: 'EUR' } });
    const delivery = { id: 'd', told: { minor: 12_950, currency: 'EUR' } };
    const { event } = sent({ kind: 'retract', conversion, delivery, now }, settings);
    expect(event.params).toMatchObject({ value: 129.5, currency: 'EUR', transaction_id: conversion.id });
  });
});

describe('what the sender makes of it', () => {
  const claim: Claim = { revision: 2, since: now, attempts: 1, restsUntil: 0, asks: false };
  const built = (event: string, facts: { age?: number; state?: 'open' | 'retired'; unsure?: Claim['unsure'] }) => {
    const { age = 0, state = 'open', unsure } = facts;
    const conversion = someConversion({ occurredAt: now - age * hour, state, revision: 2 });
    const complete: CompleteFacts = {
      conversion,
      call: someCall({ match: matchOf() }),
      site: shop,
      destination: ga4 as CompleteFacts['destination'],
      version: 1,
      settings: settingsOf({ event }),
      secrets,
      throttle: {},
    };
    const delivery = freshDelivery({ sent: state === 'retired' ? 1 : 0, firstSent: 1 });
    return buildRequest(complete, {
      delivery,
      claim: { ...claim, unsure },
      now,
      emailFrom: undefined,
      accessToken: undefined,
    });
  };

  test('a lead cannot be taken back, a purchase can, however old it is', () => {
    expect(built('generate_lead', { state: 'retired' })).toMatchObject({ kind: 'skip', because: 'no-new-values' });
    expect(built('purchase', { state: 'retired' }).kind).toBe('request');
    expect(built('purchase', { state: 'retired', age: 500 }).kind).toBe('request');
  });

  test('after a lead of which nobody knows whether it was received no second one is sent, a purchase is', () => {
    const unsure = { revision: 1, since: now };
    expect(built('generate_lead', { unsure })).toMatchObject({ kind: 'skip', because: 'no-new-values' });
    expect(built('purchase', { unsure }).kind).toBe('request');
  });

  test('nothing goes out that is older than 72 hours', () => {
    expect(built('purchase', { age: 72 }).kind).toBe('request');
    expect(built('purchase', { age: 72.01 })).toMatchObject({ kind: 'skip', because: 'too-old' });
  });

  test('only of a purchase it is known that a second one does not count', () => {
    expect(ga4.can.dedupe).toBe('none');
    const can = (event: string, isRetired = false) => ga4.canBy?.(settingsOf({ event }), isRetired);
    expect(can('purchase')).toMatchObject({ dedupe: { key: 'transaction_id' } });
    expect(can('purchase', true)).toMatchObject({ retract: true, dedupe: 'none' });
    expect(can('sign_up')).toEqual({});
  });
});

test('a visit without a client id is skipped, but not where somebody tries it out', () => {
  const match = matchOf({ ids: {} });
  expect(build({ match })).toMatchObject({ kind: 'skip', because: 'no-identifier' });
  const { url, body } = sent({ match, isTest: true });
  expect(url.pathname).toBe('/debug/mp/collect');
  expect(body).toMatchObject({ validation_behavior: 'ENFORCE_RECOMMENDATIONS' });
});

test('an id that is too long for a parameter is left out, not cut', () => {
  const call = someCall({ id: 'x'.repeat(101) });
  expect(sent({ call }).event.params).not.toHaveProperty('call_id');
});

test.each([
  'ga_call',
  'google_call',
  'firebase_call',
  '1call',
  'qualified call',
  'anruf-erfolgreich',
  'x'.repeat(41),
  'session_start',
  'first_visit',
  'refund',
  '',
])('an event may not be named %j: it would be dropped without a word', (event) => {
  expect(ga4.settings.safeParse({ measurementId: 'G-ABC1234567', event }).success).toBe(false);
});

test.each(['purchase', 'generate_lead', 'x'.repeat(40), 'Call_1'])('an event may be named %j', (event) => {
  expect(settingsOf({ event }).event).toBe(event);
});
