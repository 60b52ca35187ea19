import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { callRun } from './call-run.ts';
import { contact } from './connect-payloads.ts';
import type { CallDetail } from './management.ts';
import { untilCall } from './read-call.ts';
import type { Received } from './receiver.ts';
import { webhookTo } from './receiver-destinations.ts';
import { soon } from './soon.ts';

const run = callRun({ graceSeconds: 5 });
const newSecret = `whsec_${randomBytes(24).toString('base64')}`;
const events = ['call.started', 'call.matched', 'call.completed', 'conversion.created', 'delivery.parked'];

const told = () => run.receiver.told('tool');
const typesOf = (call: string) => told().flatMap(({ type, data }) => (data.call.id === call ? [type] : []));
const received = (): Received[] => run.receiver.received('/hook/tool');
const idOf = ({ headers }: Received) => headers['webhook-id']!;

/** Nothing of the call is on its way any more. */
function isTold({ call, conversions, events = [] }: CallDetail): boolean {
  const deliveries = [...conversions, ...events].flatMap((one) => one.deliveries);
  return call.final && deliveries.every(({ state }) => state !== 'pending');
}

beforeAll(async () => {
  const { settings, secrets, type } = webhookTo(run.receiver, 'tool');
  await run.api.must('PUT /v1/destinations/tool', {
    site: 'proof',
    type,
    settings: { ...settings, events },
    secrets: { signing: [newSecret, secrets.signing] },
  });
  await run.api.must('PUT /v1/rules/talk', {
    site: 'proof',
    when: { status: 'completed', talkSeconds: { gte: 5 } },
    conversion: { name: 'qualified_call', value: { amount: '50.00', currency: 'EUR' } },
    destinations: ['hook', 'google', 'tool'],
  });
});

test('a call is told while it rings, then when it is over, signed with both secrets; who does not subscribe hears of conversions only', async () => {
  const visit = await run.shop.visit('gclid=Cj0-events');
  const call = contact(visit.number!.e164, '+13055550131', { talk: 10 });
  await run.connect.lookup(call);
  await soon(
    () => typesOf(call.id),
    (types) => types.length === 2,
  );
  expect(typesOf(call.id).toSorted()).toEqual(['call.matched', 'call.started']);
  const started = told().find(({ type }) => type === 'call.started');
  expect(started).toMatchObject({ data: { site: 'proof', call: { id: call.id, status: 'ringing' } } });
  await run.connect.play(call);
  await soon(
    () => typesOf(call.id),
    (types) => types.includes('call.completed') && types.includes('conversion.created'),
  );
  expect(typesOf(call.id).filter((type) => type === 'call.completed')).toHaveLength(1);
  expect(told().find(({ type }) => type === 'call.completed')).toMatchObject({
    data: { call: { status: 'completed', talkSeconds: 10 }, visit: { clickIds: { gclid: 'Cj0-events' } } },
  });
  // Each destination is told by itself, in its own time.
  const ofHook = () => run.receiver.told('hook').map(({ type }) => type);
  await soon(ofHook, (types) => types.length > 0);
  for (const { body, headers } of received()) new Webhook(newSecret).verify(body, headers);
  expect(new Set(received().map(({ headers }) => headers['webhook-id'])).size).toBe(received().length);
  expect(ofHook()).toEqual(['conversion.created']);
});

test('what a destination refuses is told as parked', async () => {
  run.receiver.behave('/google/v1', 'gone');
  const visit = await run.shop.visit('gclid=Cj0-parked');
  const call = contact(visit.number!.e164, '+13055550132', { talk: 10 });
  await run.connect.play(call);
  await soon(
    () => typesOf(call.id),
    (types) => events.every((type) => types.includes(type)),
  );
  await untilCall(run.api, call, isTold);
  run.receiver.behave('/google/v1', 'ok');
  expect(told().find(({ type }) => type === 'delivery.parked')?.data).toMatchObject({
    parked: { destination: 'google', attempts: 1, conversion: expect.any(String), event: null },
  });
});

test('it is told again under the same ids, and a test event says that it is one', async () => {
  const before = received().length;
  // Of what was revised, like a match that later messages correct, the last revision.
  const last = new Map(told().map(({ type, data }, index) => [`${type} ${data.call.id}`, idOf(received()[index]!)]));
  const from = new Date(Date.now() - 600_000).toISOString();
  const answer = await run.api.must<{ replayed: number }>('POST /v1/destinations/tool/replay', { from });
  expect(answer.replayed).toBe(last.size);
  await soon(received, (all) => all.length === before + last.size);
  const again = received().slice(before);
  expect(again.map(idOf).toSorted()).toEqual([...last.values()].toSorted());
  const typeOf = ({ body }: Received) => (JSON.parse(body) as { type: string }).type;
  for (const message of again) {
    const first = received().find((one) => idOf(one) === idOf(message));
    expect(typeOf(message)).toBe(typeOf(first!));
  }
  const test = await run.api.must('POST /v1/destinations/tool/test-event', { type: 'call.completed' });
  expect(test).toMatchObject({ delivered: true, status: 200 });
  expect(told().at(-1)).toMatchObject({ id: test.id, type: 'call.completed', test: true });
  const tried = await run.api.must('POST /v1/destinations/tool/test');
  expect(tried).toMatchObject({ test: 'marked', passed: true, outcome: 'delivered', status: 200 });
  expect(told().at(-1)).toMatchObject({ id: `${String(tried.id)}_1`, type: 'conversion.created', test: true });
});

test('a webhook that is gone is paused, and told what waited once it is resumed', async () => {
  run.receiver.behave('/hook/tool', 'gone');
  const visit = await run.shop.visit('gclid=Cj0-gone');
  const call = contact(visit.number!.e164, '+13055550133', { talk: 10 });
  await run.connect.lookup(call);
  const destination = await soon(
    () => run.api.must('GET /v1/destinations/tool'),
    ({ paused }) => paused !== undefined,
  );
  expect(destination.paused).toMatchObject({ why: 'gone' });
  run.receiver.behave('/hook/tool', 'ok');
  await run.api.must('POST /v1/destinations/tool/resume');
  await soon(
    () => typesOf(call.id),
    (types) => types.includes('call.started'),
    { seconds: 100 },
  );
  expect(typesOf(call.id)).toContain('call.started');
});
