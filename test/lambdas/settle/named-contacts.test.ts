import { settle } from '../../../lambdas/settle/settle.ts';
import { everything, type House, keep, kept, openHouse, rule, settleQueued, showAnna, start } from './call-house.ts';
import { contact, event } from './contacts.ts';

const second = 1000;
const halfHour = 30 * 60 * second;
let house: House;

beforeEach(async () => {
  house = await openHouse([rule()]);
  await showAnna(house);
});

/** Keeps messages, and settles what they are about at a time, s from `start`. */
async function told(at: number, ...bodies: string[]): Promise<void> {
  for (const body of bodies) {
    for (const call of await keep(house, body)) await settle(call, house.deps, start + at * second);
  }
  await settleQueued(house, start + at * second);
}

const later = (at: number, call = 'first') => settle(call, house.deps, start + at * second);
const transferred = contact('second', 20, 60, {
  InitiationMethod: 'TRANSFER',
  InitialContactId: 'first',
  PreviousContactId: 'first',
});
const outgoing = contact('first', 0, 22, { InitiationMethod: 'OUTBOUND', NextContactId: 'second' });

test('a transferred contact alone is not final until the grace after its end is over', async () => {
  await told(65, transferred);
  expect((await kept(house, 'first')).call).toMatchObject({
    final: false,
    legs: 2,
    finalAt: start + 60_000 + halfHour,
  });
  expect((await kept(house, 'first')).conversions).toEqual([]);
  await later(60 + 1799);
  expect((await kept(house, 'first')).conversions).toEqual([]);
  await later(60 + 1800);
  expect((await kept(house, 'first')).call).toMatchObject({ final: true, status: 'completed' });
  expect((await kept(house, 'first')).conversions).toHaveLength(1);
});

test('an outgoing call that is heard of in time has no conversion, no visitor, no memory', async () => {
  await told(65, transferred, outgoing);
  const { call, conversions } = await kept(house, 'first');
  expect(call).toMatchObject({ final: true, direction: 'outbound', match: { method: 'none', visit: null } });
  expect(conversions).toEqual([]);
  const items = await everything(house.sources);
  expect(items.filter(({ pk }) => String(pk).startsWith('PERSON#'))).toEqual([]);
});

test('an outgoing call that is heard of too late is taken back everywhere', async () => {
  await told(65, transferred);
  await later(60 + 1800);
  expect((await kept(house, 'first')).deliveries).toMatchObject([{ wanted: 1 }, { wanted: 1 }]);
  await told(60 + 1801, outgoing);
  const { call, conversions, deliveries } = await kept(house, 'first');
  expect(call).toMatchObject({ final: true, direction: 'outbound', sums: { conversions: 0, values: [] } });
  expect(conversions).toMatchObject([{ state: 'retired', revision: 2, value: { minor: 0 } }]);
  expect(deliveries).toMatchObject([{ wanted: 2 }, { wanted: 2 }]);
});

test('that it went out is enough, be it final or not: an event of the first contact takes back too', async () => {
  await told(65, transferred);
  await later(60 + 1800);
  await told(60 + 1801, event('INITIATED', 'first', 0, { initiationMethod: 'OUTBOUND' }));
  expect((await kept(house, 'first')).conversions).toMatchObject([{ state: 'retired' }]);
});

test.each([
  ['handed on to a contact whose record never comes', contact('first', 0, 40, { NextContactId: 'never' })],
  ['of which an event names a contact before it', event('DISCONNECTED', 'x', 40, { previousContactId: 'first' })],
])('a call %s waits for the grace, not for ever', async (_what, body) => {
  await told(45, body);
  expect((await kept(house, 'first')).call).toMatchObject({ final: false, finalAt: start + 40_000 + halfHour });
  await later(40 + 1800);
  expect((await kept(house, 'first')).call).toMatchObject({ final: true });
});

test('a contact that names itself is a call of its own, final by its record', async () => {
  const self = { InitialContactId: 'first', PreviousContactId: 'first', NextContactId: 'first' };
  await told(45, contact('first', 0, 40, self));
  expect((await kept(house, 'first')).call).toMatchObject({ final: true, legs: 1 });
});

