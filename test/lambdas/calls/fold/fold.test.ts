import fc from 'fast-check';
import { call } from '../../../../lambdas/calls/call.ts';
import { fold } from '../../../../lambdas/calls/fold/fold.ts';
import type { Observation } from '../../../../lambdas/calls/observation.ts';
import {
  caller,
  contact,
  contactEvent,
  events,
  lookup,
  number,
  record,
  secondContact,
} from '../carriers/connect/samples.ts';
import { fromEvent, fromLookup, fromRecord } from '../observations.ts';

const at = (time: string) => Date.parse(`2022-04-08T${time}Z`);
const soon = at('15:03:10');
const later = at('16:00:00');
const graceSeconds = 1800;

function folded(observations: readonly Observation[], now = soon) {
  const view = fold(observations, { now, graceSeconds });
  if (view === undefined) throw new Error('no call');
  return view;
}

const told = [fromLookup(lookup), ...events.map(fromEvent), fromRecord(record)];

/** A newer copy that lost the agent, and an older one. */
const copies = [
  fromRecord({ ...record, Agent: null, Recordings: null, LastUpdateTimestamp: '2022-05-01T10:00:00Z' }),
  fromRecord({ ...record, Agent: null, Queue: null, LastUpdateTimestamp: '2022-04-08T15:02:00Z' }),
];

const transferred = [
  fromRecord({ ...record, NextContactId: secondContact, DisconnectReason: 'THIRD_PARTY_DISCONNECT' }),
  fromRecord({
    ...record,
    ContactId: secondContact,
    InitialContactId: contact,
    InitiationMethod: 'QUEUE_TRANSFER',
    SystemEndpoint: null,
    CustomerEndpoint: null,
    InitiationTimestamp: '2022-04-08T15:01:22Z',
    Agent: {
      ...record.Agent,
      Username: 'agent2',
      ConnectedToAgentTimestamp: '2022-04-08T15:01:40Z',
      AgentInteractionDuration: 60,
    },
    DisconnectTimestamp: '2022-04-08T15:02:40Z',
    LastUpdateTimestamp: '2022-04-08T15:04:00Z',
  }),
];

test('nothing told is no call', () => {
  expect(fold([], { now: soon, graceSeconds })).toBeUndefined();
});

test('all that was told of an answered call', () => {
  expect(folded(told)).toEqual({
    id: contact,
    carrier: 'connect',
    status: 'completed',
    final: true,
    finalAt: at('15:31:22'),
    direction: 'inbound',
    trackedNumber: number,
    caller: { kind: 'number', number: caller },
    startedAt: at('14:59:38'),
    answeredAt: at('15:00:49'),
    endedAt: at('15:01:22'),
    waitSeconds: 7,
    talkSeconds: 33,
    holdSeconds: 0,
    endReason: 'CUSTOMER_DISCONNECT',
    agent: 'agent1',
    queue: 'BasicQueue',
    legs: 1,
    ignored: [],
  });
});

describe('what is known as the call goes on', () => {
  test('a lookup alone rings, from when it was asked', () => {
    expect(folded([fromLookup(lookup)], at('14:59:41'))).toMatchObject({
      status: 'ringing',
      final: false,
      startedAt: at('14:59:40'),
      caller: { kind: 'number', number: caller },
    });
  });

  test('an event knows the start better than a lookup, though it ranks lower', () => {
    expect(folded([fromLookup(lookup), fromEvent(events[0])]).startedAt).toBe(at('14:59:38'));
  });

  test('asking again does not move the start', () => {
    const again = [at('14:59:41.700'), at('14:59:40.500'), at('14:59:43')].map((time) => fromLookup(lookup, time));
    expect(folded(again).startedAt).toBe(at('14:59:40'));
  });

  test('answered, then over; then final by its record or when the grace is over', () => {
    const answered = told.slice(0, 4);
    expect(folded(answered)).toMatchObject({ status: 'answered', final: false });
    const over = told.slice(0, -1);
    expect(folded(over)).toMatchObject({ status: 'completed', final: false, talkSeconds: 33, waitSeconds: 7 });
    expect(folded(over, later)).toMatchObject({ status: 'completed', final: true });
    expect(folded(told)).toMatchObject({ final: true });
  });

  test('events and record agree on every time and duration', () => {
    const { startedAt, answeredAt, endedAt, waitSeconds, talkSeconds } = folded(events.map(fromEvent));
    expect(folded([fromRecord(record)])).toMatchObject({ startedAt, answeredAt, endedAt, waitSeconds, talkSeconds });
  });

  test('the record alone is enough', () => {
    expect(folded([fromRecord(record)])).toEqual(folded(told));
  });

  test('a lost answer is missed until the record corrects it', () => {
    const hints = [events[0], events[3]].map((event) =>
      fromEvent({ ...event, detail: { ...event!.detail, agentInfo: undefined } }),
    );
    expect(folded(hints, later)).toMatchObject({ status: 'missed', final: true, waitSeconds: 40 });
    expect(folded([...hints, fromRecord(record)], later)).toMatchObject({ status: 'completed', talkSeconds: 33 });
  });

  test('a newer record without agent erases nothing', () => {
    expect(folded([...told, ...copies])).toEqual(folded(told));
  });

  test('without an end it is over after 12 hours, and does not ring for ever', () => {
    const { finalAt = 0 } = folded([fromLookup(lookup)]);
    expect(finalAt).toBe(at('14:59:40') + 12 * 3600 * 1000);
    expect(folded([fromLookup(lookup)], finalAt)).toMatchObject({ status: 'failed', final: true });
    expect(folded(told.slice(0, 4), finalAt)).toMatchObject({ status: 'completed', final: true });
  });
});

