import { judgeCode } from '../../../../lambdas/visits/phone-codes/given-code.ts';

const minute = 60_000;
const startedAt = Date.parse('2026-11-20T14:00:00Z');
const endedAt = startedAt + 10 * minute;
const holder = { visit: 'v', visitor: 'ann', shownAt: startedAt };
const given = (from: number, until: number) => ({
  site: 'shop',
  code: '1234567',
  givenAt: startedAt + from * minute,
  expiresAt: startedAt + until * minute,
  holder,
});
const inCall = { kind: 'call', startedAt, endedAt } as const;

test.each([
  ['before the call and shown in it', -20, 10],
  ['in the call', 4, 34],
  ['a moment before it ended, by another clock', 14, 44],
  ['until a moment before it began, by another clock', -40, -4],
])('a code counts that was given %s', (_, from, until) => {
  expect(judgeCode(given(from, until), inCall)).toEqual({ kind: 'good', holder });
});

test.each([
  ['had expired', given(-40, -10), 'had expired at 2026-11-20 13:50 UTC, before the call began'],
  ['was given after the call', given(20, 50), 'was given at 2026-11-20 14:20 UTC, after the call had ended'],
  ['was never given', undefined, 'none that the site has given within the last 30 days'],
  ['is a mark', { ...given(0, 10), holder: undefined }, 'withdrawn consent since'],
])('a code does not that %s', (_, code, refused) => {
  expect(judgeCode(code, inCall)).toEqual({ kind: 'refused', refused: expect.stringContaining(refused) });
});

test('as long as a call lasts, codes may still be given in it', () => {
  expect(judgeCode(given(600, 630), { kind: 'call', startedAt }).kind).toBe('good');
});

test('an order may name a code that was given before it, however long the page has not shown it', () => {
  const order = (minutes: number) => ({ kind: 'order', at: startedAt + minutes * minute }) as const;
  expect(judgeCode(given(0, 30), order(9000)).kind).toBe('good');
  expect(judgeCode(given(0, 30), order(-10))).toEqual({
    kind: 'refused',
    refused: expect.stringContaining('after the order had come about'),
  });
});
