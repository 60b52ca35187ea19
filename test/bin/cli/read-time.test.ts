import { readTime } from '../../../bin/cli/read-time.ts';

test('a day begins in UTC, and a time has its zone', () => {
  expect(readTime('2026-01-31')).toBe(Date.parse('2026-01-31T00:00:00.000Z'));
  expect(readTime('2028-02-29')).toBe(Date.parse('2028-02-29T00:00:00.000Z'));
  expect(readTime('2026-01-31T12:00Z')).toBe(Date.parse('2026-01-31T12:00:00.000Z'));
  expect(readTime('2026-01-31T12:00:00.5+02:00')).toBe(Date.parse('2026-01-31T10:00:00.500Z'));
});

test.each([
  '2026-02-30',
  '2026-11-31',
  '2026-13-01',
  '2026-02-30T12:00:00Z',
  '2026-01-31T12:00:00',
  '2026-01-31T25:00:00Z',
  '31.1.2026',
  'yesterday',
  '1767225600',
  '',
])('no day that no calendar has, and nothing else: %s', (text) => {
  expect(readTime(text)).toBeUndefined();
});
