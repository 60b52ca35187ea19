import fc from 'fast-check';
import { googleAds } from '../../../../../lambdas/deliveries/destinations/google/google-ads.ts';
import { annasMatch, finalCall, startedAt } from '../../../conversions/facts.ts';
import { buildInput, consentingMatch, someConversion } from '../../delivery-samples.ts';
import { googleSees } from './google-protos.ts';

const both = {
  customerId: '123-456-7890',
  conversionActionId: '111222333',
  callConversionActionId: '444555666',
};
const secrets = { clientId: 'client', clientSecret: 'secret', refreshToken: 'refresh' };

/** The match of a call to a fixed number that stands behind a call asset. */
const ofAd = annasMatch({ method: 'source', pool: 'call-asset', visit: null, callAsset: true });

const build = (more: object = {}, settings: object = both) =>
  googleAds.build(buildInput(googleAds.settings.parse(settings), secrets, { match: ofAd, ...more }));

function sent(more: object = {}, settings: object = both) {
  const built = build(more, settings);
  if (built.kind !== 'request') throw new Error(`built ${JSON.stringify(built)}`);
  return JSON.parse(built.request.body!);
}

test('it goes to the conversion action for calls, by caller and start', () => {
  const conversion = someConversion({ occurredAt: startedAt + 10 * 86_400_000 });
  const { destinations, events } = sent({ conversion });
  expect(destinations[0].productDestinationId).toBe('444555666');
  expect(events).toEqual([
    {
      destinationReferences: ['d1'],
      transactionId: conversion.id,
      eventTimestamp: '2026-11-30T14:00:00.000Z',
      eventSource: 'PHONE',
      callInfo: { startTimestamp: '2026-11-20T14:00:00.000Z' },
      userData: {
        // printf +12025550123 | sha256sum
        userIdentifiers: [{ phoneNumber: 'd5ab8b77e69a81dfc634c3556c620d5d6753df6fc28c73c88c79a9332b705382' }],
      },
      currency: 'EUR',
      conversionValue: 129.5,
    },
  ]);
});

test('Google’s protos know every field of it, with consent and without', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.boolean(), fc.boolean(), (startsAt, isAsked, isTest) => {
      const settings = { ...both, ...(isAsked && { callerConsent: 'granted' }) };
      const request = sent({ call: finalCall({ startedAt: startsAt }), ...(isTest && { isTest }) }, settings);
      expect(googleSees(request)).toEqual(request);
      expect('consent' in request.events[0]).toBe(isAsked);
    }),
  );
});

test('the protos would notice a misspelt part of it', () => {
  const request = sent();
  const misspelt = {
    ...request,
    events: [{ ...request.events[0], callInfo: { start: request.events[0].eventTimestamp } }],
  };
  expect(googleSees(misspelt)).not.toEqual(misspelt);
});

test('calls of visits never go there, nor calls to fixed numbers elsewhere', () => {
  const ofVisit = sent({ match: consentingMatch() });
  expect(ofVisit.destinations[0].productDestinationId).toBe('111222333');
  expect(ofVisit.events[0]).not.toHaveProperty('callInfo');
  expect(build({ match: { ...ofAd, callAsset: undefined } })).toMatchObject({ kind: 'skip', because: 'no-consent' });
});

test('without such a conversion action it goes nowhere', () => {
  const { callConversionActionId: _, ...clicksOnly } = both;
  expect(build({}, clicksOnly)).toMatchObject({ kind: 'skip', because: 'not-for-it' });
});

test('it is neither changed nor taken back, and says so', () => {
  const gone = someConversion({ revision: 2, state: 'retired', value: { minor: 0, currency: 'EUR' } });
  for (const conversion of [someConversion({ revision: 2 }), gone]) {
    expect(build({ kind: 'restate', conversion })).toEqual({
      kind: 'skip',
      because: 'no-new-values',
      reason: 'Google neither changes nor takes back a call from an ad',
    });
  }
});

test('a caller who is withheld cannot be found, with or without an e-mail address', () => {
  const call = finalCall({ caller: { kind: 'withheld' } });
  expect(build({ call, email: 'jane@example.com' })).toMatchObject({ kind: 'skip', because: 'no-identifier' });
});

test('a visitor who is known and did not allow ads is not told of', () => {
  const { visit } = consentingMatch({ ads: false, analytics: true });
  expect(build({ match: { ...ofAd, visit } })).toMatchObject({ kind: 'skip', because: 'no-consent' });
});
