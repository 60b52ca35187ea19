import { readCollected } from '../../../../../lambdas/deliveries/destinations/ga4/ga4-answers.ts';

const read = (status: number, body: unknown = '', headers = {}) =>
  readCollected({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

test('success says that it was received, and no more', () => {
  expect(read(204)).toEqual({ kind: 'delivered' });
  expect(read(200, { validationMessages: [] })).toEqual({ kind: 'delivered' });
  expect(read(200, 'GIF89a')).toEqual({ kind: 'delivered' });
});

test('the validation server names what is wrong, and not what was sent', () => {
  const message = {
    fieldPath: 'events.params.currency',
    description: 'Event param [currency] has invalid value [jane@example.com].',
    validationCode: 'VALUE_INVALID',
  };
  expect(read(200, { validationMessages: [message] })).toEqual({
    kind: 'rejected',
    field: 'events.params.currency',
    detail: 'Google Analytics says VALUE_INVALID',
  });
  expect(read(200, { validationMessages: [{}] })).toEqual({
    kind: 'rejected',
    detail: 'Google Analytics says it is not valid',
  });
});

test.each([
  [500, 'unknown'],
  [503, 'transient'],
  [408, 'transient'],
  [302, 'transient'],
  [429, 'throttled'],
  [401, 'auth'],
  [413, 'rejected'],
])('%i is understood', (status, kind) => {
  expect(read(status)).toMatchObject({ kind });
});
