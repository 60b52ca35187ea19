import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { eventKey } from '../../../lambdas/events/event-items.ts';
import { siteItem } from '../../../lambdas/settings/item-key.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { show } from '../calls/stores.ts';
import { everything, type House, keep, kept, number, openHouse, played, soonAfter, start, tell } from './call-house.ts';

const since = { 'call.started': start - 1e6, 'call.completed': start - 1e6, 'call.matched': start - 1e6 };

async function subscribedHouse(subscribers: object = { hook: since }): Promise<House> {
  const house = await openHouse();
  const { settings } = house.sources;
  await settings.documents.send(
    new UpdateCommand({
      TableName: settings.name,
      Key: siteItem('shop'),
      UpdateExpression: 'SET subscribers = :subscribers',
      ExpressionAttributeValues: { ':subscribers': subscribers },
    }),
  );
  await show(house.sources, number, 'anna', start - 60_000, { visit: 'visit-of-anna' });
  return house;
}

async function told(house: House) {
  const { events } = await kept(house);
  const sorted = events.toSorted((a, b) => a.type.localeCompare(b.type));
  return sorted.map(({ type, revision, destinations }) => [type, revision, destinations]);
}

test('the start of a call is told with the first news of it, its end when it is over', async () => {
  const house = await subscribedHouse();
  const { lookup, events, record } = played();
  await tell(house, lookup);
  expect(await told(house)).toEqual([
    ['call.matched', 1, ['hook']],
    ['call.started', 1, ['hook']],
  ]);
  await tell(house, ...events);
  expect(await told(house)).toHaveLength(2);
  await tell(house, record);
  expect(await told(house)).toEqual([
    ['call.completed', 1, ['hook']],
    ['call.matched', 1, ['hook']],
    ['call.started', 1, ['hook']],
  ]);
});

test('each event has a delivery for each that subscribes, beside those of conversions', async () => {
  const house = await subscribedHouse({ hook: since, crm: { 'call.started': start - 1 } });
  await tell(house, played().lookup, played().record);
  const { deliveries, events } = await kept(house);
  const started = events.find(({ type }) => type === 'call.started');
  const own = deliveries.filter(({ event }) => event === started?.id);
  const sorted = own.toSorted((a, b) => a.destination.localeCompare(b.destination));
  expect(sorted.map(({ destination, wanted, state }) => [destination, wanted, state])).toEqual([
    ['crm', 1, 'pending'],
    ['hook', 1, 'pending'],
  ]);
  expect(deliveries.filter(({ conversion }) => conversion !== undefined)).toHaveLength(2);
});

test('a site without subscribers has none, and its call is written as ever', async () => {
  const [plain, subscribed] = [await openHouse(), await subscribedHouse({ hook: { 'call.started': start + 1e6 } })];
  await show(plain.sources, number, 'anna', start - 60_000, { visit: 'visit-of-anna' });
  for (const house of [plain, subscribed]) await tell(house, played().lookup, played().record);
  expect(await everything(plain.sources)).toEqual(await everything(subscribed.sources));
});

test('a call whose events may not have arrived is looked after once it is over', async () => {
  const house = await subscribedHouse({ hook: { 'call.started': start - 1 } });
  await tell(house, played({ talk: 0 }).lookup, played({ talk: 0 }).record);
  const { call, conversions } = await kept(house);
  expect([call?.final, conversions.length]).toEqual([true, 0]);
  expect(call?.dueAt).toBeGreaterThan(soonAfter);
});

test('in whatever order the news comes, and however often: one end, and settling again changes nothing', async () => {
  const { lookup, events, record } = played();
  const bodies = [lookup, ...events, record];
  const order = fc.shuffledSubarray([...bodies, record, lookup], { minLength: bodies.length });
  await fc.assert(
    fc.asyncProperty(order, async (some) => {
      const house = await subscribedHouse();
      for (const body of [...some, ...bodies]) await tell(house, body);
      const [types, before] = [await told(house), await everything(house.sources)];
      expect(types.map(([type]) => type)).toEqual(['call.completed', 'call.matched', 'call.started']);
      expect(await settle('call-1', house.deps, soonAfter + 1)).toMatchObject({ changed: false });
      expect(await everything(house.sources)).toEqual(before);
    }),
    { numRuns: 10 },
  );
});

test('what died before it was put is put by whoever settles next', async () => {
  const house = await subscribedHouse();
  await keep(house, played().lookup);
  const { calls } = house.sources;
  let writes = 0;
  const dying = new Proxy(calls.documents, {
    get: (target, name) =>
      name === 'send'
        ? (command: { input: { Key?: { sk?: string } } }) => {
            if (command.input.Key?.sk?.startsWith('EVENT#') && ++writes > 1) throw new Error('gone');
            return target.send(command as never);
          }
        : Reflect.get(target, name),
  });
  await expect(settle('call-1', { ...house.deps, calls: { ...calls, documents: dying } }, soonAfter)).rejects.toThrow(
    'gone',
  );
  // Whoever reads the call takes what it carries for put.
  expect(await told(house)).toHaveLength(2);
  await settle('call-1', house.deps, soonAfter);
  const { events } = await kept(house);
  const { call } = await kept(house);
  expect(call?.follows?.items).toHaveLength(2);
  for (const event of events) expect(eventKey(event).sk).toMatch(/^EVENT#e/);
});

test('a lead is told to the team once, and settling again tells nothing', async () => {
  const house = await subscribedHouse({ team: { 'call.qualified': start - 1e6 } });
  const { lookup, events, record } = played();
  await tell(house, lookup, ...events);
  expect(await told(house)).toEqual([]);
  await tell(house, record);
  expect(await told(house)).toEqual([['call.qualified', 1, ['team']]]);
  const before = await everything(house.sources);
  await settle('call-1', house.deps, soonAfter + 1e6);
  expect(await everything(house.sources)).toEqual(before);
});
