import { parseCall } from '../../../../web/dashboard/calls/call.ts';
import { talkedSeconds, waitedSeconds } from '../../../../web/dashboard/calls/spent.ts';

const start = Date.parse('2026-05-03T10:00:00.000Z');
const call = (fields: object) => parseCall({ id: 'a', startedAt: '2026-05-03T10:00:00.000Z', ...fields })!;
const spent = (fields: object) => {
  const now = start + 60_000;
  return [waitedSeconds(call(fields), now), talkedSeconds(call(fields), now)];
};

test('a call that is under way is counted on', () => {
  expect(spent({ status: 'ringing' })).toEqual([60, undefined]);
  expect(spent({ status: 'answered', answeredAt: '2026-05-03T10:00:10.000Z' })).toEqual([10, 50]);
});

test('a call that is over has what the carrier says, or nothing', () => {
  expect(spent({ status: 'completed', waitSeconds: 8, talkSeconds: 125 })).toEqual([8, 125]);
  expect(spent({ status: 'missed' })).toEqual([undefined, undefined]);
});
