import { readUpserted } from '../../../../../lambdas/deliveries/destinations/hubspot/hubspot-answers.ts';

const read = (status: number, body: unknown = {}, headers = {}) =>
  readUpserted({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

const results = [{ id: '512', new: true, properties: {} }];

test.each([
  [200, { status: 'COMPLETE', results }],
  [201, { status: 'COMPLETE', results }],
  // The status is the answer: a body that broke off takes nothing back.
  [200, ''],
])('%i with %j is the deal', (status, body) => {
  expect(read(status, body)).toEqual({ kind: 'delivered' });
});

test('a 207 with an error is no deal', () => {
  const error = { status: 'error', category: 'VALIDATION_ERROR', message: 'Property values were not valid' };
  expect(read(207, { status: 'COMPLETE', results: [], numErrors: 1, errors: [error] })).toEqual({
    kind: 'rejected',
    detail: 'HubSpot answered 207: VALIDATION_ERROR',
  });
  expect(read(207, { errors: [{ category: 'CONFLICT' }] })).toMatchObject({ kind: 'transient' });
  expect(read(207, { errors: [{ category: 'RATE_LIMITS' }] })).toMatchObject({ kind: 'throttled' });
  expect(read(207, { errors: [{ category: 'MISSING_SCOPES' }] })).toMatchObject({ kind: 'auth' });
  expect(read(200, { status: 'CANCELED' })).toMatchObject({ kind: 'transient' });
});

test('a refusal names the property, and no value', () => {
  // https://developers.hubspot.com/changelog/deal-currenct-code-validation
  const message =
    'Property values were not valid: [{"isValid":false,"message":"\\"BRL\\" is not a part of the current effective currency codes","error":"INVALID_OPTION","name":"deal_currency_code"}]';
  expect(read(400, { status: 'error', category: 'VALIDATION_ERROR', message })).toEqual({
    kind: 'rejected',
    field: 'deal_currency_code',
    detail: 'HubSpot answered 400: VALIDATION_ERROR',
  });
  expect(read(404, '<html>')).toEqual({ kind: 'rejected', detail: 'HubSpot answered 404' });
});

test.each([
  [401, { category: 'INVALID_AUTHENTICATION' }, 'auth'],
  [403, { category: 'MISSING_SCOPES' }, 'auth'],
  [409, { category: 'CONFLICT' }, 'transient'],
  [423, {}, 'transient'],
  [429, { policyName: 'TEN_SECONDLY_ROLLING' }, 'throttled'],
  [502, '', 'unknown'],
])('%i is understood', (status, body, kind) => {
  expect(read(status, body)).toMatchObject({ kind });
});

test('an account that moves is left alone as long as HubSpot says', () => {
  expect(read(477, {}, { 'retry-after': '86400' })).toMatchObject({ kind: 'throttled', afterSeconds: 86_400 });
});
