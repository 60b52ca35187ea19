import { expiryOf } from '../../../bin/cli/expiry.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const hour = 3_600_000;

test.each([
  ['90d', now + 90 * 24 * hour],
  ['12h', now + 12 * hour],
  ['30m', now + hour / 2],
  ['2030-01-31', Date.parse('2030-01-31T00:00:00Z')],
  ['2030-01-31T10:30:00Z', Date.parse('2030-01-31T10:30:00Z')],
])('%s', (text, at) => {
  expect(expiryOf(text, now)).toBe(at);
});

test.each(['', '90', '0d', '-1d', '1y', '2026-11-21', '2030-02-31x', 'tomorrow', '2030-13-01'])(
  '%s is refused',
  (text) => {
    expect(expiryOf(text, now)).toBeUndefined();
  },
);
