import fc from 'fast-check';
import { type Failure, nextTry, triesByItself } from '../../../web/call-link/next-try.ts';

const now = Date.parse('2026-12-01T10:00:00Z');
const answered = (status: number, retryAfter: string | null = null, clockAhead = 0): Failure => ({
  status,
  retryAfter,
  clockAhead,
});

test.each([
  [1, 1000, 2000],
  [2, 2000, 4000],
  [3, 4000, 8000],
  [6, 30_000, 60_000],
  [50, 30_000, 60_000],
  [5000, 30_000, 60_000],
])('failure %i in a row waits %i ms to %i ms', (failures, least, most) => {
  expect(nextTry(failures, answered(429), now, 0) - now).toBe(least);
  expect(nextTry(failures, answered(429), now, 1) - now).toBe(most);
});

test('all that may pass is asked again: too much at once, what broke there, no answer, and what is no answer of ours', () => {
  for (const failure of [
    undefined,
    ...[200, 403, 408, 425, 429, 500, 502, 503, 504].map((status) => answered(status)),
  ]) {
    expect(nextTry(1, failure, now, 0.5)).toBe(now + 1500);
  }
});

test.each([400, 404, 405, 410, 413])('%i stays', (status) => {
  expect(nextTry(1, answered(status, '1'), now, 0)).toBe(Number.POSITIVE_INFINITY);
});

test('what the answer asks for comes before the random wait: seconds, or a time on the clock of who answered', () => {
  expect(nextTry(1, answered(429, '30'), now, 0)).toBe(now + 31_000);
  expect(nextTry(1, answered(503, 'Tue, 01 Dec 2026 10:00:20 GMT'), now, 0)).toBe(now + 21_000);
  expect(nextTry(1, answered(503, 'Tue, 01 Dec 2026 09:00:20 GMT', 3_600_000), now, 0)).toBe(now + 21_000);
  expect(nextTry(1, answered(503, 'Tue, 01 Dec 2026 09:00:00 GMT'), now, 0)).toBe(now + 1000);
  expect(nextTry(1, answered(429, 'soon'), now, 0)).toBe(now + 1000);
});

test('whatever is answered, the next try is neither at once nor beyond what a timer can hold', () => {
  const failures = fc.option(
    fc.record({
      status: fc.constantFrom(200, 429, 500, 503),
      retryAfter: fc.option(fc.oneof(fc.string(), fc.nat({ max: 2 ** 31 - 1 }).map(String), fc.date().map(String))),
      clockAhead: fc.integer({ min: -86_400_000, max: 86_400_000 }),
    }),
    { nil: undefined },
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      failures,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, f, r) => {
        const wait = nextTry(n, f, now, r) - now;
        return wait >= 1000 && wait < 2 ** 31;
      },
    ),
  );
});

test('a page that nobody touches asks again for a minute or two, and no longer', () => {
  const waits = Array.from({ length: triesByItself }, (_, index) => nextTry(index + 1, undefined, 0, 0.5));
  const seconds = waits.reduce((sum, wait) => sum + wait, 0) / 1000;
  expect([seconds > 60, seconds < 120]).toEqual([true, true]);
});
