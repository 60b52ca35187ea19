import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { readCall } from '../../../../lambdas/calls/call-store.ts';
import { deliveryKey } from '../../../../lambdas/deliveries/delivery-items.ts';
import { claimDelivery, finishDelivery } from '../../../../lambdas/deliveries/delivery-store.ts';
import { type NewlyParked, newlyParked } from '../../../../lambdas/deliveries/parked/parked-image.ts';
import { tellParked } from '../../../../lambdas/deliveries/parked/tell-parked.ts';
import { readConversionItems } from '../../../../lambdas/deliveries/read-conversion-items.ts';
import { siteItem } from '../../../../lambdas/settings/item-key.ts';
import { sweep } from '../../../../lambdas/settle/sweep.ts';
import { type House, kept, openHouse, played, rule, showAnna, soonAfter, tell } from '../../settle/call-house.ts';
import { freshDelivery } from '../delivery-samples.ts';

const item = (more: object = {}) => ({ ...deliveryKey(freshDelivery()), ...freshDelivery(), ...more });
const image = (more: object = {}) => marshall(item(more), { removeUndefinedValues: true });
const parked = { state: 'parked', attempted: 1, attempts: 3, reason: 'rejected: no' };

describe('a change of an item', () => {
  test('parks a delivery once, again after a redrive, and again with a newer revision', () => {
    const first = newlyParked(image(parked), image());
    expect(first).toMatchObject({ destination: 'hook', reason: 'rejected: no', attempts: 3, times: 1 });
    expect(newlyParked(image({ ...parked, looks: 1 }), image(parked))).toBeUndefined();
    expect(newlyParked(image({ ...parked, redrive: 1 }), image({ redrive: 1 }))?.times).toBe(2);
    expect(newlyParked(image({ ...parked, attempted: 2 }), image(parked))?.times).toBe(2);
  });

  test('that parks nothing is none', () => {
    expect(newlyParked(image(), undefined)).toBeUndefined();
    expect(newlyParked(image({ ...parked, state: 'delivered' }), image())).toBeUndefined();
    expect(newlyParked({ sk: { S: 'CONVERSION#c1' }, state: { S: 'parked' } }, undefined)).toBeUndefined();
    expect(newlyParked(undefined, image(parked))).toBeUndefined();
  });
});

describe('those who subscribe', () => {
  let house: House;

  async function subscribe(subscribers: object): Promise<void> {
    const { settings } = house.sources;
    await settings.documents.send(
      new UpdateCommand({
        TableName: settings.name,
        Key: siteItem('shop'),
        UpdateExpression: 'SET subscribers = :subscribers',
        ExpressionAttributeValues: { ':subscribers': subscribers },
      }),
    );
  }

  beforeEach(async () => {
    house = await openHouse([rule({ destinations: ['hook'] })]);
    await showAnna(house);
    await subscribe({ alerts: { 'delivery.parked': 1 }, other: { 'call.started': Number.MAX_SAFE_INTEGER } });
    await tell(house, played().lookup, played().record);
  });

  async function aboutToPark(): Promise<NewlyParked> {
    const { id, call, site, destination, conversion } = (await kept(house)).deliveries[0]!;
    return { id, call, site, destination, conversion, attempts: 3, reason: 'rejected: no', times: 1 };
  }

  const tables = () => house.sources;

  test('are told what was parked, where and why; twice is once, and parked again is another revision', async () => {
    const about = await aboutToPark();
    await tellParked(tables(), about, soonAfter);
    await tellParked(tables(), about, soonAfter + 1);
    const { events, deliveries } = await kept(house);
    expect(events).toMatchObject([
      {
        type: 'delivery.parked',
        revision: 1,
        occurredAt: soonAfter,
        destinations: ['alerts'],
        parked: {
          id: about.id,
          destination: 'hook',
          reason: 'rejected: no',
          attempts: 3,
          conversion: about.conversion,
        },
      },
    ]);
    expect(deliveries.filter(({ event }) => event === events[0]!.id)).toMatchObject([{ destination: 'alerts' }]);
    await tellParked(tables(), { ...about, times: 2, reason: 'gone' }, soonAfter + 2);
    await tellParked(tables(), about, soonAfter + 3);
    expect((await kept(house)).events).toMatchObject([{ revision: 2, parked: { reason: 'gone' } }]);
  });

  test('are told of an event that did not arrive, but not of one that says so itself', async () => {
    const about = await aboutToPark();
    await tellParked(tables(), about, soonAfter);
    const [event] = (await kept(house)).events;
    await tellParked(tables(), { ...about, id: 'd-of-event', conversion: undefined, event: event!.id }, soonAfter);
    expect((await kept(house)).events).toHaveLength(1);
    await subscribe({ alerts: { 'delivery.parked': 1, 'call.completed': 1 } });
    await tell(house, played({ call: 'call-2' }).lookup, played({ call: 'call-2' }).record);
    const completed = (await kept(house, 'call-2')).events.find(({ type }) => type === 'call.completed')!;
    const ofEvent = { ...about, call: 'call-2', conversion: undefined, event: completed.id };
    await tellParked(tables(), ofEvent, soonAfter);
    const { events } = await kept(house, 'call-2');
    expect(events.find(({ type }) => type === 'delivery.parked')?.parked).toMatchObject({ event: 'call.completed' });
  });

  test('are none: nothing is written', async () => {
    await subscribe({});
    await tellParked(tables(), await aboutToPark(), soonAfter);
    expect((await kept(house)).events).toEqual([]);
  });

  test('are told in the end although no execution started: the sweep makes the delivery', async () => {
    const { calls } = house.sources;
    const about = await aboutToPark();
    const { id, call, site, destination, conversion } = about;
    const claim = { revision: 1, since: soonAfter, attempts: 1, restsUntil: 0, asks: false };
    const own = await claimDelivery(calls, { id, call, site, destination, conversion }, claim);
    const done = { state: 'parked', reason: 'no', sent: 0, nextAt: 0, restsUntil: 0 } as const;
    await finishDelivery(calls, { call, id, destination }, { ...claim, id: own! }, done);
    await tellParked(tables(), about, soonAfter);
    const later = soonAfter + 40 * 60_000;
    const nothing = async () => undefined;
    for (const now of [later, later + 1]) await sweep({ calls, settleLater: nothing, giveUp: nothing }, now);
    const { others } = await readCall(calls, call);
    const { deliveries, events } = readConversionItems(others);
    const told = deliveries.find(({ event }) => event === events[0]!.id);
    expect(told).toMatchObject({ destination: 'alerts', wanted: 1, redrive: 1, state: 'pending' });
    const item = others.find(({ sk }) => String(sk).startsWith('EVENT#'));
    expect(item).not.toHaveProperty('dueAt');
  });
});
