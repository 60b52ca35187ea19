import { googleAudience } from '../../../../../lambdas/deliveries/destinations/google/google-audience.ts';
import { finalCall } from '../../../conversions/facts.ts';
import { buildInput, consentingMatch, someConversion } from '../../delivery-samples.ts';
import { googleSees } from './google-protos.ts';

const settings = googleAudience.settings.parse({
  customerId: '123-456-7890',
  loginCustomerId: '9876543210',
  audienceId: '777888999',
  action: 'remove',
  products: ['ROOF-1'],
});
const adding = { ...settings, action: 'add' as const, products: undefined };
const secrets = { clientId: 'client', clientSecret: 'secret', refreshToken: 'refresh' };
const bought = someConversion({ sold: ['ROOF-1'] });
const givenBack = someConversion({ sold: [], revision: 2, value: { minor: 0, currency: 'EUR' } });

const build = (more: object = {}) =>
  googleAudience.build(buildInput(settings, secrets, { accessToken: 'ya29.token', conversion: bought, ...more }));

function request(more: object = {}) {
  const built = build(more);
  if (built.kind !== 'request') throw new Error(`built ${JSON.stringify(built)}`);
  return { ...built.request, body: JSON.parse(built.request.body!) };
}

const destinations = [
  {
    operatingAccount: { accountType: 'GOOGLE_ADS', accountId: '1234567890' },
    loginAccount: { accountType: 'GOOGLE_ADS', accountId: '9876543210' },
    productDestinationId: '777888999',
  },
];
// printf +12025550123 | sha256sum
const phoneNumber = 'd5ab8b77e69a81dfc634c3556c620d5d6753df6fc28c73c88c79a9332b705382';
// printf jane@example.com | sha256sum
const emailAddress = '8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d';

test('who bought is added as the Data Manager API documents', () => {
  const { url, body } = request({ settings: adding, email: 'jane@example.com' });
  expect(url).toBe('https://datamanager.googleapis.com/v1/audienceMembers:ingest');
  expect(body).toEqual({
    destinations,
    audienceMembers: [{ userData: { userIdentifiers: [{ phoneNumber }, { emailAddress }] } }],
    consent: { adUserData: 'CONSENT_GRANTED', adPersonalization: 'CONSENT_GRANTED' },
    encoding: 'HEX',
    termsOfService: { customerMatchTermsOfServiceStatus: 'ACCEPTED' },
  });
  expect(googleSees(body, 'IngestAudienceMembersRequest')).toEqual(body);
});

test('a removal has neither consent nor terms, which its protos do not know', () => {
  const { url, body } = request({ match: consentingMatch({ ads: false, analytics: false }) });
  expect(url).toBe('https://datamanager.googleapis.com/v1/audienceMembers:remove');
  expect(body).toEqual({
    destinations,
    audienceMembers: [{ userData: { userIdentifiers: [{ phoneNumber }] } }],
    encoding: 'HEX',
  });
  expect(googleSees(body, 'RemoveAudienceMembersRequest')).toEqual(body);
  const withConsent = { ...body, consent: { adUserData: 'CONSENT_GRANTED' } };
  expect(googleSees(withConsent, 'RemoveAudienceMembersRequest')).not.toEqual(withConsent);
});

test('a refund does the opposite', () => {
  const path = (more: object) =>
    request({ kind: 'restate', conversion: givenBack, ...more })
      .url.split('/')
      .at(-1);
  expect(path({})).toBe('audienceMembers:ingest');
  expect(path({ settings: adding })).toBe('audienceMembers:remove');
});

test('a trial is checked, and nobody is added or removed', () => {
  for (const [of, type] of [
    [settings, 'RemoveAudienceMembersRequest'],
    [adding, 'IngestAudienceMembersRequest'],
  ] as const) {
    const { body } = request({ settings: of, isTest: true, conversion: someConversion() });
    expect(body.validateOnly).toBe(true);
    expect(googleSees(body, type)).toEqual(body);
  }
});

test('who cannot be named is not told of', () => {
  const call = finalCall({ caller: { kind: 'withheld' } });
  expect(build({ call })).toMatchObject({ kind: 'skip', because: 'no-identifier' });
  expect(request({ call, email: 'jane@example.com' }).body.audienceMembers).toEqual([
    { userData: { userIdentifiers: [{ emailAddress }] } },
  ]);
});

test('a 200 is not the last word: what came of it is asked later', () => {
  const answer = (body: object) => ({ status: 200, headers: {}, body: JSON.stringify(body) });
  expect(googleAudience.read(answer({ requestId: 'r1' }))).toMatchObject({ kind: 'accepted', receipt: 'r1' });
  const { ask } = googleAudience;
  expect(ask!.request('r 1', buildInput(settings, secrets)).url).toBe(
    'https://datamanager.googleapis.com/v1/requestStatus:retrieve?requestId=r%201',
  );
  const status = (requestStatus: string, more: object = {}) =>
    ask!.read(answer({ requestStatusPerDestination: [{ requestStatus, ...more }] }), 'r1');
  const members = { userDataIngestionStatus: { recordCount: '1', userIdentifierCount: '2' } };
  expect(status('SUCCESS', { audienceMembersIngestionStatus: members })).toEqual({ kind: 'delivered' });
  const reason = 'PROCESSING_ERROR_REASON_NO_CONSENT';
  expect(status('FAILED', { errorInfo: { errorCounts: [{ recordCount: '1', reason }] } })).toEqual({
    kind: 'rejected',
    detail: 'Google: NO_CONSENT',
  });
});

test('settings name an audience by its digits, and an action', () => {
  const problems = (more: object) =>
    googleAudience.settings.safeParse({ ...settings, ...more }).error?.issues.map(({ path }) => path.join('.'));
  expect(googleAudience.settings.parse(settings)).toEqual(settings);
  expect(problems({ audienceId: 'list-1' })).toEqual(['audienceId']);
  expect(problems({ action: 'toggle' })).toEqual(['action']);
  expect(problems({ products: [] })).toEqual(['products']);
  expect(problems({ products: ['A', 'A'] })).toEqual(['products']);
});
