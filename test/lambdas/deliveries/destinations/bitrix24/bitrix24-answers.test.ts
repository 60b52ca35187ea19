import { readItem } from '../../../../../lambdas/deliveries/destinations/bitrix24/bitrix24-answers.ts';

const read = (status: number, body: unknown = {}, headers = {}) =>
  readItem({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

test('the deal is known by its id', () => {
  expect(read(200, { result: { item: { id: 512, title: 'Call' } }, time: {} })).toEqual({
    kind: 'delivered',
    receipt: '512',
  });
  expect(read(200, '{"result":{"it')).toEqual({ kind: 'delivered' });
});

test('an error is one by its field, also at a 200 and without a word, and repeats no value', () => {
  expect(read(200, { error: 'ERROR_CORE', error_description: 'phone +12025550123' })).toEqual({
    kind: 'rejected',
    detail: 'Bitrix24 answered 200: ERROR_CORE',
  });
  // As for a deal that is there no more.
  expect(read(400, { error: '', error_description: 'Not found' })).toEqual({
    kind: 'rejected',
    detail: 'Bitrix24 answered 400',
  });
  expect(read(400, { error: 0 })).toEqual({ kind: 'rejected', detail: 'Bitrix24 answered 400: 0' });
});

// https://apidocs.bitrix24.com/error-codes.html
test.each([
  [401, 'NO_AUTH_FOUND', 'auth'],
  [401, 'INVALID_CREDENTIALS', 'auth'],
  [403, 'insufficient_scope', 'auth'],
  [401, 'ACCESS_DENIED', 'auth'],
  [503, 'OVERLOAD_LIMIT', 'auth'],
  [503, 'QUERY_LIMIT_EXCEEDED', 'throttled'],
  [429, 'OPERATION_TIME_LIMIT', 'throttled'],
  [500, 'PORTAL_DELETED', 'gone'],
  // It knows no deal again: one that may be there is not made once more.
  [500, 'INTERNAL_SERVER_ERROR', 'unknown'],
  [404, 'ERROR_METHOD_NOT_FOUND', 'rejected'],
])('%i %s is understood', (status, error, kind) => {
  expect(read(status, { error, error_description: 'words' })).toMatchObject({ kind });
});

test.each([
  [403, 'auth'],
  [404, 'rejected'],
  [502, 'unknown'],
  [503, 'transient'],
  [302, 'transient'],
])('%i of who stands before it is understood', (status, kind) => {
  expect(read(status, '<html>')).toMatchObject({ kind });
});