describe('a caller who asks to be rung back', () => {
  const abandoned = contact('first', 0, 30, {
    Agent: null,
    Queue: { Name: 'Sales', EnqueueTimestamp: '2026-11-20T14:00:02Z', Duration: 28 },
    NextContactId: 'back',
    DisconnectReason: 'CUSTOMER_DISCONNECT',
  });
  const back = {
    InitiationMethod: 'CALLBACK',
    InitialContactId: 'first',
    PreviousContactId: 'first',
    SystemEndpoint: null,
  };
  const agent = (talk: number) => ({
    Username: 'agent1',
    ConnectedToAgentTimestamp: '2026-11-20T14:01:00Z',
    AgentInteractionDuration: talk,
  });
  const nobody = (talk: number) =>
    contact('back', 31, 90, { ...back, ConnectedToSystemTimestamp: null, Agent: agent(talk) });

  test.each([
    ['no time of the agent', nobody(0)],
    ['the time for which the agent heard it ring', nobody(30)],
    [
      'a busy line',
      contact('back', 31, 90, {
        ...back,
        ConnectedToSystemTimestamp: null,
        Agent: agent(30),
        DisconnectReason: 'TELECOM_BUSY',
      }),
    ],
    [
      'an answer that is later than the end',
      contact('back', 31, 90, { ...back, ConnectedToSystemTimestamp: '2026-11-20T14:02:00Z', Agent: agent(30) }),
    ],
  ])('and is not reached, with %s: missed, no talk, no conversion', async (_what, body) => {
    for (const order of [
      [abandoned, body],
      [body, abandoned],
    ]) {
      house = await openHouse([rule(), rule({ id: 'missed', when: { status: 'missed' }, destinations: [] })]);
      await showAnna(house);
      await told(95, ...order);
      const { call, conversions } = await kept(house, 'first');
      expect(call).toMatchObject({ status: 'missed', final: true, direction: 'inbound', waitSeconds: 28 });
      expect([call?.talkSeconds, call?.answeredAt]).toEqual([undefined, undefined]);
      expect(conversions).toMatchObject([{ rule: { id: 'missed' } }]);
    }
  });

  test('and is reached: completed, the talk begins when the customer answers', async () => {
    const answered = { ...back, ConnectedToSystemTimestamp: '2026-11-20T14:01:10Z', Agent: agent(30) };
    await told(95, contact('back', 31, 90, answered), abandoned);
    expect((await kept(house, 'first')).call).toMatchObject({
      status: 'completed',
      answeredAt: start + 70_000,
      talkSeconds: 20,
      trackedNumber: '+12025550100',
      match: { visit: { visitor: 'anna' } },
    });
  });

  test.each([
    ['only the agent is told of', [], 'missed'],
    [
      'both sides are told of, each by itself',
      [event('CONNECTED_TO_SYSTEM', 'back', 70, { initiationMethod: 'CALLBACK', initialContactId: 'first' })],
      'completed',
    ],
  ])('by events alone: where %s', async (_what, more, status) => {
    const called = { initiationMethod: 'CALLBACK', initialContactId: 'first', previousContactId: 'first' };
    const connected = event('CONNECTED_TO_AGENT', 'back', 60, called);
    const over = event('DISCONNECTED', 'back', 90, called);
    await told(95, abandoned, connected, ...more, over);
    await later(90 + 1800);
    expect((await kept(house, 'first')).call).toMatchObject({ status, final: true });
  });
});

test.each(['OUTBOUND', 'API', 'CALLBACK', 'EXTERNAL_OUTBOUND'])(
  '%s that nobody took is missed, however long the agent was at it',
  async (InitiationMethod) => {
    await told(65, contact('first', 0, 60, { InitiationMethod, ConnectedToSystemTimestamp: null }));
    const { call, conversions } = await kept(house, 'first');
    expect(call).toMatchObject({ status: 'missed', final: true });
    expect(call?.talkSeconds).toBeUndefined();
    expect(conversions).toEqual([]);
  },
);

