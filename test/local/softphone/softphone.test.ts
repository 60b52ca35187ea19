import fc from 'fast-check';
import { parseContactEvent } from '../../../lambdas/calls/carriers/connect/contact-event.ts';
import { parseContactRecord } from '../../../lambdas/calls/carriers/connect/contact-record.ts';
import { parseConnectLookup } from '../../../lambdas/calls/carriers/connect/lookup-event.ts';
import { fold } from '../../../lambdas/calls/fold/fold.ts';
import type { Observation } from '../../../lambdas/calls/observation.ts';
import { playCall, type Stage, setStage, start } from './stage.ts';

const seeds = fc.integer({ min: 0, max: 0xffff_ffff });

function observed(parsed: object): Observation[] {
  expect(parsed).toHaveProperty('observations');
  return (parsed as { observations: Observation[] }).observations;
}

/** What the product understands of the events; the bus adds the rest of the envelope. */
function ofEvents({ events }: Stage): Observation[] {
  return events.flatMap(({ resources, at, detail }) =>
    observed(parseContactEvent({ resources, detail, time: new Date(at).toISOString() })),
  );
}

const ofRecords = ({ records }: Stage) =>
  records.flatMap((record) => observed(parseContactRecord(JSON.parse(record), start)));
const folded = (observations: Observation[]) => fold(observations, { now: start + 120_000, graceSeconds: 0 });

test('a call that was answered: the product reads lookup, events and record as they were meant, whatever the seed', () =>
  fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const stage = setStage();
      const id = await playCall(stage, { seed });
      const record = folded(ofRecords(stage));
      expect(record).toMatchObject({
        id,
        status: 'completed',
        final: true,
        trackedNumber: '+12025550100',
        caller: { kind: 'number', number: '+12025550123' },
        waitSeconds: 3,
        talkSeconds: 10,
      });
      expect(folded(ofEvents(stage))).toMatchObject({ id, status: 'completed', trackedNumber: '+12025550100' });
      expect(stage.events.length).toBeGreaterThanOrEqual(5);
      const lookup = observed(parseConnectLookup(stage.lookups[0], start));
      expect(lookup).toMatchObject([{ call: id, leg: id, fields: { trackedNumber: '+12025550100' } }]);
    }),
    { numRuns: 60 },
  ));

test('a missed call has a queue and no agent, and nothing says that it was answered', () =>
  fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const stage = setStage();
      await playCall(stage, { seed, missed: true });
      expect(JSON.parse(stage.records[0]!)).toMatchObject({
        Agent: null,
        InitialContactId: null,
        Queue: { EnqueueTimestamp: '2026-01-31T12:00:00Z', DequeueTimestamp: '2026-01-31T12:00:13Z', Duration: 13 },
      });
      expect(folded(ofRecords(stage))).toMatchObject({ status: 'missed' });
      expect(folded(ofEvents(stage))).toMatchObject({ status: 'missed' });
    }),
    { numRuns: 60 },
  ));

test('a withheld caller appears in every way that Connect may choose, and is understood', async () => {
  const ways = new Set<string>();
  for (let seed = 0; seed < 30; seed++) {
    const stage = setStage();
    await playCall(stage, { seed, caller: null });
    ways.add(JSON.stringify(JSON.parse(stage.records[0]!).CustomerEndpoint));
    const lookup = observed(parseConnectLookup(stage.lookups[0], start));
    expect(folded([...lookup, ...ofRecords(stage)])?.caller).toEqual({ kind: 'withheld' });
  }
  expect(ways.size).toBe(3);
});

test('over many calls, events come in any order, twice, in several casings, with 1970 and without the caller', async () => {
  const stages: Stage[] = [];
  for (let seed = 0; seed < 60; seed++) {
    const stage = setStage();
    await playCall(stage, { seed });
    stages.push(stage);
  }
  const orders = new Set(stages.map(({ events }) => events.map(({ type }) => type).join()));
  expect(orders.size).toBeGreaterThan(20);
  expect(stages.some(({ events }) => events.length > 5)).toBe(true);
  const texts = stages.flatMap(({ events }) => events.map(({ detail }) => JSON.stringify(detail)));
  for (const word of ['"contactId"', '"ContactId"', '"AgentInfo"', '"agentInfo"', '"VOICE"', '"Voice"', ':null']) {
    expect(texts.some((text) => text.includes(word))).toBe(true);
  }
  expect(texts.some((text) => /connectedToAgentTimestamp":"1970-01-01T00:00:00.001Z"/i.test(text))).toBe(true);
  expect(texts.some((text) => text.includes('+12025550123'))).toBe(false);
  expect(texts.every((text) => text.includes('"aws:connect:systemEndpoint":"+12025550100"'))).toBe(true);
});

test('the same seed plays the same call', async () => {
  const [one, other] = [setStage(), setStage()];
  for (const stage of [one, other]) await playCall(stage, { seed: 7, caller: null });
  expect(other.events).toEqual(one.events);
  expect(other.records).toEqual(one.records);
});

test('the record is sent again as it was, or newer, and never before the end', async () => {
  const stage = setStage();
  const { softphone, records } = stage;
  const { id } = await softphone.dial({ number: '+12025550100', caller: null, events: false });
  expect(await softphone.sendRecord(id, { times: 1, newer: false })).toEqual({ refused: expect.any(String) });
  softphone.answer(id);
  softphone.hangUp(id, { by: 'agent', record: false });
  await stage.pass(1_200_000);
  expect([records, stage.events]).toEqual([[], []]);
  await softphone.sendRecord(id, { times: 3, newer: false });
  await softphone.sendRecord(id, { times: 1, newer: true });
  expect(new Set(records.slice(0, 3)).size).toBe(1);
  expect(JSON.parse(records[0]!)).toMatchObject({ DisconnectReason: 'AGENT_DISCONNECT' });
  await stage.pass(5000);
  await softphone.sendRecord(id, { times: 1, newer: true });
  const updates = records.map((record) => (JSON.parse(record) as { LastUpdateTimestamp: string }).LastUpdateTimestamp);
  expect(updates.at(-1)! > updates[0]!).toBe(true);
  expect(softphone.find(id)?.recordsSent).toBe(5);
});

test('who hangs up while the lookup is silent never got to the queue', async () => {
  const stage = setStage(async () => {
    stage.softphone.hangUp(stage.softphone.list()[0]!.id, { by: 'caller', record: true });
    return { state: 'failed', milliseconds: 4000, reason: 'late' };
  });
  await stage.softphone.dial({ number: '+12025550100', caller: null, seed: 1, events: true });
  await stage.pass(60_000);
  expect(JSON.parse(stage.records[0]!)).toMatchObject({ Queue: null, Agent: null });
  expect(stage.events.some(({ type }) => type === 'QUEUED')).toBe(false);
  expect(folded(ofRecords(stage))).toMatchObject({ status: 'missed' });
});

test('moves that do not fit are refused', async () => {
  const { softphone } = setStage();
  const { id } = await softphone.dial({ number: '+12025550100', caller: null, events: true });
  expect(softphone.hangUp(id, { by: 'agent', record: true })).toEqual({ refused: expect.any(String) });
  expect(softphone.answer(id)).toHaveProperty('call');
  expect(softphone.answer(id)).toEqual({ refused: expect.any(String) });
  expect(softphone.hangUp(id, { by: 'agent', record: true })).toHaveProperty('call');
  expect(softphone.hangUp(id, { by: 'caller', record: true })).toEqual({ refused: expect.any(String) });
  expect(softphone.answer(id)).toEqual({ refused: expect.any(String) });
  expect(softphone.answer('nobody')).toBeUndefined();
});
