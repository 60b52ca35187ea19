import { repeatCallerOf } from '../../../lambdas/calls/repeat-caller.ts';

const startedAt = Date.parse('2026-11-20T14:00:00Z');
const day = 86_400_000;
const call = { startedAt, trackedNumber: '+12025550100' };
const before = (days: number, number: string) => ({ startedAt: startedAt - days * day, number });

test.each([
  ['nobody', [], undefined, { site: false, number: false }],
  ['another number', [before(1, '+12025550101')], undefined, { site: true, number: false }],
  ['both', [before(1, '+12025550101'), before(400, '+12025550100')], undefined, { site: true, number: true }],
  [
    'the one within 30 days',
    [before(1, '+12025550101'), before(31, '+12025550100')],
    30,
    { site: true, number: false },
  ],
  ['30 days ago', [before(30, '+12025550100')], 30, { site: true, number: true }],
  ['longer ago', [before(30.001, '+12025550100')], 30, { site: false, number: false }],
])('%s called before', (_, earlier, days, repeat) => {
  expect(repeatCallerOf(call, earlier, days)).toEqual(repeat);
});
