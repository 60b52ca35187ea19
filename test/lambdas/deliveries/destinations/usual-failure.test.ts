import { usualFailure, usualFailureUnsure } from '../../../../lambdas/deliveries/destinations/usual-failure.ts';

test.each([
  [200, undefined],
  [204, undefined],
  [101, 'transient'],
  [301, 'transient'],
  [400, undefined],
  [401, 'auth'],
  [403, undefined],
  [404, undefined],
  [408, 'transient'],
  [423, 'transient'],
  [425, 'transient'],
  [429, 'throttled'],
  [500, 'transient'],
  [599, 'transient'],
])('%i says %s by itself', (status, kind) => {
  expect(usualFailure({ status, headers: {}, body: '' }, 'it')?.kind).toBe(kind);
});

test.each([
  [200, undefined],
  [404, undefined],
  [429, 'throttled'],
  [500, 'unknown'],
  [502, 'unknown'],
  [503, 'transient'],
  [504, 'unknown'],
])('%i says %s of a receiver that knows nothing again', (status, kind) => {
  expect(usualFailureUnsure({ status, headers: {}, body: '' }, 'it')?.kind).toBe(kind);
});
