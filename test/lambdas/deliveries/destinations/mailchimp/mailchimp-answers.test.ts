import { readMemberTold } from '../../../../../lambdas/deliveries/destinations/mailchimp/mailchimp-answers.ts';

const read = (status: number, body: unknown = {}) =>
  readMemberTold({ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) });

test('a 204 is the event', () => {
  expect(read(204, '')).toEqual({ kind: 'delivered' });
});

test('whoever is no member is not known, and never tried again', () => {
  expect(read(404, { title: 'Resource Not Found', status: 404 })).toEqual({
    kind: 'no-match',
    detail: 'nobody in the audience has the address (404)',
  });
});

test('a refusal names the field, and repeats no address', () => {
  const body = {
    title: 'Invalid Resource',
    status: 400,
    detail: 'anna@shop.example is not allowed',
    errors: [{ field: 'occurred_at', message: 'This value is not a valid datetime.' }],
  };
  expect(read(400, body)).toEqual({
    kind: 'rejected',
    field: 'occurred_at',
    detail: 'Mailchimp answered 400: Invalid Resource',
  });
  expect(read(400, '<html>')).toEqual({ kind: 'rejected', detail: 'Mailchimp answered 400' });
});

test.each([
  [401, { title: 'API Key Invalid' }, 'auth'],
  [403, { title: 'Wrong Datacenter' }, 'auth'],
  [429, { title: 'Too Many Requests' }, 'throttled'],
  [503, '', 'transient'],
  // It knows no event again: one that may be there is not sent once more.
  [500, '', 'unknown'],
])('%i is understood', (status, body, kind) => {
  expect(read(status, body)).toMatchObject({ kind });
});
