import { readCallMessage } from '../../../../../lambdas/calls/carriers/generic/call-message.ts';
import { fold } from '../../../../../lambdas/calls/fold/fold.ts';
import { answered, caller, number, record } from './samples.ts';

const now = Date.parse('2025-11-20T14:02:00Z');
const at = (time: string) => Date.parse(`2025-11-20T${time}Z`);

function read(message: object) {
  const parsed = readCallMessage(
    { account: 'pbx', hook: 'calls', settings: {}, raw: JSON.stringify({ event: 'record', id: '1', ...message }) },
    now,
  );
  if (!('observations' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.observations;
}

const times = { startedAt: '2025-11-20T14:00:00Z', endedAt: '2025-11-20T14:00:50Z' };
const talked = { ...times, from: caller, to: number, talkSeconds: 20 };

test('who talked, and when is not told, did so until the end', () => {
  expect(fold(read(talked), { now, graceSeconds: 0 })).toMatchObject({
    answeredAt: at('14:00:30'),
    waitSeconds: 30,
    talkSeconds: 20,
  });
  const long = read({ ...talked, talkSeconds: 51 });
  expect(fold(long, { now, graceSeconds: 0 })).toMatchObject({ answeredAt: at('14:00:00'), waitSeconds: 0 });
});

test('an event that says when goes before what follows from the end', () => {
  const said = [...read({ ...talked, id: record.id }), ...read(answered)];
  expect(fold(said, { now, graceSeconds: 0 })).toMatchObject({ answeredAt: at('14:00:09'), waitSeconds: 9 });
});

test('of an outbound call a record of talk alone is no answer', () => {
  const out = read({ ...talked, direction: 'outbound', from: number, to: caller });
  expect(fold(out, { now, graceSeconds: 0 })?.answeredAt).toBeUndefined();
});

test('why nobody answered is told also of a call of which the end is not', () => {
  const busy = { startedAt: times.startedAt, from: caller, to: number, endReason: 'BUSY' };
  const told = { status: 'busy', endReason: 'BUSY', final: true };
  expect(fold(read(busy), { now, graceSeconds: 0 })).toMatchObject(told);
  const legs = [{ leg: '1', endReason: 'NO_ANSWER' }, { leg: '2' }];
  const observations = legs.flatMap((leg) => read({ ...busy, ...leg }));
  expect(fold(observations, { now, graceSeconds: 0 })).toMatchObject(told);
  expect(fold(observations.toReversed(), { now, graceSeconds: 0 })).toMatchObject(told);
});

test.each([
  [{ to: '200' }, 'to', 'not a number of a known country, so the call is of no site'],
  [{ from: '101' }, 'from', 'not a number of a known country, so it counts as withheld'],
  [
    { direction: 'outbound', from: number, to: '101' },
    'to',
    'not a number of a known country, so who was called is not known',
  ],
  [{ agent: 7 }, 'agent', 'not a text'],
  [{ agent: 'a'.repeat(513) }, 'agent', 'longer than 512 characters'],
])('%j is noted', (more, what, reason) => {
  const [{ ignored } = { ignored: [] }] = read({ ...talked, ...more });
  expect(ignored).toEqual([{ what, reason }]);
});

test('an id that is a number is told to be no text', () => {
  const raw = JSON.stringify({ event: 'record', ...talked, id: 7 });
  expect(readCallMessage({ account: 'pbx', hook: 'calls', settings: {}, raw }, now)).toEqual({
    malformed: 'id is not a text',
  });
});
