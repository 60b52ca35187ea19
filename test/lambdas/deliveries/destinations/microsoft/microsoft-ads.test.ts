import { withOwnSeconds } from '../../../../../lambdas/conversions/own-second.ts';
import { microsoftAds } from '../../../../../lambdas/deliveries/destinations/microsoft/microsoft-ads.ts';
import { buildInput, consentingMatch, now, someConversion } from '../../delivery-samples.ts';

const settings = microsoftAds.settings.parse({ customerId: '1111111', accountId: '2222222', goal: 'Phone sale' });
const secrets = microsoftAds.secrets.parse({
  developerToken: 'developer',
  clientId: 'client',
  clientSecret: 'secret',
  refreshToken: 'refresh',
});

const visiting = (clickIds: Record<string, string>) => {
  const match = consentingMatch();
  return { ...match, visit: { ...match.visit, clickIds } };
};
const match = visiting({ msclkid: 'f894f652ea334e739002f7167ab8f8e3' });

const build = (more: object = {}) =>
  microsoftAds.build(buildInput(settings, secrets, { accessToken: 'access', match, ...more }));

function request(more: object = {}) {
  const result = build(more);
  if (result.kind !== 'request') throw new Error(`built ${JSON.stringify(result)}`);
  return result.request;
}

const sent = (more: object = {}) => JSON.parse(request(more).body!);

// https://learn.microsoft.com/advertising/campaign-management-service/applyofflineconversions?view=bingads-13&tabs=json
test('a conversion is the one that ApplyOfflineConversions documents', () => {
  const { body, ...line } = request();
  expect(line).toEqual({
    method: 'POST',
    url: 'https://campaign.api.bingads.microsoft.com/CampaignManagement/v13/OfflineConversions/Apply',
    headers: {
      authorization: 'Bearer access',
      developertoken: 'developer',
      customerid: '1111111',
      customeraccountid: '2222222',
      'content-type': 'application/json',
    },
  });
  expect(JSON.parse(body!)).toEqual({
    OfflineConversions: [
      {
        MicrosoftClickId: 'f894f652ea334e739002f7167ab8f8e3',
        ConversionName: 'Phone sale',
        ConversionTime: '2026-11-20T14:03:22Z',
        ConversionValue: 129.5,
        ConversionCurrencyCode: 'EUR',
      },
    ],
  });
});

const named = {
  MicrosoftClickId: 'f894f652ea334e739002f7167ab8f8e3',
  ConversionName: 'Phone sale',
  ConversionTime: '2026-11-20T14:03:22Z',
};

// https://learn.microsoft.com/advertising/campaign-management-service/applyofflineconversionadjustments?view=bingads-13&tabs=json
test('a new value restates the original, under its name and time', () => {
  const restated = {
    kind: 'restate',
    conversion: someConversion({ revision: 2, value: { minor: 7000, currency: 'EUR' } }),
  };
  expect(request(restated).url).toMatch(/\/v13\/OfflineConversionAdjustments\/Apply$/);
  expect(sent(restated)).toEqual({
    OfflineConversionAdjustments: [
      {
        ...named,
        AdjustmentType: 'Restate',
        AdjustmentTime: '2026-11-20T15:00:00Z',
        AdjustmentValue: 70,
        AdjustmentCurrencyCode: 'EUR',
      },
    ],
  });
});

test('what does not count any more retracts the original, without a value', () => {
  const gone = someConversion({ revision: 3, state: 'retired', value: { minor: 0, currency: 'EUR' } });
  expect(sent({ kind: 'retract', conversion: gone })).toEqual({
    OfflineConversionAdjustments: [{ ...named, AdjustmentType: 'Retract', AdjustmentTime: '2026-11-20T15:00:00Z' }],
  });
});

test('two goals that a call meets in the same second have two times, and keep them', () => {
  const goals = ['c1', 'c2', 'c3'].map((id) => someConversion({ id }));
  const opened = withOwnSeconds(goals, []);
  const times = opened.map((conversion) => sent({ conversion }).OfflineConversions[0].ConversionTime);
  expect(times).toEqual(['2026-11-20T14:03:22Z', '2026-11-20T14:03:23Z', '2026-11-20T14:03:24Z']);
  const later = opened.map((conversion) => ({ ...conversion, revision: 2 }));
  const named = (kind: string) =>
    later.map(
      (conversion) => sent({ kind, conversion, now: now + 86_400_000 }).OfflineConversionAdjustments[0].ConversionTime,
    );
  expect(named('restate')).toEqual(times);
  expect(named('retract')).toEqual(times);
});

test('an adjustment is never earlier than its conversion', () => {
  const conversion = someConversion({ revision: 2, occurredAt: now, ownSecond: now / 1000 + 2 });
  const [adjusted] = sent({ kind: 'restate', conversion }).OfflineConversionAdjustments;
  expect(adjusted.AdjustmentTime).toBe(adjusted.ConversionTime);
});

test('the goal is the one of the settings, else that of the conversion', () => {
  const { goal: _goal, ...without } = settings;
  expect(sent({ settings: without }).OfflineConversions[0].ConversionName).toBe('qualified_call');
});

test('numbers and addresses go to goals that take them', () => {
  const [item] = sent({ settings: { ...settings, enhanced: true }, email: 'jane@example.com' }).OfflineConversions;
  expect(item).toMatchObject({
    // printf +12025550123 | sha256sum
    HashedPhoneNumber: 'd5ab8b77e69a81dfc634c3556c620d5d6753df6fc28c73c88c79a9332b705382',
    // printf jane@example.com | sha256sum
    HashedEmailAddress: '8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d',
  });
  expect(sent({ email: 'jane@example.com' }).OfflineConversions[0]).not.toHaveProperty('HashedEmailAddress');
});

test('nothing goes out without consent, a visit or a click of Microsoft; the reason says which', () => {
  const refused = { ...match, visit: { ...match.visit, consent: { ads: false, analytics: true } } };
  expect(build({ match: refused })).toMatchObject({ kind: 'skip', because: 'no-consent' });
  expect(build({ match: { ...match, visit: null } })).toMatchObject({ kind: 'skip', because: 'no-consent' });
  expect(build({ match: visiting({ gclid: 'x' }) })).toEqual({
    kind: 'skip',
    because: 'no-identifier',
    reason: 'the visit has no click id of Microsoft (msclkid)',
  });
});

// https://learn.microsoft.com/advertising/guides/authentication-oauth-get-tokens
test('a token is asked for as Microsoft wants it, with or without the secret of a client', () => {
  const { access } = microsoftAds;
  expect(access!.request(settings, secrets)).toEqual({
    method: 'POST',
    url: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=refresh_token&refresh_token=refresh&client_id=client&client_secret=secret&scope=https%3A%2F%2Fads.microsoft.com%2Fmsads.manage+offline_access',
  });
  const { clientSecret: _secret, ...ofPublicClient } = secrets;
  expect(access!.request(settings, ofPublicClient).body).not.toContain('client_secret');
  const body = JSON.stringify({ access_token: 't', expires_in: 3599, refresh_token: 'another' });
  expect(access!.read({ status: 200, headers: {}, body })).toEqual({
    token: 't',
    expiresInSeconds: 3599,
    refreshToken: 'another',
  });
});
