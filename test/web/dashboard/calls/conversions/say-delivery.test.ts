import { sayDelivery } from '../../../../../web/dashboard/calls/conversions/say-delivery.ts';

const now = Date.parse('2026-05-03T10:00:00.000Z');
const delivery = { state: 'pending', attempts: 0 };

test.each([
  [{}, 'On its way.'],
  [
    { attempts: 2, nextAt: '2026-05-03T10:05:00.000Z', reason: 'it answers 503' },
    'It answers 503. Next attempt in 5 min.',
  ],
  [{ attempts: 2, nextAt: '2026-05-03T09:59:00.000Z' }, 'Being tried again.'],
  [{ state: 'delivered' }, 'The destination has it.'],
  [{ state: 'delivered', reason: 'Already there!' }, 'Already there!'],
  [{ state: 'parked', reason: 'unknown whether received' }, 'Unknown whether received.'],
  [{ state: 'skipped' }, ''],
  [{ state: 'delegated', reason: 'another one sends it' }, 'Another one sends it.'],
] as const)('%j', (fields, words) => {
  expect(sayDelivery({ ...delivery, ...fields }, now)).toBe(words);
});
