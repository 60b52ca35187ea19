import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { ingestMessage } from '../../../lambdas/settle/ingest-message.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { show } from '../calls/stores.ts';
import { everything, number, soonAfter, start } from '../settle/call-house.ts';
import { type CallWorld, callWorld, putRuleFor } from './call-world.ts';
import { request } from './management-client.ts';

mockClient(SecretsManagerClient).on(CreateSecretCommand).resolves({});

const caller = '+12025550123';
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();
const record = {
  id: '1764430000.12',
  from: '(202) 555-0123',
  to: number,
  startedAt: at(0),
  answeredAt: at(7),
  endedAt: at(67),
  agent: 'anna',
};

interface Body {
  readonly results: readonly { result: string; call?: string; notes?: readonly { field: string; detail: string }[] }[];
}

async function openWorld(): Promise<CallWorld> {
  const world = await callWorld();
  await request('PUT /v1/carrier-accounts/pbx', {
    type: 'generic',
    settings: { country: 'US' },
    secrets: { signing: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
  });
  await putRuleFor(world, {});
  world.queue.resetHistory();
  return world;
}

async function importAll(calls: readonly object[], more: object = {}) {
  const { status, body } = await request('POST /v1/calls/import', { account: 'pbx', calls, ...more });
  return { status, body: body as unknown as Body & { detail?: string } };
}

/** Works through what was queued. */
async function work({ queue, sources }: CallWorld): Promise<void> {
  const bodies = queue.commandCalls(SendMessageBatchCommand).flatMap(({ args }) => args[0].input.Entries ?? []);
  queue.resetHistory();
  const deps = { ...sources, settleLater: async () => undefined };
  for (const { MessageBody: body = '' } of bodies) {
    const stores = { calls: sources.calls, load: async () => '', archive: async () => undefined };
    for (const call of (await ingestMessage(body, soonAfter, stores)).calls) await settle(call, deps, soonAfter);
  }
}

const detailOf = async (id: string) =>
  (await request(`GET /v1/calls/${id}`)).body as unknown as {
    call: Record<string, unknown>;
    match: Record<string, unknown>;
    conversions: unknown[];
  };

test('a past call is matched to the visit of its time, and makes no conversion', async () => {
  const world = await openWorld();
  await show(world.sources, number, 'anna', start - 60_000);
  const { status, body } = await importAll([record]);
  expect([status, body]).toEqual([202, { results: [{ id: record.id, result: 'taken', call: `pbx-${record.id}` }] }]);
  await work(world);
  const { call, match, conversions } = await detailOf(`pbx-${record.id}`);
  expect(call).toMatchObject({
    carrier: 'generic',
    status: 'completed',
    final: true,
    history: true,
    caller,
    trackedNumber: number,
    waitSeconds: 7,
    talkSeconds: 60,
    agent: 'anna',
  });
  expect(match).toMatchObject({ method: 'lease', visit: { visitor: 'anna' } });
  expect(conversions).toEqual([]);
});

test('the same again changes nothing; with conversions rules judge it, once', async () => {
  const world = await openWorld();
  await importAll([record, record]);
  await work(world);
  const before = await everything(world.sources);
  await importAll([record]);
  await work(world);
  expect(await everything(world.sources)).toEqual(before);
  for (let times = 0; times < 2; times++) {
    await importAll([record], { conversions: true });
    await work(world);
  }
  const { call, conversions } = await detailOf(`pbx-${record.id}`);
  expect(call).not.toHaveProperty('history');
  expect(conversions).toMatchObject([{ rule: 'talk', revision: 1 }]);
});

test('what a webhook told of the same id is the same call, whichever comes first', async () => {
  const told = { kind: 'carrier', carrier: 'generic', account: 'pbx', hook: 'calls', settings: { country: 'US' } };
  for (const isFirst of [true, false]) {
    const world = await openWorld();
    const webhook = async () => {
      const raw = JSON.stringify({ ...record, event: 'record' });
      const body = JSON.stringify({ ...told, receivedAt: soonAfter, raw });
      const stores = { calls: world.sources.calls, load: async () => '', archive: async () => undefined };
      await ingestMessage(body, soonAfter, stores);
      await settle(`pbx-${record.id}`, { ...world.sources, settleLater: async () => undefined }, soonAfter);
    };
    if (isFirst) await webhook();
    await importAll([record]);
    await work(world);
    if (!isFirst) await webhook();
    const { call, conversions } = await detailOf(`pbx-${record.id}`);
    expect([call.legs, call.history, conversions.length]).toEqual([1, undefined, 1]);
  }
});

test('each record is judged by itself', async () => {
  await openWorld();
  const { body } = await importAll([
    { ...record, id: 'a', to: 'sales' },
    { ...record, id: 'b', to: undefined },
    { ...record, id: 'c', endedAt: at(-1), answeredAt: undefined },
    { ...record, id: 'd', startedAt: '2999-01-01T00:00:00Z', answeredAt: undefined, endedAt: undefined },
    { ...record, id: 'e', from: '12' },
    { ...record, id: 'f', leg: '1', to: undefined },
    { ...record, id: 'g', direction: 'outbound', from: number, to: caller },
  ]);
  expect(body.results.map(({ result, notes = [] }) => [result, ...notes.map(({ field }) => field)])).toEqual([
    ['refused', 'to'],
    ['refused', 'to'],
    ['refused', 'endedAt'],
    ['refused', 'startedAt'],
    ['taken', 'from'],
    ['taken'],
    ['taken'],
  ]);
});

test('unknown accounts, keys limited to sites and bodies that do not fit are refused, and nothing is queued', async () => {
  const world = await openWorld();
  const limited = await world.addKey({ role: 'operator', source: 'x', sites: ['shop'] });
  const refusals = await Promise.all([
    request('POST /v1/calls/import', { account: 'nobody', calls: [record] }),
    request('POST /v1/calls/import', { account: 'pbx', calls: [record] }, limited),
    request('POST /v1/calls/import', { account: 'pbx', calls: [] }),
    request('POST /v1/calls/import', { account: 'pbx', calls: [{ ...record, startedAt: '31.01.2026' }] }),
    request('POST /v1/calls/import', { account: 'pbx', calls: [{ ...record, colour: 'red' }] }),
  ]);
  expect(refusals.map(({ status }) => status)).toEqual([404, 403, 400, 400, 400]);
  expect(refusals[3]?.body.errors).toMatchObject([{ field: 'calls[0].startedAt' }]);
  expect(world.queue.commandCalls(SendMessageBatchCommand)).toEqual([]);
});

test('only what is queued is acknowledged', async () => {
  const world = await openWorld();
  world.queue.on(SendMessageBatchCommand).resolves({ Failed: [{ Id: '0', Code: 'x', SenderFault: true }] });
  const { status } = await importAll([record]);
  expect(status).toBe(500);
});
