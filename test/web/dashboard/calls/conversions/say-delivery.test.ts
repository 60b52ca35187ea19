import { sayDelivery } from '../../../../../web/dashboard/calls/conversions/say-delivery.ts';

const delivery = {
  id: 'd',
  destination: 'hook',
  wanted: 1,
  sent: 0,
  state: 'pending',
  attempts: 0,
  reason: undefined,
  nextAt: undefined,
} as const;

test.each([
  [{}, 'On its way.'],
  [{ attempts: 2, nextAt: 400_000, reason: 'it answers 503' }, 'It answers 503. Next attempt in 5 min.'],
  [{ attempts: 2, nextAt: 50_000 }, 'Being tried again.'],
  [{ state: 'delivered' }, 'The destination has it.'],
  [{ state: 'delivered', reason: 'Already there!' }, 'Already there!'],
  [{ state: 'parked', reason: 'unknown whether received' }, 'Unknown whether received.'],
  [{ state: 'skipped' }, ''],
] as const)('%j', (fields, words) => {
  expect(sayDelivery({ ...delivery, ...fields }, 100_000)).toBe(words);
});
