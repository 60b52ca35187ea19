import { talkedSeconds, waitedSeconds } from '../../../../web/dashboard/calls/spent.ts';

const start = Date.parse('2026-05-03T10:00:00.000Z');
const spent = (fields: Omit<Parameters<typeof waitedSeconds>[0], 'startedAt'>) => {
  const [now, call] = [start + 60_000, { startedAt: '2026-05-03T10:00:00.000Z', ...fields }];
  return [waitedSeconds(call, now), talkedSeconds(call, now)];
};

test('a call that is under way is counted on', () => {
  expect(spent({ status: 'ringing' })).toEqual([60, undefined]);
  expect(spent({ status: 'answered', answeredAt: '2026-05-03T10:00:10.000Z' })).toEqual([10, 50]);
});

test('a call that is over has what the carrier says, or nothing', () => {
  expect(spent({ status: 'completed', waitSeconds: 8, talkSeconds: 125 })).toEqual([8, 125]);
  expect(spent({ status: 'missed' })).toEqual([undefined, undefined]);
});

test('a state that only a newer version knows is not counted on', () => {
  expect(spent({ status: 'on-hold', answeredAt: '2026-05-03T10:00:10.000Z', talkSeconds: 3 })).toEqual([10, 3]);
});
