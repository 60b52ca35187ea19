import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { type CallJourney, callJourney } from '../../../lambdas/journal/journey/journey-answer.ts';
import { noteRecipient } from '../../../lambdas/visits/recipient-visitors-store.ts';
import { visitItemKey } from '../../../lambdas/visits/visit-key.ts';
import { withdrawVisit } from '../../../lambdas/visits/withdraw-store.ts';
import { mailed, putMailPool, send } from '../calls/sent-numbers.ts';
import { show } from '../calls/stores.ts';
import { number, start } from '../settle/call-house.ts';
import { type CallWorld, callWorld, masterSecret } from './call-world.ts';
import { request } from './management-client.ts';

mockClient(SecretsManagerClient).on(GetSecretValueCommand).resolves({ SecretString: masterSecret });

const minute = 60_000;
const day = 24 * 60 * minute;
const iso = (time: number) => new Date(time).toISOString();
const email = 'jane@example.com';
let world: CallWorld;

beforeEach(async () => {
  world = await callWorld();
  await putMailPool(world.sources, start - 90 * day);
});

async function journey(call: string): Promise<CallJourney> {
  const { status, body } = await request(`GET /v1/calls/${call}/journey`);
  expect(status).toBe(200);
  return callJourney.parse(body);
}

const told = ({ events }: CallJourney) => events.map(({ kind, call }) => `${kind} ${call}`);

/** Anna's browser came to the site by the recipient's link. */
async function followLink(token: string, at: number) {
  const visit = await show(world.sources, number, 'anna', at);
  const recipient = { id: '4711', token, until: at + day, campaign: 'spring' };
  expect(await noteRecipient(world.sources.visits, visit, recipient)).toBe(true);
  return visit;
}

test('mail, visit, call and order of one person', async () => {
  const { token, visitor } = await send(world.sources, '4711', start - 3 * day, { email, creative: 'blue' });
  const visit = await followLink(token, start - day);
  await world.call({ call: 'a', number: mailed });
  const order = { site: 'shop', eventId: 's-1', occurredAt: iso(start + minute), find: { email } };
  const sale = { ...order, revenue: { kind: 'sale', amount: '129.50', currency: 'EUR' } };
  expect(await request('POST /v1/orders', sale)).toMatchObject({ body: { call: 'a' } });
  await world.work();
  const answer = await journey('a');
  expect(told(answer)).toEqual(['mail a', 'visit undefined', 'call a', 'sale a']);
  expect(answer.events[0]).toEqual({
    kind: 'mail',
    at: iso(start - 3 * day),
    call: 'a',
    visitor,
    source: 'email',
    medium: 'email',
    campaign: 'spring',
    recipient: '4711',
    creative: 'blue',
  });
  expect(answer.events[1]).toMatchObject({ visit: visit.visit, visitor: 'anna' });
  expect(answer.summary).toMatchObject({ visitsBefore: 1, mailsBefore: 1, how: 'informed-first' });
  expect(answer.visitors).toEqual([
    { visitor, call: 'a', why: 'The match of this call names them: recipient, confidence 0.95.' },
    { visitor: 'anna', call: 'a', why: 'They came by the mail to recipient 4711 in campaign spring (creative blue).' },
  ]);
});

test('the same from the visit that came by the mail, also where that showed the default number', async () => {
  const { token, visit: sent } = await send(world.sources, '4711', start - 3 * day, { email });
  await world.sources.visits.documents.send(
    new DeleteCommand({ TableName: world.sources.visits.name, Key: visitItemKey(sent) }),
  );
  await followLink(token, start - minute);
  await world.call({ call: 'a' });
  const answer = await journey('a');
  expect(told(answer)).toEqual(['mail undefined', 'visit a', 'call a']);
  expect(answer.events[0]).toMatchObject({ kind: 'mail', recipient: '4711', at: iso(start - 3 * day) });
});

test('who withdrew is told of no more, and neither is whoever came by the mail of a recipient who may not be known again', async () => {
  const { token } = await send(world.sources, '4711', start - 3 * day, { email });
  const visit = await followLink(token, start - day);
  await world.call({ call: 'a', number: mailed });
  await withdrawVisit(world.sources.visits, visit, start);
  expect(told(await journey('a'))).toEqual(['mail a', 'call a']);

  await followLink(token, start - minute);
  expect(told(await journey('a'))).toEqual(['mail a', 'visit undefined', 'call a']);
  await send(world.sources, '4711', start - 3 * day, { email, consent: { ads: false, analytics: false } });
  expect(told(await journey('a'))).toEqual(['mail a', 'call a']);
});

test('a mail that is kept no more is told as its call keeps it', async () => {
  const { visit } = await send(world.sources, '4711', start - 3 * day, { email, creative: 'blue' });
  await world.call({ call: 'a', number: mailed });
  await world.sources.visits.documents.send(
    new DeleteCommand({ TableName: world.sources.visits.name, Key: visitItemKey(visit) }),
  );
  const { events } = await journey('a');
  expect(events[0]).toMatchObject({ kind: 'mail', recipient: '4711', creative: 'blue', onlyWithCall: true });
});
