import { answerAsGoogle } from '../../../local/inbox/google-stand-in.ts';
import { edgeRequest, jsonOf } from '../edge-request.ts';

const google = (
  path: string,
  ...rest: [string, { content?: unknown; body?: string; headers?: Record<string, string> }]
) => {
  const [method, { headers = { authorization: 'Bearer local-access-token' }, ...sent }] = rest;
  const request = edgeRequest(method, `/inbox/google${path}`, { ...sent, headers });
  const [bare = ''] = path.split('?');
  return answerAsGoogle({ request, path: bare, id: 'request-1', isKnown: (id) => id === 'request-1' })!;
};

/** The example of the reference, shortened: a call after a click. */
const event = {
  destinationReferences: ['d1'],
  transactionId: 'cabc',
  eventTimestamp: '2026-11-20T14:03:22Z',
  eventSource: 'PHONE',
  adIdentifiers: { gclid: 'Cj0KCQ' },
  currency: 'USD',
  conversionValue: 129.5,
  consent: { adUserData: 'CONSENT_GRANTED', adPersonalization: 'CONSENT_GRANTED' },
};
const body = {
  destinations: [
    {
      reference: 'd1',
      operatingAccount: { accountType: 'GOOGLE_ADS', accountId: '1234567890' },
      loginAccount: { accountType: 'GOOGLE_ADS', accountId: '9876543210' },
      productDestinationId: '111222333',
    },
  ],
  events: [event],
};
const hashed = { userIdentifiers: [{ phoneNumber: 'a'.repeat(64) }] };
const ingest = (content: unknown) => google('/v1/events:ingest', 'POST', { content });

test('takes a conversion, and knows it afterwards', () => {
  const response = ingest(body);
  expect([response.status, jsonOf(response)]).toEqual([200, { requestId: 'request-1' }]);
  expect(ingest({ ...body, encoding: 'HEX', events: [{ ...event, userData: hashed }] }).status).toBe(200);
  expect(google('/v1/requestStatus:retrieve?requestId=request-1', 'GET', {}).status).toBe(200);
  expect(google('/v1/requestStatus:retrieve?requestId=other', 'GET', {}).status).toBe(404);
});

const without = (field: string) => ({ ...body, events: [{ ...event, [field]: undefined }] });

test.each([
  ['no source', without('eventSource'), 'events[0].event_source', 'REQUIRED_FIELD_MISSING'],
  ['no identifiers', without('adIdentifiers'), 'events[0]', 'NO_IDENTIFIERS_PROVIDED'],
  ['no currency', without('currency'), 'events[0].currency', 'REQUIRED_FIELD_MISSING'],
  ['no time', without('eventTimestamp'), 'events[0].event_timestamp', 'INVALID_TIMESTAMP'],
  ['no destination', { ...body, destinations: [] }, 'destinations', 'REQUIRED_FIELD_MISSING'],
  [
    'a numeric id',
    { ...body, events: [{ ...event, transactionId: '123' }] },
    'events[0].transaction_id',
    'INVALID_TRANSACTION_ID',
  ],
  [
    'a plain phone number',
    { ...body, encoding: 'HEX', events: [{ ...event, userData: { userIdentifiers: [{ phoneNumber: '+1' }] } }] },
    'events[0].user_data.user_identifiers[0].phone_number',
    'INVALID_SHA256_FORMAT',
  ],
  ['no encoding', { ...body, events: [{ ...event, userData: hashed }] }, 'encoding', 'REQUIRED_FIELD_MISSING'],
  [
    'both braids',
    { ...body, events: [{ ...event, adIdentifiers: { gbraid: 'a', wbraid: 'b' } }] },
    'events[0].ad_identifiers',
    'MULTIPLE_BRAIDS',
  ],
  [
    'a foreign reference',
    { ...body, events: [{ ...event, destinationReferences: ['d2'] }] },
    'events[0].destination_references',
    'INVALID_DESTINATION_REFERENCE',
  ],
])('refuses %s, and names the field', (_what, content, field, reason) => {
  const response = ingest(content);
  expect(response.status).toBe(400);
  const { error } = jsonOf(response);
  expect(error).toMatchObject({ code: 400, status: 'INVALID_ARGUMENT' });
  expect(error.details.at(-1).fieldViolations).toContainEqual({ field, description: reason, reason });
});

test('refuses a field that does not exist, and what is no JSON', () => {
  const unknown = jsonOf(ingest({ ...body, events: [{ ...event, orderId: 'a' }] }));
  expect(unknown.error.details.at(-1).fieldViolations).toMatchObject([{ field: 'events[0].order_id' }]);
  expect(google('/v1/events:ingest', 'POST', { body: '{' }).status).toBe(400);
});

test('wants a bearer token', () => {
  const response = google('/v1/events:ingest', 'POST', { content: body, headers: {} });
  expect([response.status, jsonOf(response).error.status]).toEqual([401, 'UNAUTHENTICATED']);
});

test('gives a token for a refresh token', () => {
  const form = 'grant_type=refresh_token&refresh_token=r&client_id=i&client_secret=s';
  expect(jsonOf(google('/token', 'POST', { body: form }))).toMatchObject({ token_type: 'Bearer', expires_in: 3599 });
  expect(google('/token', 'POST', { body: 'grant_type=refresh_token' }).status).toBe(400);
});

test('takes a call from an ad by its start', () => {
  const { adIdentifiers: _, ...call } = {
    ...event,
    userData: hashed,
    callInfo: { startTimestamp: '2026-11-20T14:00:00Z' },
  };
  expect(ingest({ ...body, encoding: 'HEX', events: [call] }).status).toBe(200);
  const unknown = { ...call, callInfo: { start: '2026-11-20T14:00:00Z' } };
  expect(ingest({ ...body, encoding: 'HEX', events: [unknown] }).status).toBe(400);
});

test('takes members of an audience with terms, and removes them without', () => {
  const members = { destinations: body.destinations, audienceMembers: [{ userData: hashed }], encoding: 'HEX' };
  const terms = { termsOfService: { customerMatchTermsOfServiceStatus: 'ACCEPTED' } };
  const status = (path: string, content: unknown) => google(`/v1/audienceMembers:${path}`, 'POST', { content }).status;
  expect(status('ingest', { ...members, ...terms, consent: event.consent })).toBe(200);
  expect(status('ingest', members)).toBe(400);
  expect(status('remove', members)).toBe(200);
  expect(status('remove', { ...members, consent: event.consent })).toBe(400);
  expect(status('remove', { ...members, audienceMembers: [] })).toBe(400);
});
