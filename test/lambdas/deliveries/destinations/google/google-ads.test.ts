import fc from 'fast-check';
import { googleAds } from '../../../../../lambdas/deliveries/destinations/google/google-ads.ts';
import { finalCall } from '../../../conversions/facts.ts';
import { buildInput, consentingMatch, someCall, someConversion } from '../../delivery-samples.ts';
import { googleSees } from './google-protos.ts';

const settings = googleAds.settings.parse({
  customerId: '123-456-7890',
  loginCustomerId: '9876543210',
  conversionActionId: '111222333',
});
const secrets = { clientId: 'client', clientSecret: 'secret', refreshToken: 'refresh' };

const input = (more: object = {}) => buildInput(settings, secrets, { accessToken: 'ya29.token', ...more });

function request(more: object = {}) {
  const result = googleAds.build(input(more));
  if (result.kind !== 'request') throw new Error(`built ${JSON.stringify(result)}`);
  return result.request;
}

const visiting = (clickIds: Record<string, string>) => {
  const match = consentingMatch();
  return { ...match, visit: { ...match.visit, clickIds } };
};

test('the request is the one that the Data Manager API documents', () => {
  const { body, ...line } = request();
  expect(line).toEqual({
    method: 'POST',
    url: 'https://datamanager.googleapis.com/v1/events:ingest',
    headers: { authorization: 'Bearer ya29.token', 'content-type': 'application/json' },
  });
  expect(JSON.parse(body!)).toEqual({
    destinations: [
      {
        reference: 'd1',
        operatingAccount: { accountType: 'GOOGLE_ADS', accountId: '1234567890' },
        loginAccount: { accountType: 'GOOGLE_ADS', accountId: '9876543210' },
        productDestinationId: '111222333',
      },
    ],
    events: [
      {
        destinationReferences: ['d1'],
        transactionId: 'c0123456789abcdefghijklmnop',
        eventTimestamp: '2026-11-20T14:03:22.000Z',
        eventSource: 'PHONE',
        adIdentifiers: { gclid: 'gclid-anna' },
        userData: {
          // printf +12025550123 | sha256sum
          userIdentifiers: [{ phoneNumber: 'd5ab8b77e69a81dfc634c3556c620d5d6753df6fc28c73c88c79a9332b705382' }],
        },
        currency: 'EUR',
        conversionValue: 129.5,
        consent: { adUserData: 'CONSENT_GRANTED', adPersonalization: 'CONSENT_GRANTED' },
      },
    ],
    encoding: 'HEX',
  });
});

test('Google’s own protos know every field and value, whatever the conversion is', () => {
  const amounts = fc.record({
    minor: fc.integer({ min: 0, max: 1_000_000_000 }),
    currency: fc.constantFrom('EUR', 'USD', 'JPY', 'KWD'),
  });
  const ids = fc.dictionary(fc.constantFrom('gclid', 'gbraid', 'wbraid', 'fbclid'), fc.string({ minLength: 1 }));
  fc.assert(
    fc.property(amounts, ids, fc.integer({ min: 0, max: 4e12 }), (value, clickIds, occurredAt) => {
      const conversion = someConversion({ value, occurredAt });
      const sent = JSON.parse(request({ conversion, match: visiting(clickIds) }).body!);
      expect(googleSees(sent)).toEqual(sent);
      const units = { EUR: 100, USD: 100, JPY: 1, KWD: 1000 }[value.currency]!;
      expect(sent.events[0].conversionValue).toBeCloseTo(value.minor / units, 5);
    }),
  );
});

test('the protos would notice a misspelt field and a value that is none', () => {
  const sent = JSON.parse(request().body!);
  const misspelt = { ...sent, events: [{ ...sent.events[0], transaction: 'c1' }] };
  expect(googleSees(misspelt)).not.toEqual(misspelt);
  const unknown = { ...sent, encoding: 'HEXX' };
  expect(googleSees(unknown)).not.toEqual(unknown);
});

test('an adjustment down to nothing says 0', () => {
  const conversion = someConversion({ revision: 2, state: 'retired', value: { minor: 0, currency: 'EUR' } });
  const [event] = JSON.parse(request({ kind: 'restate', conversion }).body!).events;
  expect(event).toMatchObject({ transactionId: conversion.id, conversionValue: 0, currency: 'EUR' });
});

test('the transaction is the same over all revisions, and never digits alone', () => {
  const id = (revision: number) =>
    JSON.parse(request({ conversion: someConversion({ revision }) }).body!).events[0].transactionId;
  expect(id(2)).toBe(id(1));
  expect(id(1)).toMatch(/^[a-z]/);
});

