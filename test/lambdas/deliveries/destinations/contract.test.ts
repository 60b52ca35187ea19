import fc from 'fast-check';
import { withOwnSeconds } from '../../../../lambdas/conversions/own-second.ts';
import type { Claim } from '../../../../lambdas/deliveries/delivery-claim.ts';
import { buildRequest } from '../../../../lambdas/deliveries/delivery-request.ts';
import type { BuildInput, Built, Destination } from '../../../../lambdas/deliveries/destinations/destination.ts';
import type { Outcome } from '../../../../lambdas/deliveries/destinations/outcome.ts';
import { destinations } from '../../../../lambdas/deliveries/destinations/registry.ts';
import { addressesAt, addressFields } from '../../../../lambdas/settings/destinations/addresses.ts';
import {
  buildInput,
  consentingMatch,
  freshDelivery,
  now,
  shop,
  someCall,
  someConversion,
} from '../delivery-samples.ts';
import { bodyOf, formsOf, isSent, requestsOf, valueOf } from './built.ts';
import { destinationSamples } from './destination-samples.ts';
import { someResponse } from './some-response.ts';

type Input = BuildInput<unknown, unknown>;

const phone = '+12025550123';
const email = 'anna@shop.example';
const withheld = { kind: 'withheld' } as const;

test('every destination has a sample, and is registered by its own type', () => {
  expect(Object.keys(destinationSamples).toSorted()).toEqual([...destinations.keys()].toSorted());
  expect([...destinations].filter(([type, destination]) => type !== destination.type)).toEqual([]);
});