describe('a call that was placed by the API or a campaign, from a number of a pool', () => {
  const placed = { InitiationMethod: 'API', Campaign: { CampaignId: 'c' } };

  test.each([
    ['', {}, { status: 'completed', talkSeconds: 55 }],
    [
      'and a person was heard',
      { AnsweringMachineDetectionStatus: 'HUMAN_ANSWERED' },
      { status: 'completed', answeredBy: 'person' },
    ],
    [
      'and a person was heard, nobody says when',
      { AnsweringMachineDetectionStatus: 'HUMAN_ANSWERED', ConnectedToSystemTimestamp: null },
      { status: 'completed', answeredBy: 'person', talkSeconds: 55 },
    ],
    [
      'and a person was heard, whom no agent talked to',
      { AnsweringMachineDetectionStatus: 'HUMAN_ANSWERED', ConnectedToSystemTimestamp: null, Agent: null },
      { status: 'completed', answeredBy: 'person' },
    ],
    [
      'and a machine was',
      { AnsweringMachineDetectionStatus: 'VOICEMAIL_BEEP' },
      { status: 'missed', answeredBy: 'voicemail' },
    ],
  ])('is outbound, and makes no conversion %s', async (_what, more, expected) => {
    await told(65, contact('first', 0, 60, { ...placed, ...more }));
    const { call, conversions } = await kept(house, 'first');
    expect(call).toMatchObject({ direction: 'outbound', final: true, match: { visit: null }, ...expected });
    expect(conversions).toEqual([]);
  });

  test('a machine is no answer, though events told of both sides before the record came', async () => {
    const sides = ['CONNECTED_TO_SYSTEM', 'CONNECTED_TO_AGENT'].map((type) =>
      event(type, 'first', 10, { initiationMethod: 'API' }),
    );
    const voicemail = { ...placed, AnsweringMachineDetectionStatus: 'VOICEMAIL_BEEP' };
    await told(65, ...sides, contact('first', 0, 60, voicemail));
    const { call } = await kept(house, 'first');
    expect(call).toMatchObject({ status: 'missed', answeredBy: 'voicemail', direction: 'outbound' });
    expect(call?.talkSeconds).toBeUndefined();
  });
});

describe('a caller who asks to be rung back where no phone call was: in a chat, or by a form', () => {
  const back = { InitiationMethod: 'CALLBACK', InitialContactId: 'chat', PreviousContactId: 'chat' };
  const chat = contact('chat', 0, 30, { Channel: 'CHAT', InitiationMethod: 'API', NextContactId: 'back' });

  test.each([
    ['of which the record comes', [chat, contact('back', 31, 90, back)]],
    ['of which only the call tells', [contact('back', 31, 90, back)]],
  ])('%s: an outgoing call of the site that rang, final after the grace', async (_what, bodies) => {
    await told(95, ...bodies);
    await later(90 + 1800, 'chat');
    const { call, conversions } = await kept(house, 'chat');
    expect(call).toMatchObject({
      site: 'shop',
      direction: 'outbound',
      trackedNumber: '+12025550100',
      caller: { kind: 'number', number: '+12025550123' },
      final: true,
      match: { visit: null },
    });
    expect(conversions).toEqual([]);
  });
});

test('a transfer to somebody who never answers adds no talk', async () => {
  const unanswered = contact('second', 20, 60, {
    InitiationMethod: 'TRANSFER',
    InitialContactId: 'first',
    Agent: null,
  });
  const external = contact('third', 20, 60, {
    InitiationMethod: 'EXTERNAL_OUTBOUND',
    InitialContactId: 'first',
    ConnectedToSystemTimestamp: null,
  });
  await told(65, unanswered, external, contact('first', 0, 22, { NextContactId: 'second' }));
  expect((await kept(house, 'first')).call).toMatchObject({
    status: 'completed',
    talkSeconds: 17,
    final: true,
    legs: 3,
  });
});