test.each([
  [{ gclid: 'a', gbraid: 'b', wbraid: 'c' }, { gclid: 'a' }],
  [{ gbraid: 'b', wbraid: 'c' }, { gbraid: 'b' }],
  [{ wbraid: 'c', fbclid: 'd' }, { wbraid: 'c' }],
  [{ fbclid: 'd' }, undefined],
])('of the click ids %j it names %j', (clickIds, adIdentifiers) => {
  expect(JSON.parse(request({ match: visiting(clickIds) }).body!).events[0].adIdentifiers).toEqual(adIdentifiers);
});

test('a withheld caller gets no hash', () => {
  const sent = JSON.parse(request({ call: finalCall({ caller: { kind: 'withheld' } }) }).body!);
  expect(sent.events[0]).not.toHaveProperty('userData');
});

test('an e-mail address goes along as Google hashes it, and is enough', () => {
  // printf janedoe@gmail.com | sha256sum
  const emailAddress = 'd6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69';
  const withEmail = (more: object = {}) => JSON.parse(request({ email: 'jane.doe+shop@gmail.com', ...more }).body!);
  const [{ userData }] = withEmail().events;
  expect(userData.userIdentifiers).toEqual([
    { phoneNumber: expect.stringMatching(/^[0-9a-f]{64}$/) },
    { emailAddress },
  ]);
  const alone = withEmail({ call: finalCall({ caller: { kind: 'withheld' } }), match: visiting({}) });
  expect(alone.events[0]).not.toHaveProperty('adIdentifiers');
  expect(alone.events[0].userData.userIdentifiers).toEqual([{ emailAddress }]);
  expect(googleSees(alone)).toEqual(alone);
});

test('a trial is checked, and nothing is kept of it', () => {
  const { validateOnly, ...tried } = JSON.parse(request({ isTest: true }).body!);
  expect(validateOnly).toBe(true);
  expect(tried).toEqual(JSON.parse(request().body!));
  expect(googleAds.trial).toBe('checked');
});

test('nothing goes out without consent, a visit or an identifier; the reason says which', () => {
  const skip = (more: object) => googleAds.build(input(more));
  const withheld = someCall({ caller: { kind: 'withheld' } });
  expect(skip({ match: consentingMatch({ ads: false, analytics: true }) })).toMatchObject({
    kind: 'skip',
    reason: 'the visitor did not allow ads',
  });
  const { consent: _unasked, ...visit } = consentingMatch().visit;
  expect(skip({ match: { ...consentingMatch(), visit } })).toMatchObject({ kind: 'skip' });
  expect(skip({ match: { ...consentingMatch(), visit: null } })).toMatchObject({ kind: 'skip' });
  expect(skip({ call: withheld, match: visiting({ fbclid: 'd' }) })).toMatchObject({
    kind: 'skip',
    reason: 'the visit has no click id of Google, the caller is withheld, and no e-mail address is known',
  });
});

test('the addresses can be others, with or without the version', () => {
  const at = (endpoint: string) => request({ settings: { ...settings, endpoint } }).url;
  for (const endpoint of [
    'http://localhost/inbox/google',
    'http://localhost/inbox/google/v1',
    'http://localhost/inbox/google/v1/',
  ]) {
    expect(at(endpoint)).toBe('http://localhost/inbox/google/v1/events:ingest');
  }
});

test('what is stored of the settings is read back as it is', () => {
  expect(googleAds.settings.parse(settings)).toEqual(settings);
  expect(googleAds.settings.safeParse({ customerId: 'x', conversionActionId: '1' }).success).toBe(false);
});

test('a token is asked for as OAuth wants it', () => {
  expect(googleAds.access!.request(settings, secrets)).toEqual({
    method: 'POST',
    url: 'https://oauth2.googleapis.com/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=refresh_token&refresh_token=refresh&client_id=client&client_secret=secret',
  });
  const read = (status: number, body: unknown) =>
    googleAds.access!.read({ status, headers: {}, body: JSON.stringify(body) });
  expect(read(200, { access_token: 't', expires_in: 3599 })).toEqual({ token: 't', expiresInSeconds: 3599 });
  expect(read(400, { error: 'invalid_grant' })).toEqual({
    kind: 'auth',
    detail: 'the token endpoint answered 400 invalid_grant',
  });
  expect(read(200, {})).toMatchObject({ kind: 'transient' });
  expect(read(503, {})).toMatchObject({ kind: 'transient' });
});
