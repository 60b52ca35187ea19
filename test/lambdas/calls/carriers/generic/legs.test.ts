import fc from 'fast-check';
import { linksOf } from '../../../../../lambdas/calls/call-links.ts';
import { readCallMessage } from '../../../../../lambdas/calls/carriers/generic/call-message.ts';
import { fold } from '../../../../../lambdas/calls/fold/fold.ts';
import { talksOf } from '../../../../../lambdas/calls/fold/talks.ts';
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
  ['a record of the call, while only ringing was told of a leg', [{ ...ringing, leg: 'a' }, record], 1],
  [
    'a record of the call, while only ringing was told of two',
    [{ ...ringing, leg: 'a' }, { ...ringing, leg: 'c' }, record],
    2,
  ],
  ['records of the call and of its leg, told twice over', [{ ...record, leg: 'a' }, record], 1],
  ['events of the call, then its record and that of its leg', [answered, ended, { ...record, leg: 'a' }, record], 1],
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
  expect(folded(messages)).toMatchObject({ final: false, status: 'completed', legs: 1, talkSeconds: 50 });
  expect(folded([answered, { ...ringing, leg: 'a' }, { ...ended, leg: 'a' }])).toMatchObject({ status: 'answered' });
  expect(folded([...messages, record])).toMatchObject({ final: true, legs: 1, talkSeconds: 50 });
});

test('a call that is only told by its legs goes the way of the first, and has its number', () => {
  const away = { direction: 'outbound', from: number, to: caller };
  const second = { ...record, leg: 'a', startedAt: '2025-11-20T14:00:05Z', direction: 'inbound' };
  expect(folded([second, { ...record, ...away, leg: 'b' }])).toMatchObject({
    direction: 'outbound',
    caller: { kind: 'number', number: caller },
    trackedNumber: number,
    legs: 2,
    final: true,
  });
  expect(folded([asked, { ...record, ...away, leg: 'b' }])).toMatchObject({ direction: 'inbound', legs: 1 });
});

test('talk is counted once, whether it is told of the call, of its leg or of both', () => {
  const observations = [answered, ended, { ...record, leg: 'a' }, record].map((one) => observed({ id: 'c', ...one }));
  const talk = [{ from: Date.parse('2025-11-20T14:00:10Z'), seconds: 50 }];
  for (const told of [observations, observations.slice(0, 2), observations.slice(0, 3), observations.slice(2, 3)])
    expect(talksOf(told)).toEqual(talk);
});

test('whatever is told of a call and its legs, in any order, it is the same call', () => {
  const leg = fc.constantFrom(undefined, 'a', 'b', 'c');
  const message = fc.tuple(fc.constantFrom(asked, ringing, answered, ended, record), leg);
  const told = fc.array(message, { minLength: 1, maxLength: 8 });
  const pairs = told.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
  );
  fc.assert(
    fc.property(pairs, ([all, shuffled]) => {
      const [one, other] = [all, shuffled].map((each) => folded(each.map(([what, leg]) => ({ ...what, leg }))));
      expect(other).toEqual(one);
      const names = new Set(all.flatMap(([, leg]) => leg ?? []));
      expect(one?.legs).toBe(Math.max(1, names.size));
      expect(all.some(([what, leg]) => what === record && leg === undefined) ? one?.final : true).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('the agent is told on any leg that was answered', () => {
  expect(folded([answered, { ...record, leg: 'b', agent: 'anna' }])?.agent).toBe('anna');
  expect(folded([{ ...answered, agent: 'ben' }, { ...record, leg: 'b', agent: 'anna' }, record])?.agent).toBe('ben');
});
