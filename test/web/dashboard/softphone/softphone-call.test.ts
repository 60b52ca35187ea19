import { parseSoftphoneCall, worthShowing } from '../../../../web/dashboard/softphone/softphone-call.ts';

const call = {
  id: 'a',
  number: '+12025550107',
  caller: null,
  state: 'ringing',
  startedAt: '2026-05-03T10:00:00.000Z',
  lookup: { state: 'answered', milliseconds: 80, answer: { whisper: 'Call from google', campaign: '' } },
  recordsSent: 0,
};

test('a call and what the flow was told', () => {
  const parsed = parseSoftphoneCall(call)!;
  expect(parsed).toMatchObject({
    caller: undefined,
    state: 'ringing',
    lookup: { state: 'answered', milliseconds: 80 },
  });
  expect(parsed.lookup.state === 'answered' && [...parsed.lookup.answer]).toEqual([['whisper', 'Call from google']]);
});

test('a lookup that failed, and one that is still asked', () => {
  expect(parseSoftphoneCall({ ...call, lookup: { state: 'failed', reason: 'too late' } })!.lookup).toMatchObject({
    reason: 'too late',
  });
  expect(parseSoftphoneCall({ ...call, lookup: undefined })!.lookup.state).toBe('asking');
});

test('what is no call is none', () => {
  expect(parseSoftphoneCall({ ...call, state: 'asleep' })).toBeUndefined();
});

test('calls that go on are shown, else the last one', () => {
  const [ended, ringing] = ['ended', 'ringing'].map((state) => parseSoftphoneCall({ ...call, id: state, state })!);
  expect(worthShowing([ended!, ringing!])).toEqual([ringing]);
  expect(worthShowing([ended!, ended!])).toEqual([ended]);
  expect(worthShowing([])).toEqual([]);
});
