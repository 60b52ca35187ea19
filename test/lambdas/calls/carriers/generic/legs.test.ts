import fc from 'fast-check';
import { linksOf } from '../../../../../lambdas/calls/call-links.ts';
import { readCallMessage } from '../../../../../lambdas/calls/carriers/generic/call-message.ts';
import { fold } from '../../../../../lambdas/calls/fold/fold.ts';
import type { Observation } from '../../../../../lambdas/calls/observation.ts';
import { caller, number } from './samples.ts';

const receivedAt = Date.parse('2025-11-20T14:02:00Z');
const graceSeconds = 1800;

function observed({ hook = 'calls', ...message }: Record<string, unknown>, account = 'pbx'): Observation {
  const raw = JSON.stringify(message);
  const parsed = readCallMessage({ account, hook: String(hook), settings: {}, raw }, receivedAt);
  if (!('observations' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.observations[0]!;
}

const folded = (messages: readonly Record<string, unknown>[], now = receivedAt) =>
  fold(
    messages.map((message) => observed({ id: 'c', from: caller, to: number, ...message })),
    { now, graceSeconds },
  );

const started = { startedAt: '2025-11-20T14:00:00Z' };
const asked = { hook: 'lookup' };
const ringing = { event: 'ringing', at: '2025-11-20T14:00:00Z' };
const answered = { event: 'answered', at: '2025-11-20T14:00:10Z' };
const ended = { event: 'ended', at: '2025-11-20T14:01:00Z' };
const record = {
  ...started,
  event: 'record',
  answeredAt: '2025-11-20T14:00:10Z',
  endedAt: '2025-11-20T14:01:00Z',
};

const id = fc.stringMatching(/^[\w.:@~-]{1,6}$/);
const nearly = fc.constantFrom('1', 'a', 'b', 'a-1', '1-a', '-', '.', 'a.b');
const name = fc.oneof(nearly, id);

test('messages with different ids, or of different accounts, meet in no call and in no leg, whatever their legs', () => {
  const account = fc.constantFrom('pbx', 'a', 'a1');
  const message = fc.record({ account, id: name, leg: fc.option(name, { nil: undefined }) });
  fc.assert(
    fc.property(message, message, (one, other) => {
      fc.pre(one.id !== other.id || one.account !== other.account);
      const [a, b] = [one, other].map(({ account, ...rest }) => observed({ ...ringing, ...rest }, account));
      expect([b!.call, b!.leg]).not.toContain(a!.call);
      expect([b!.call, b!.leg]).not.toContain(a!.leg);
    }),
    { numRuns: 1000 },
  );
});

test('a leg that was named beside its call is linked to nothing: it was never a call', () => {
  expect(linksOf(observed({ ...ringing, id: 'c', leg: 'a' }))).toEqual([]);
});

test('one call has one leg for each name', () => {
  fc.assert(
    fc.property(name, name, name, (call, one, other) => {
      const [a, b] = [one, other].map((leg) => observed({ ...ringing, id: call, leg }).leg);
      expect(a === b).toBe(one === other);
    }),
  );
});

test.each([
  ['the record of its only leg', [{ ...record, leg: 'a' }], 1],
  ['a lookup, then the record of its only leg', [asked, { ...record, leg: 'a' }], 1],
  ['ringing, then the record of its only leg', [ringing, { ...record, leg: 'a' }], 1],
  [
    'records of both legs, one with the id of the call',
    [asked, { ...record, leg: 'c' }, { ...record, answeredAt: 0, leg: 'b' }],
    2,
  ],
  ['a record of the call, while only ringing was told of a leg', [{ ...ringing, leg: 'a' }, record], 2],
])('%s makes a call final', (_, messages, legs) => {
  expect(folded(messages)).toMatchObject({
    final: true,
    status: 'completed',
    legs,
    talkSeconds: 50,
    caller: { kind: 'number', number: caller },
    trackedNumber: number,
  });
});

test('a leg without record keeps its call from being final until the grace after its end is over', () => {
  const messages = [asked, { ...record, leg: 'a' }, { ...ended, leg: 'b' }];
  expect(folded(messages)).toMatchObject({ final: false, status: 'completed', legs: 2 });
  expect(folded(messages, Date.parse(ended.at) + graceSeconds * 1000)).toMatchObject({ final: true });
  expect(folded([...messages, { ...answered, leg: 'd' }])).toMatchObject({ final: false, status: 'answered', legs: 3 });
});

test('an answer without a leg is over when all legs are, and its own record is waited for until the grace is over', () => {
  const messages = [answered, { ...record, leg: 'a' }];
  expect(folded(messages)).toMatchObject({ final: false, status: 'completed', legs: 2 });
  expect(folded([answered, { ...ringing, leg: 'a' }, { ...ended, leg: 'a' }])).toMatchObject({ status: 'answered' });
  expect(folded([...messages, record])).toMatchObject({ final: true, legs: 2 });
});

test('the agent is told on any leg that was answered', () => {
  expect(folded([answered, { ...record, leg: 'b', agent: 'anna' }])?.agent).toBe('anna');
  expect(folded([{ ...answered, agent: 'ben' }, { ...record, leg: 'b', agent: 'anna' }, record])?.agent).toBe('ben');
});
