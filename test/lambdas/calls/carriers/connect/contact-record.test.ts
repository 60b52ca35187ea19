import fc from 'fast-check';
import { parseContactRecord } from '../../../../../lambdas/calls/carriers/connect/contact-record.ts';
import { observation } from '../../../../../lambdas/calls/observation.ts';
import { mutations } from './mutations.ts';
import { caller, contact, number, record, secondContact } from './samples.ts';

const receivedAt = Date.parse('2026-11-20T14:00:00Z');
const at = (time: string) => Date.parse(`2022-04-08T${time}Z`);

function told(payload: unknown) {
  const parsed = parseContactRecord(payload, receivedAt);
  if (!('observations' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.observations[0]!;
}

test('a record tells the whole leg', () => {
  expect(told(record)).toEqual({
    call: contact,
    leg: contact,
    carrier: 'connect',
    source: 'record',
    version: '2022-04-08T15:03:02.000Z',
    fields: {
      startedAt: at('14:59:38'),
      queuedAt: at('15:00:42'),
      answeredAt: at('15:00:49'),
      endedAt: at('15:01:22'),
      waitSeconds: 7,
      talkSeconds: 33,
      holdSeconds: 0,
      caller: { kind: 'number', number: caller },
      trackedNumber: number,
      endReason: 'CUSTOMER_DISCONNECT',
      cause: 'other',
      direction: 'inbound',
      initiation: 'INBOUND',
      agent: 'agent1',
      queue: 'BasicQueue',
      recorded: true,
    },
  });
});

test('the casing of keys does not matter', () => {
  const { Agent, ContactId, ...rest } = record;
  expect(
    told({ ...rest, contactId: ContactId, agent: { ...Agent, username: 'b', Username: null } }).fields,
  ).toMatchObject({
    agent: 'b',
    talkSeconds: 33,
  });
});

test('missing fields are not said, and the version is the best time that there is', () => {
  expect(told({ ContactId: contact })).toEqual({
    call: contact,
    leg: contact,
    carrier: 'connect',
    source: 'record',
    version: new Date(receivedAt).toISOString(),
    fields: { callerAbsent: true, recorded: true },
  });
  expect(told({ ContactId: contact, DisconnectTimestamp: record.DisconnectTimestamp }).version).toBe(
    '2022-04-08T15:01:22.000Z',
  );
});

test('a missed call has no agent, or one from 1970', () => {
  for (const Agent of [
    null,
    undefined,
    { ConnectedToAgentTimestamp: '1970-01-01T00:00:00.001Z', AgentInteractionDuration: 0 },
  ]) {
    expect(told({ ...record, Agent }).fields.answeredAt).toBeUndefined();
  }
});

describe('the caller', () => {
  test.each([
    'anonymous',
    'Unknown',
    'RESTRICTED',
    'unavailable',
    'private',
    'withheld',
    'blocked',
    'sip:anonymous@anonymous.invalid',
    '+266696687',
    '+86282452253',
    '+8656696',
    '+2562533',
    '+7378742833',
    '911',
  ])('%s is withheld', (Address) => {
    expect(told({ ...record, CustomerEndpoint: { Address } }).fields.caller).toEqual({ kind: 'withheld' });
  });

  test.each([null, undefined, {}, { Address: null }, { Address: '' }, { Address: '  ' }])(
    '%j names nobody',
    (CustomerEndpoint) => {
      const { fields } = told({ ...record, CustomerEndpoint });
      expect(fields).toMatchObject({ callerAbsent: true });
      expect(fields.caller).toBeUndefined();
    },
  );

  test.each(['+1 (202) 555-0123', '0012025550123', '+1.202.555.0123'])('%s is a number', (Address) => {
    expect(told({ ...record, CustomerEndpoint: { Address } }).fields.caller).toEqual({
      kind: 'number',
      number: caller,
    });
  });
});

describe('other kinds of legs', () => {
  test('outbound: answered when both sides are there; our number stays ours', () => {
    const outbound = { ...record, InitiationMethod: 'OUTBOUND', ConnectedToSystemTimestamp: '2022-04-08T15:00:55Z' };
    expect(told(outbound).fields).toMatchObject({
      direction: 'outbound',
      agentConnectedAt: at('15:00:49'),
      customerAnsweredAt: at('15:00:55'),
      trackedNumber: number,
      caller: { kind: 'number', number: caller },
    });
    expect(told({ ...outbound, ConnectedToSystemTimestamp: null }).fields.answeredAt).toBeUndefined();
  });

  test('a call-back from a soft phone names no number', () => {
    const { fields, ignored } = told({
      ...record,
      InitiationMethod: 'CALLBACK',
      SystemEndpoint: { Address: 'Softphone' },
    });
    expect(fields.trackedNumber).toBeUndefined();
    expect(ignored).toEqual([{ what: 'SystemEndpoint.Address', reason: 'not a phone number' }]);
  });

  test('an external phone: the one who was rung up is not the caller', () => {
    const external = {
      ...record,
      Agent: null,
      Queue: null,
      InitiationMethod: 'EXTERNAL_OUTBOUND',
      InitialContactId: secondContact,
      ConnectedToSystemTimestamp: null,
      ExternalThirdParty: { ExternalThirdPartyInteractionDuration: 20 },
    };
    expect(told(external)).toMatchObject({
      call: secondContact,
      fields: { answeredAt: at('15:01:02'), talkSeconds: 20 },
    });
    expect(told(external).fields.caller).toBeUndefined();
  });

  test('a transfer names the leg that follows', () => {
    expect(told({ ...record, NextContactId: secondContact }).fields.nextLeg).toBe(secondContact);
  });
});

describe('calls that an API or a campaign placed', () => {
  const placed = { ...record, InitiationMethod: 'API', ConnectedToSystemTimestamp: '2022-04-08T15:00:30Z' };

  test.each([
    ['by the API', placed],
    ['by a campaign', { ...placed, Campaign: { CampaignId: 'c' } }],
    ['of which nobody says how, by a campaign', { ...placed, InitiationMethod: null, Campaign: { CampaignId: 'c' } }],
    [
      'of which nobody says how, with a machine listened for',
      { ...placed, InitiationMethod: null, AnsweringMachineDetectionStatus: 'AMD_UNRESOLVED' },
    ],
  ])('%s: outbound, answered when both sides are there', (_name, payload) => {
    expect(told(payload).fields).toMatchObject({
      direction: 'outbound',
      agentConnectedAt: at('15:00:49'),
      customerAnsweredAt: at('15:00:30'),
      talkSeconds: 33,
    });
  });

  test.each(['INBOUND', 'WEBRTC_API', 'TRANSFER'])(
    '%s of a campaign is no call that was placed',
    (InitiationMethod) => {
      const { fields } = told({ ...record, InitiationMethod, Campaign: { CampaignId: 'c' } });
      expect(fields.direction).toBe(InitiationMethod === 'INBOUND' ? 'inbound' : undefined);
      expect(fields.answeredAt).toBe(at('15:00:49'));
    },
  );

  test('a person who was heard was there when the agent joined, though nobody says since when', () => {
    const heard = { ...placed, AnsweringMachineDetectionStatus: 'HUMAN_ANSWERED', ConnectedToSystemTimestamp: null };
    expect(told(heard).fields).toMatchObject({
      answeredBy: 'person',
      customerAnsweredAt: at('15:00:49'),
      talkSeconds: 33,
    });
  });
});

test.each([
  ['TELECOM_BUSY', 'busy'],
  ['TELECOM_NUMBER_INVALID', 'failed'],
  ['telecom_problem', 'failed'],
  ['TELECOM_UNANSWERED', 'other'],
])('%s means %s', (DisconnectReason, cause) => {
  expect(told({ ...record, DisconnectReason }).fields).toMatchObject({
    endReason: DisconnectReason.toUpperCase(),
    cause,
  });
});

test('times come as text, seconds or milliseconds; others are noted', () => {
  expect(told({ ...record, InitiationTimestamp: '1649429978' }).fields.startedAt).toBe(at('14:59:38'));
  expect(told({ ...record, InitiationTimestamp: 1649429978000 }).fields.startedAt).toBe(at('14:59:38'));
  expect(told({ ...record, InitiationTimestamp: '2022-04-08T14:59:38' }).fields.startedAt).toBe(at('14:59:38'));
  expect(told({ ...record, InitiationTimestamp: 'yesterday' })).toMatchObject({
    fields: { endedAt: at('15:01:22') },
    ignored: [{ what: 'InitiationTimestamp', reason: 'not a time' }],
  });
});

test.each([
  ['a chat', { ...record, Channel: 'CHAT' }, 'ignored'],
  ['a supervisor', { ...record, InitiationMethod: 'MONITOR' }, 'ignored'],
  ['a list', [record], 'malformed'],
  ['text', 'record', 'malformed'],
  ['no contact', { ...record, ContactId: '' }, 'malformed'],
])('%s: %#', (_name, payload, kind) => {
  expect(parseContactRecord(payload, receivedAt)).toEqual({ [kind]: expect.any(String) });
});

test('no JSON value makes it throw, and what it says is an observation', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), mutations(record)), (payload) => {
      const parsed = parseContactRecord(payload, receivedAt);
      if ('observations' in parsed) for (const one of parsed.observations) observation.parse(one);
    }),
    { numRuns: 1000 },
  );
});
