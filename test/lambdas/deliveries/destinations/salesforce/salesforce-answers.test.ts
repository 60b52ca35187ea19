import { readUpserted } from '../../../../../lambdas/deliveries/destinations/salesforce/salesforce-answers.ts';

const read = (status: number, body: unknown = {}) =>
  readUpserted({ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) });

test.each([
  [201, { id: 'a01', success: true, errors: [], created: true }],
  [200, { id: 'a01', success: true, errors: [], created: false }],
  [204, ''],
])('%i is the record', (status, body) => {
  expect(read(status, body)).toEqual({ kind: 'delivered' });
});

test('a 200 without success is none', () => {
  const errors = [{ statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing', fields: ['Name'] }];
  expect(read(200, { success: false, errors })).toEqual({
    kind: 'rejected',
    field: 'Name',
    detail: 'Salesforce answered 200: REQUIRED_FIELD_MISSING',
  });
  expect(read(200, { success: false })).toEqual({ kind: 'rejected', detail: 'Salesforce answered 200' });
});

test('several records with the id are a matter for a person, not a redirection', () => {
  expect(read(300, ['/services/data/v67.0/sobjects/Call__c/a01', '/services/data/v67.0/sobjects/Call__c/a02'])).toEqual(
    {
      kind: 'rejected',
      field: 'settings.externalIdField',
      detail: 'several records have this external id (300): the field is not unique',
    },
  );
});

test.each([
  [401, 'INVALID_SESSION_ID', 'auth'],
  [403, 'REQUEST_LIMIT_EXCEEDED', 'throttled'],
  [403, 'API_DISABLED_FOR_ORG', 'auth'],
  [400, 'UNABLE_TO_LOCK_ROW', 'transient'],
  [500, 'UNKNOWN_EXCEPTION', 'unknown'],
  [503, 'SERVER_UNAVAILABLE', 'transient'],
  [404, 'NOT_FOUND', 'rejected'],
])('%i %s is understood', (status, errorCode, kind) => {
  expect(read(status, [{ errorCode, message: 'words' }])).toMatchObject({ kind });
});

test('a refusal names the field, and repeats nothing that was sent', () => {
  const message = 'Phone: invalid phone: +12025550123';
  expect(read(400, [{ errorCode: 'INVALID_FIELD', message, fields: ['Phone__c'] }])).toEqual({
    kind: 'rejected',
    field: 'Phone__c',
    detail: 'Salesforce answered 400: INVALID_FIELD',
  });
  expect(read(400, '<html>')).toEqual({ kind: 'rejected', detail: 'Salesforce answered 400' });
});