describe.each([...destinations])('%s', (type, destination: Destination<unknown, unknown>) => {
  const sample = destinationSamples[type]!;
  const settings = destination.settings.parse(sample.settings);
  const secrets = destination.secrets.parse(sample.secrets);
  const can = { ...destination.can, ...destination.canBy?.(settings, false) };
  const ofVisits = can.identifiers.filter((name) => name !== 'phone' && name !== 'email');
  const idsOfVisit = Object.fromEntries(ofVisits.map((name) => [name, `id-of-${name}`]));
  const visit = { ...consentingMatch().visit, clickIds: idsOfVisit, ids: idsOfVisit };
  const match = { ...consentingMatch(), visit };
  const input = (more: Partial<Input> = {}): Input =>
    buildInput(settings, secrets, { accessToken: 'token-1', email, match, ...more });
  const build = (more: Partial<Input> = {}) => destination.build(input(more));
  const visiting = (more: object) => ({ match: { ...match, visit: { ...visit, ...more } } });

  test('settings and secrets take nothing that they do not know', () => {
    expect(destination.settings.safeParse({ ...Object(sample.settings), unknown: 'x' }).success).toBe(false);
    expect(destination.secrets.safeParse({ ...sample.secrets, unknown: 'x' }).success).toBe(false);
  });

  test('the same facts make the same request, and stay as they are', () => {
    const facts = input();
    const before = structuredClone(facts);
    const built = destination.build(facts);
    expect(isSent(built)).toBe(true);
    expect(destination.build(facts)).toEqual(built);
    expect(facts).toEqual(before);
  });

  test('requests go only where settings say it in fields that are known as addresses', () => {
    const known = addressesAt(addressFields(destination), settings);
    const hosts = new Set(Object.values(known).map((address) => new URL(address).host));
    for (const { url } of requestsOf(destination, input())) expect(hosts).toContain(new URL(url).host);
  });

  test('secrets are in no address, and no request but that for a token has them in its body', () => {
    const kept = [...Object.values(sample.secrets), 'token-1'];
    const urls = sample.secretInAddress ? [] : requestsOf(destination, input()).map(({ url }) => url);
    const told = [...urls, bodyOf(build())];
    for (const text of told) expect(kept.filter((secret) => text.includes(secret))).toEqual([]);
  });

  test('every kind of news that it can take is told apart', () => {
    // Whoever changes what it has is told its name there.
    const delivery = { id: freshDelivery().id, receipt: '512' };
    const told = (more: Partial<Input>) => {
      const built = build({ delivery, ...more });
      return `${built.kind === 'request' ? built.request.method : ''} ${bodyOf(built)}`;
    };
    const news = told({ conversion: someConversion() });
    // In whole units, as some receivers know no others.
    const value = { minor: 432_100, currency: 'EUR' };
    const restated = told({ kind: 'restate', conversion: someConversion({ revision: 2, value }) });
    const isSet = sample.idPer === 'person';
    const gone = someConversion({ revision: 2, state: 'retired', value: { minor: 0, currency: 'EUR' } });
    expect(!can.restate || (isSet ? restated === news : /4,?321/.test(restated))).toBe(true);
    const [retracted, zero] = [
      told({ kind: 'retract', conversion: gone }),
      told({ kind: 'restate', conversion: gone }),
    ];
    // Out of a set is out of it, by whatever name.
    expect(retracted !== (isSet ? news : zero)).toBe(can.retract);
    // What cannot be taken back becomes 0: the sender asks for that.
    expect(!can.restate || zero !== news).toBe(true);
  });

  test('by its key it knows an attempt again, and nothing else', () => {
    const { dedupe } = can;
    expect(sample.idPer === undefined).toBe(dedupe === 'none');
    if (dedupe === 'none') return;
    const idOf = (more: Partial<Input> = {}) => valueOf(build(more), dedupe.key);
    const id = idOf();
    expect(id).toMatch(/./);
    expect(idOf({ now: now + 86_400_000, accessToken: 'token-2' })).toBe(id);
    const [conversion] = withOwnSeconds([someConversion({ id: 'c9999999999999999999999999z' })], [someConversion()]);
    const another = { conversion: conversion!, delivery: { id: 'd9999999999999999999999999z' } };
    const other = idOf(another);
    const kind = can.retract && !can.restate ? 'retract' : 'restate';
    const next = idOf({ kind, conversion: someConversion({ revision: 2 }) });
    expect(next !== id ? 'revision' : other !== id ? 'conversion' : 'person').toBe(sample.idPer);
    const somebodyElse = { ...callBy({ kind: 'number', number: '+12025550124' }), email: 'ben@shop.example' };
    expect(idOf({ ...another, ...somebodyElse })).not.toBe(id);
    // Shorter than all attempts take: what then nobody knows of is parked.
    expect(dedupe.windowSeconds).toBeGreaterThan(86_400);
  });

  test('it asks for the consent that it declares, and for no other', () => {
    const needed = can.consentNeeded;
    const isAnalytics = needed === 'analytics';
    const [only, without] = [isAnalytics, !isAnalytics].map((analytics) => ({ ads: !analytics, analytics }));
    const refused = [without, undefined].map((consent) => build(visiting({ consent })));
    const withoutVisit = build({ match: { ...match, visit: null } });
    const expected = needed === 'none' ? build().kind : 'skip';
    expect([...refused, withoutVisit].map(({ kind }) => kind)).toEqual([expected, expected, expected]);
    expect(isSent(build(visiting({ consent: only })))).toBe(true);
  });

  test('what is older than it declares is not sent, what is as old is', () => {
    const year = 366 * 86_400;
    const oldest = can.maxAgeSeconds ?? year;
    const aged = (seconds: number) => {
      const conversion = someConversion({ occurredAt: now - seconds * 1000 });
      const facts = {
        conversion,
        call: someCall({ match }),
        site: shop,
        destination,
        version: 1,
        settings,
        secrets,
        email,
        throttle: {},
      };
      return buildRequest(facts, {
        delivery: freshDelivery(),
        claim,
        now,
        emailFrom: undefined,
        accessToken: 't',
      });
    };
    expect(isSent(aged(oldest))).toBe(true);
    expect(aged(oldest + 1).kind).toBe(can.maxAgeSeconds === undefined ? aged(oldest).kind : 'skip');
  });

  test('each identifier that it declares is enough, and the best is sent', () => {
    const known = (names: readonly string[], caller: object) => {
      const ids = Object.fromEntries(names.map((name) => [name, `id-of-${name}`]));
      const visit = visiting({ clickIds: ids, ids });
      return build({ ...visit, ...callBy(caller), email: names.includes('email') ? email : undefined });
    };
    const namesAnyOf = (built: Built, texts: readonly string[]) => {
      const told = `${built.kind === 'request' ? built.request.url : ''} ${bodyOf(built)}`;
      return texts.some((text) => told.includes(text));
    };
    const tells = (name: string) => {
      if (name === 'phone') return namesAnyOf(known([], { kind: 'number', number: phone }), formsOf(phone));
      return namesAnyOf(known([name], withheld), name === 'email' ? formsOf(email) : [`id-of-${name}`]);
    };
    expect(can.identifiers.filter((name) => !tells(name))).toEqual([]);
    const [best] = ofVisits;
    const all = bodyOf(known(ofVisits.toReversed(), withheld));
    expect(best === undefined || all.includes(`id-of-${best}`)).toBe(true);
    // Without any it cannot be for it; one that names nobody takes all.
    expect(isSent(known(['unheardof'], withheld))).toBe(can.identifiers.length === 0);
  });

  test('whatever people and pages wrote, the request can be sent', () => {
    const odd = fc.string({ unit: 'binary', maxLength: 300 });
    const texts = fc.record({
      source: odd,
      campaign: odd,
      landingPage: odd,
      clickIds: fc.dictionary(odd, odd),
      params: fc.dictionary(odd, odd),
    });
    fc.assert(
      fc.property(texts, odd, odd, (visit, number, name) => {
        const built = build({
          ...visiting(visit),
          ...callBy({ kind: 'number', number }),
          site: { ...input().site, name },
        });
        if (built.kind !== 'request') return;
        expect(
          () => new Request(built.request.url, { ...built.request, body: built.request.body ?? null }),
        ).not.toThrow();
      }),
    );
  });

  test('every answer is understood as something, and only a 2xx as success', () => {
    const sendsRequests = build().kind === 'request';
    fc.assert(
      fc.property(someResponse, (response) => {
        const outcomes = [destination.read(response), destination.ask?.read(response, 'receipt-1')];
        const mayBeGood = !sendsRequests || (response.status >= 200 && response.status < 300);
        expect(outcomes.flatMap((outcome) => (outcome ? faultsOf(outcome, mayBeGood) : []))).toEqual([]);
      }),
    );
  });

  test('an answer for a token is a token, or an outcome without success', () => {
    const { access } = destination;
    fc.assert(
      fc.property(someResponse, (response) => {
        const read = access?.read(response) ?? ({ kind: 'transient', detail: 'it needs none' } as const);
        const isToken = 'token' in read;
        expect(isToken ? read.token !== '' && response.status === 200 : faultsOf(read, false).length === 0).toBe(true);
      }),
    );
  });
});

const claim: Claim = { revision: 1, since: now, attempts: 1, restsUntil: 0, asks: false };

const good = ['delivered', 'accepted', 'already-there'];
const bad = ['no-match', 'too-early', 'throttled', 'transient', 'auth', 'gone', 'rejected', 'unknown'];

/** What is wrong with what was understood of an answer. */
function faultsOf(outcome: Outcome, mayBeGood: boolean): string[] {
  const detail = 'detail' in outcome ? outcome.detail : '-';
  const wait = 'afterSeconds' in outcome ? (outcome.afterSeconds ?? 0) : 0;
  return [
    ...((mayBeGood ? [...good, ...bad] : bad).includes(outcome.kind) ? [] : [`${outcome.kind} is no outcome of it`]),
    ...(detail !== '' && detail.length < 600 ? [] : [`a detail of ${detail.length} characters`]),
    ...(wait >= 0 && Number.isFinite(wait) ? [] : [`a pause of ${wait} s`]),
  ];
}

function callBy(caller: object): Pick<Input, 'call'> {
  return { call: { ...someCall(), caller } as Input['call'] };
}
