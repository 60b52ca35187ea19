import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { type RematchAnswer, rematchAnswer } from '../../../lambdas/journal/rematches/rematch-answer.ts';
import { show } from '../calls/stores.ts';
import { number, start } from '../settle/call-house.ts';
import { type CallWorld, callWorld, masterSecret, putRuleFor } from './call-world.ts';
import { request } from './management-client.ts';

mockClient(SecretsManagerClient).on(GetSecretValueCommand).resolves({ SecretString: masterSecret });

const hour = 3_600_000;
const iso = (time: number) => new Date(time).toISOString();
let world: CallWorld;

beforeEach(async () => {
  world = await callWorld();
  await putRuleFor(world, { destinations: ['team'] });
});

async function rematched(more: object = {}): Promise<RematchAnswer> {
  const asked = { from: iso(start - hour), to: iso(start + 24 * hour), ...more };
  const { status, body } = await request('POST /v1/rematches', asked);
  expect([status, body]).toEqual([200, expect.anything()]);
  return rematchAnswer.parse(body);
}

const changes = ({ items }: RematchAnswer) =>
  items.map(({ call, before, after }) => [call, before.visitor, after.visitor]).toReversed();

async function visitorOf(call: string) {
  const { body } = await request(`GET /v1/calls/${call}`);
  return (body as { match?: { visit?: { visitor?: string } } }).match?.visit?.visitor;
}

/** Settles what is queued, and whatever that concerns. */
async function settleAll(): Promise<void> {
  await world.work();
  await world.tell();
}

/** Somebody calls thrice: the first time after Anna was shown the number, the others from memory, after other visitors were. */
async function callsThrice() {
  const anna = await show(world.sources, number, 'anna', start - 300_000);
  await world.call({ call: 'a' });
  for (const [call, hours] of [
    ['b', 5],
    ['c', 9],
  ] as const) {
    await show(world.sources, number, `before-${call}`, start + hours * hour - 60_000);
    await world.call({ call, at: start + hours * hour });
  }
  expect(await Promise.all(['a', 'b', 'c'].map(visitorOf))).toEqual(['anna', 'anna', 'anna']);
  return anna;
}

test('calls of a caller who is remembered are told with the first one, and end as told', async () => {
  await callsThrice();
  await show(world.sources, number, 'ben', start - 30_000);
  const told = await rematched();
  expect(changes(told)).toEqual(['a', 'b', 'c'].map((call) => [call, 'anna', 'ben']));
  for (const { conversions } of told.items) expect(conversions).toEqual({ made: 1, changed: 0, retracted: 1 });
  expect(changes(await rematched({ limit: 1 }))).toEqual([['c', 'anna', 'ben']]);
  expect(await rematched({ apply: true })).toMatchObject({ queued: 3 });
  await settleAll();
  expect(await Promise.all(['a', 'b', 'c'].map(visitorOf))).toEqual(['ben', 'ben', 'ben']);
  expect(await rematched()).toMatchObject({ unchanged: 3, items: [] });
});

test('they stay where the first one is not matched again', async () => {
  await callsThrice();
  await show(world.sources, number, 'ben', start - 30_000);
  expect(changes(await rematched({ from: iso(start + hour) }))).toEqual([]);
});

test('a first call that finds its visitor is followed', async () => {
  await world.call({ call: 'a' });
  await show(world.sources, number, 'carl', start + 5 * hour - 60_000);
  await world.call({ call: 'b', at: start + 5 * hour });
  expect(await Promise.all(['a', 'b'].map(visitorOf))).toEqual([undefined, 'carl']);
  await show(world.sources, number, 'ben', start - 60_000);
  expect(changes(await rematched())).toEqual([
    ['a', undefined, 'ben'],
    ['b', 'carl', 'ben'],
  ]);
  await rematched({ apply: true });
  await settleAll();
  expect(await Promise.all(['a', 'b'].map(visitorOf))).toEqual(['ben', 'ben']);
});
