import { readEventCreated } from '../../../../../lambdas/deliveries/destinations/klaviyo/klaviyo-answers.ts';

const read = (status: number, body: unknown = {}, headers = {}) =>
  readEventCreated({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

const refused = (error: object) => ({ errors: [{ id: '1', status: 400, ...error }] });

test('a 202 is all that Klaviyo ever says of an event', () => {
  expect(read(202, '')).toEqual({ kind: 'delivered' });
});

test('a refusal names the field, and not the number that it repeats', () => {
  const detail = 'Invalid phone number format (Example of a valid format: +12345678901): +12025550123';
  const source = { pointer: '/data/attributes/profile/data/attributes/phone_number' };
  const outcome = read(400, refused({ code: 'invalid', title: 'Invalid input.', detail, source }));
  expect(outcome).toEqual({ kind: 'rejected', field: source.pointer, detail: 'Klaviyo answered 400: invalid' });
  expect(read(400, refused({ title: 'Invalid input.' }))).toEqual({
    kind: 'rejected',
    detail: 'Klaviyo answered 400: Invalid input.',
  });
  expect(read(400, '<html>')).toEqual({ kind: 'rejected', detail: 'Klaviyo answered 400' });
});

test.each([
  [401, refused({ code: 'not_authenticated' }), 'auth'],
  [403, refused({ code: 'permission_denied' }), 'auth'],
  [408, {}, 'transient'],
  [500, {}, 'unknown'],
  [503, '<html>', 'transient'],
  [302, '', 'transient'],
])('%i is understood', (status, body, kind) => {
  expect(read(status, body)).toMatchObject({ kind });
});

test('what is too fast waits as long as Klaviyo says', () => {
  expect(read(429, refused({ code: 'throttled' }), { 'retry-after': '7' })).toEqual({
    kind: 'throttled',
    afterSeconds: 7,
    detail: 'Klaviyo answered 429',
  });
});
