import fc from 'fast-check';
import { type RemovedFacts, windDown } from '../../../../lambdas/journal/removed-numbers/wind-down.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const now = Date.parse('2026-11-20T12:00:00Z');

const calls = (...times: number[]) => ({ times, areMore: false });
const facts = (more: Partial<RemovedFacts> = {}): RemovedFacts => ({
  was: 'session',
  removedAt: now - 40 * day,
  restsUntil: now - 39 * day,
  lastShownAt: now - 41 * day,
  dialled: calls(),
  ...more,
});
const judged = (more: Partial<RemovedFacts>, days = 30) => windDown(facts(more), { days, now });

test.each([
  ['nobody dials any more', {}, 'safe', 'nobody has dialled it for 30 days, and it was last shown 41 d ago'],
  ['was print', { was: 'static', lastShownAt: undefined }, 'safe', 'nobody has dialled it for 30 days'],
  [
    'somebody dialled',
    { dialled: calls(now - 2 * day, now - 50 * day, now - 3 * day) },
    'dialled',
    '2 calls since it was taken out, the last 2 d ago',
  ],
  ['somebody dialled long ago', { dialled: calls(now - 31 * day) }, 'safe', 'nobody has dialled it for 30 days'],
  [
    'was dialled while it was in use, not since',
    { removedAt: now - 10 * day, dialled: calls(now - 11 * day) },
    'too-early',
    'nobody has dialled it since it was taken out 10 d ago; it is to be quiet for 30 days',
  ],
  ['rests', { restsUntil: now + 90 * minute }, 'too-early', 'it rests for another 1 h 30 min'],
  [
    'rests, and is dialled',
    { restsUntil: now + day, dialled: calls(now - minute) },
    'dialled',
    'one call since it was taken out, the last 1 min ago',
  ],
  [
    'is dialled more often than calls are counted',
    { dialled: { times: [now - minute, now - day], areMore: true } },
    'dialled',
    '2 calls or more since it was taken out, the last 1 min ago',
  ],
  [
    'was dialled more often than calls are counted, but not since',
    { removedAt: now - 2 * day, dialled: { times: [now - day, now - 3 * day], areMore: true } },
    'dialled',
    'one call since it was taken out, the last 1 d ago',
  ],
] as const)('a number that %s', (_name, more, advice, reason) => {
  const result = judged(more);
  expect(result.advice).toBe(advice);
  expect(result.reason).toContain(reason);
});

test('with few days asked for, the time that callers take decides', () => {
  const removed = { removedAt: now - 2 * day, restsUntil: 0, lastShownAt: now - 2 * day };
  expect(judged(removed, 1)).toMatchObject({
    advice: 'too-early',
    reason: 'it was last shown 2 d ago: 1.3 % of those who call are still to do so',
    stillToCome: 0.0133,
  });
  expect(judged({ ...removed, lastShownAt: now - 4 * day }, 1)).toMatchObject({
    advice: 'safe',
    reason: 'nobody has dialled it for a day, and it was last shown 4 d ago',
  });
});

test('never is a number safe that was dialled since, rests, or was not quiet for long enough', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: -50, max: 50 }),
      fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 3 }),
      fc.integer({ min: 1, max: 60 }),
      (removed, rest, called, days) => {
        const removedAt = now - removed * day;
        const times = called.map((ago) => now - ago * day);
        const dialled = { times, areMore: false };
        const { advice, callsSince } = judged({ removedAt, restsUntil: now + rest * day, dialled }, days);
        const isDialled = times.some((at) => at >= removedAt && at >= now - days * day);
        expect(callsSince > 0).toBe(isDialled);
        expect(advice === 'safe').toBe(!isDialled && rest <= 0 && removed >= days);
      },
    ),
  );
});