describe('the caller', () => {
  const nobody = fromRecord({ ...record, CustomerEndpoint: null });

  test('a record without one does not make a known caller withheld', () => {
    expect(folded([fromLookup(lookup), nobody]).caller).toEqual({ kind: 'number', number: caller });
  });

  test('without anybody who knows better he is withheld; events alone say nothing', () => {
    expect(folded([nobody]).caller).toEqual({ kind: 'withheld' });
    expect(folded(events.map(fromEvent)).caller).toBeUndefined();
  });

  test('a record that calls him anonymous is believed', () => {
    const anonymous = fromRecord({ ...record, CustomerEndpoint: { Address: 'anonymous' } });
    expect(folded([fromLookup(lookup), anonymous]).caller).toEqual({ kind: 'withheld' });
  });
});

describe('unanswered', () => {
  const missed = { ...record, Agent: null };
  test.each([
    ['CUSTOMER_DISCONNECT', 'missed'],
    [null, 'missed'],
    ['TELECOM_BUSY', 'busy'],
    ['TELECOM_NUMBER_INVALID', 'failed'],
  ])('%s is %s', (DisconnectReason, status) => {
    expect(folded([fromRecord({ ...missed, DisconnectReason })])).toMatchObject({ status, waitSeconds: 7 });
  });
});

describe('several legs', () => {
  test('both talks count, the first answer and the last end; the caller waits for the first', () => {
    expect(folded(transferred)).toMatchObject({
      id: contact,
      status: 'completed',
      final: true,
      legs: 2,
      trackedNumber: number,
      caller: { kind: 'number', number: caller },
      answeredAt: at('15:00:49'),
      endedAt: at('15:02:40'),
      waitSeconds: 7,
      talkSeconds: 93,
      agent: 'agent1',
      endReason: 'CUSTOMER_DISCONNECT',
    });
  });

  test('a leg that was only named keeps the call from being final until the grace is over', () => {
    expect(folded(transferred.slice(0, 1))).toMatchObject({ status: 'completed', final: false, legs: 2 });
    expect(folded(transferred.slice(0, 1), later)).toMatchObject({ status: 'completed', final: true });
  });

  test('a leg that begins after the end opens the call again', () => {
    const begun = fromEvent(
      contactEvent('CONNECTED_TO_AGENT', '2022-04-08T15:01:25.000Z', {
        contactId: secondContact,
        initialContactId: contact,
        initiationMethod: 'TRANSFER',
        agentInfo: { connectedToAgentTimestamp: '2022-04-08T15:01:25.000Z' },
      }),
    );
    expect(folded([fromRecord(record), begun])).toMatchObject({ status: 'answered', final: false, legs: 2 });
  });

  test('a call-back is a leg of the call that asked for it', () => {
    const missed = fromRecord({ ...record, Agent: null });
    const callBack = fromRecord({
      ...record,
      ContactId: secondContact,
      InitialContactId: contact,
      InitiationMethod: 'CALLBACK',
      SystemEndpoint: { Address: 'Softphone' },
      ConnectedToSystemTimestamp: '2022-04-08T15:10:00Z',
      InitiationTimestamp: '2022-04-08T15:05:00Z',
      DisconnectTimestamp: '2022-04-08T15:12:00Z',
    });
    expect(folded([missed, callBack])).toMatchObject({
      direction: 'inbound',
      status: 'completed',
      trackedNumber: number,
      legs: 2,
    });
  });

  test('queues before the answer add up', () => {
    const overflown = [
      fromRecord({ ...record, Agent: null, NextContactId: secondContact }),
      fromRecord({
        ...record,
        ContactId: secondContact,
        InitialContactId: contact,
        InitiationTimestamp: '2022-04-08T15:01:22Z',
        Agent: { ...record.Agent, ConnectedToAgentTimestamp: '2022-04-08T15:01:42Z' },
        Queue: { ...record.Queue, Duration: 20 },
      }),
    ];
    expect(folded(overflown)).toMatchObject({ waitSeconds: 27, status: 'completed' });
  });
});

test('what did not fit is told once', () => {
  const odd = { ...record, InitiationTimestamp: 'yesterday', Queue: [] };
  expect(
    folded([fromRecord(odd), fromRecord({ ...odd, LastUpdateTimestamp: '2022-04-09T00:00:00Z' })]).ignored,
  ).toEqual([
    { what: 'InitiationTimestamp', reason: 'not a time' },
    { what: 'Queue', reason: 'not an object' },
  ]);
});

test('any order, any duplicates, and any way of adding up give the same call', () => {
  const all = [...told, ...copies, ...transferred, fromLookup(lookup, at('14:59:41'))];
  const expected = folded(all);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...all), { maxLength: 30 }).chain((more) => shuffled([...all, ...more])),
      fc.nat(),
      (order, cut) => {
        expect(folded(order)).toEqual(expected);
        const middle = cut % order.length;
        expect(folded([...order.slice(middle), ...order.slice(0, middle)])).toEqual(expected);
      },
    ),
    { numRuns: 500 },
  );
});

test('more is never less: a completed call stays so, whatever else is told', () => {
  const rest = [...told, ...copies];
  fc.assert(
    fc.property(fc.subarray(rest), (some) => {
      expect(folded([fromRecord(record), ...some]).status).toBe('completed');
    }),
  );
});

test('every subset is a call that keeps to its shape', () => {
  fc.assert(
    fc.property(
      fc.subarray([...told, ...copies, ...transferred], { minLength: 1 }),
      fc.integer({ min: 0, max: 4e12 }),
      (some, now) => {
        const view = folded(some, now);
        expect(call.parse(view)).toEqual(view);
        expect(view.final ? ['ringing', 'answered'] : []).not.toContain(view.status);
      },
    ),
  );
});

function shuffled<T>(values: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...values], { minLength: values.length, maxLength: values.length });
}
