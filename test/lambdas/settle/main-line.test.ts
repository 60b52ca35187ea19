import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { personCallWrite, personHash, personPartition } from '../../../lambdas/calls/callers/person-store.ts';
import { chunks } from '../../../lambdas/leases/inventory/chunks.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { type Meter, meteredDatabase, newMeter } from '../../bench/calls/metered-database.ts';
import { type House, keep, kept, number, openHouse, played, rule, showAnna, start } from './call-house.ts';

/** A company's main line: the person behind a number has called thousands of times. */
const caller = '+12025550123';
const second = 1000;
const longAgo = start - 400 * 86_400 * second;

let meter: Meter;
let endpoint: string;
let stop: () => void;

beforeAll(async () => {
  meter = newMeter();
  const metered = await meteredDatabase(process.env.TEST_DYNAMODB_ENDPOINT!, meter);
  ({ endpoint } = metered);
  stop = () => metered.server.close();
});

afterAll(() => stop());

const client = () =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    }),
    { marshallOptions: { removeUndefinedValues: true } },
  );

/** A house whose caller has so many other calls, one a second from a time on. */
async function houseWith(others: number, from: number): Promise<House> {
  const house = await openHouse([rule({ destinations: ['hook'] })]);
  await showAnna(house);
  const { calls, identityKey } = house.sources;
  const person = personPartition('shop', personHash(await identityKey(), 'shop', caller));
  const items = Array.from({ length: others }, (_, index) => {
    const { Put } = personCallWrite(calls.name, person, {
      call: `old-${index}`,
      startedAt: from + index * second,
      number,
    });
    return { PutRequest: { Item: Put!.Item! } };
  });
  for (const some of chunks(chunks(items, 25), 8)) {
    await Promise.all(
      some.map((batch) => calls.documents.send(new BatchWriteCommand({ RequestItems: { [calls.name]: [...batch] } }))),
    );
  }
  return house;
}

/** The units that settling takes. */
async function units(house: House, call: string, now: number): Promise<[read: number, write: number]> {
  const documents = client();
  Object.assign(meter, { readUnits: 0, writeUnits: 0, running: true });
  const { sources, deps } = house;
  const metered = Object.fromEntries(
    (['settings', 'leases', 'visits', 'calls'] as const).map((table) => [table, { ...sources[table], documents }]),
  );
  await settle(call, { ...deps, ...metered }, now);
  meter.running = false;
  documents.destroy();
  return [meter.readUnits, meter.writeUnits];
}

test('a caller with 20,000 calls costs what one with 20 does, at every step of the next call', async () => {
  const costs: unknown[] = [];
  for (const others of [20, 20_000]) {
    const house = await houseWith(others, longAgo);
    const { lookup, events, record } = played();
    const steps: unknown[] = [];
    for (const body of [lookup, ...events, record]) {
      await keep(house, body);
      steps.push(await units(house, 'call-1', start + 60 * second));
    }
    expect((await kept(house)).call).toMatchObject({ final: true, match: { firstTimeCaller: false } });
    expect(house.queued).toEqual([]);
    costs.push(steps);
  }
  expect(costs[1]).toEqual(costs[0]);
});

test('what concerns all later calls is told in pages, by a settling each, and nobody is left out', async () => {
  const costs: unknown[] = [];
  for (const others of [250, 2000]) {
    const house = await houseWith(others, start + 3600 * second);
    await keep(house, played().record);
    const told: string[][] = [];
    const steps: [number, number][] = [];
    do {
      steps.push(await units(house, 'call-1', start + 60 * second));
      told.push(house.queued.splice(0));
    } while (told.at(-1)!.includes('call-1'));
    for (const page of told) expect(page.length).toBeLessThanOrEqual(101);
    expect(new Set(told.flat().filter((call) => call !== 'call-1')).size).toBe(others);
    expect((await kept(house)).call?.untold).toBeUndefined();
    costs.push(steps.slice(0, 2));
  }
  expect(costs[1]).toEqual(costs[0]);
});
