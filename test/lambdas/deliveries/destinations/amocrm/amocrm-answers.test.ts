import { readLead } from '../../../../../lambdas/deliveries/destinations/amocrm/amocrm-answers.ts';

const read = (status: number, body: unknown = {}) =>
  readLead({ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) });

test.each([
  // https://developers.kommo.com/reference/complex-leads
  ['a lead with its contact', [{ id: 9774766, contact_id: 12117258, request_id: ['1'], merged: false }], '9774766'],
  ['a lead that Kommo joined to one it had', [{ id: 9774766, request_id: ['2'], merged: true }], '9774766'],
  ['a lead alone', { _embedded: { leads: [{ id: 10185151, request_id: '0' }] } }, '10185151'],
  ['a lead that was changed', { id: 54886, updated_at: 1589556420 }, '54886'],
])('%s is known by its id', (_what, body, receipt) => {
  expect(read(200, body)).toEqual({ kind: 'delivered', receipt });
});

test('an answer that broke off is the lead, whose id was not heard', () => {
  expect(read(200, '[{"id":97')).toEqual({ kind: 'delivered' });
});

test('a refusal names the field, and no value', () => {
  const errors = [{ code: 'NotSupportedChoice', path: 'status_id', detail: 'The value 5 is not a valid choice' }];
  const body = { title: 'Bad Request', status: 400, 'validation-errors': [{ request_id: '0', errors }] };
  expect(read(400, body)).toEqual({
    kind: 'rejected',
    field: 'status_id',
    detail: 'amoCRM answered 400: NotSupportedChoice',
  });
  expect(read(404, { title: 'Not found' })).toEqual({ kind: 'rejected', detail: 'amoCRM answered 404: Not found' });
  expect(read(404, '<html>')).toEqual({ kind: 'rejected', detail: 'amoCRM answered 404' });
});

test.each([
  [401, 'auth'],
  [402, 'auth'],
  [403, 'auth'],
  [429, 'throttled'],
  [503, 'transient'],
  // It knows no lead again: one that may be there is not made once more.
  [500, 'unknown'],
  [504, 'unknown'],
])('%i is understood', (status, kind) => {
  expect(read(status, { title: 'words' })).toMatchObject({ kind });
});
