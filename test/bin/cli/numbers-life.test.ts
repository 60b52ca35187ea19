import { PassThrough } from 'node:stream';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { moveNumbers } from '../../../bin/cli/numbers-move.ts';
import { windDownNumbers } from '../../../bin/cli/numbers-wind-down.ts';
import { callIndexAttributes, callKey, type StoredCall } from '../../../lambdas/calls/call-item.ts';
import { numberNowItem } from '../../../lambdas/settings/item-key.ts';
import { freshTables, request, shop, shopAds } from '../../lambdas/handlers/management-client.ts';
import { serveManagement } from './serve-management.ts';

const day = 24 * 60 * 60 * 1000;
const number = (index: number) => `+4930231250${String(10 + index)}`;

let tables: Awaited<ReturnType<typeof freshTables>>;
let management: Awaited<ReturnType<typeof serveManagement>>;

beforeAll(async () => {
  management = await serveManagement();
});
afterAll(() => management.close());

beforeEach(async () => {
  tables = await freshTables();
  await request('PUT /v1/sites/shop', shop);
  await request('PUT /v1/pools/shop-ads', shopAds);
  await request('PUT /v1/pools/shop-more', { ...shopAds, defaultNumber: '+493023125001' });
  await request('POST /v1/pools/shop-ads/numbers', { numbers: [0, 1, 2].map(number) });
});

async function move(options: { from: string; to: string; numbers?: string }) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const exitCode = await moveNumbers({ ...options, management, stdout, stderr } as never);
  return { exitCode, said: String(stdout.read()), complained: String(stderr.read() ?? '') };
}
const numbersOf = async (pool: string) =>
  (await request(`GET /v1/pools/${pool}/numbers`)).body.items.map((item: { number: string }) => item.number);

describe('numbers move', () => {
  test('moves some numbers, or all of a pool, and says what it did', async () => {
    expect(await move({ from: 'shop-ads', to: 'shop-more', numbers: `${number(0)}, ${number(1)}` })).toMatchObject({
      exitCode: 0,
      said: '2 moved, 0 already there, 0 refused\n',
    });
    expect(await move({ from: 'shop-ads', to: 'shop-more', numbers: `${number(1)},${number(2)}` })).toMatchObject({
      said: '1 moved, 1 already there, 0 refused\n',
    });
    expect(await move({ from: 'shop-more', to: 'shop-ads' })).toMatchObject({
      said: '3 moved, 0 already there, 0 refused\n',
    });
    expect(await numbersOf('shop-ads')).toEqual([0, 1, 2].map(number));
    expect(await numbersOf('shop-more')).toEqual([]);
  });

  test('names what it could not move', async () => {
    const { exitCode, said, complained } = await move({
      from: 'shop-ads',
      to: 'shop-more',
      numbers: `${number(9)},12`,
    });
    expect({ exitCode, said }).toEqual({ exitCode: 1, said: '0 moved, 0 already there, 2 refused\n' });
    expect(complained).toMatch(`${number(9)}: ${number(9)} is not a number of pool shop-ads`);
    expect(complained).toMatch(/12: is not a phone number/);
    await expect(move({ from: 'nothing', to: 'shop-more', numbers: number(0) })).rejects.toThrow(
      'there is no pool nothing',
    );
  });

  test('a pool that does not exist is an error, also where nothing is to be moved', async () => {
    const nowhere = 'there is no pool nowhere';
    await expect(move({ from: 'shop-ads', to: 'nowhere' })).rejects.toThrow(nowhere);
    await expect(move({ from: 'shop-more', to: 'nowhere' })).rejects.toThrow(nowhere);
    await expect(move({ from: 'nowhere', to: 'shop-more' })).rejects.toThrow(nowhere);
    await expect(move({ from: 'shop-ads', to: 'shop-more', numbers: '' })).rejects.toThrow('--numbers names none');
    expect(await move({ from: 'shop-more', to: 'shop-ads' })).toMatchObject({ exitCode: 0 });
  });
});

describe('numbers wind-down', () => {
  const out = (more: object = {}) => windDownNumbers({ days: 30, management, ...more });

  /** As if the number had been taken out so many days ago. */
  async function removed(index: number, days: number): Promise<void> {
    await request(`DELETE /v1/pools/shop-ads/numbers/${number(index)}`);
    await tables.settings.documents.send(
      new UpdateCommand({
        TableName: tables.settings.name,
        Key: numberNowItem(number(index)),
        UpdateExpression: 'SET removedAt = :at',
        ExpressionAttributeValues: { ':at': Date.now() - days * day },
      }),
    );
  }

  async function called(index: number, days: number): Promise<void> {
    const startedAt = Date.now() - days * day;
    const call = { id: `call-${index}-${days}`, site: 'shop', startedAt, trackedNumber: number(index), final: true };
    await tables.calls.documents.send(
      new PutCommand({
        TableName: tables.calls.name,
        Item: { ...callKey(call.id), ...call, ...callIndexAttributes(call as StoredCall) },
      }),
    );
  }

  test('says of each number that is out whether it can be given back, and why', async () => {
    expect(await out()).toBe('no number is out of the pools\n');
    await removed(0, 40);
    await removed(1, 40);
    await removed(2, 3);
    await called(1, 2);
    await called(2, 4);
    const printed = await out();
    expect(printed).toContain(`calls in 30 d`);
    expect(printed).toMatch(/\+493023125010 .* safe to give back: nobody has dialled it for 30 days\n/);
    expect(printed).toMatch(/\+493023125011 .* 1 +still dialled: one call since it was taken out, the last 2 d ago\n/);
    expect(printed).toMatch(/\+493023125012 .* too early: nobody has dialled it since it was taken out 3 d ago/);
    expect(printed).toMatch(/\n1 of 3 numbers can be given back\n$/);
    expect(JSON.parse(await out({ pool: 'shop-ads', json: true }))).toMatchObject([
      { number: number(0), advice: 'safe', calls: 0, forwards: true, was: 'session' },
      { number: number(1), advice: 'dialled', calls: 1, callsSince: 1 },
      { number: number(2), advice: 'too-early', calls: 1, callsSince: 0 },
    ]);
    expect(await out({ pool: 'shop-more' })).toBe('no number is out of the pools\n');
    expect(JSON.parse(await out({ site: 'shop', days: 3, json: true }))).toMatchObject([
      { advice: 'safe' },
      { advice: 'dialled' },
      { advice: 'safe' },
    ]);
    await expect(out({ site: 'nowhere' })).rejects.toThrow('there is no site nowhere');
  });

  test('a pool that does not exist is an error, unless numbers were taken out of one of that name', async () => {
    const none = 'there is no pool nowhere, and no number was taken out of one';
    await expect(out({ pool: 'nowhere' })).rejects.toThrow(none);
    await expect(out({ pool: 'nowhere', site: 'shop' })).rejects.toThrow(none);
    await request('PUT /v1/sites/blog', { ...shop, siteKey: 'pk_blog' });
    await expect(out({ pool: 'shop-more', site: 'blog' })).rejects.toThrow('pool shop-more is of site shop');
    await removed(0, 40);
    for (const index of [1, 2]) await removed(index, 3);
    await request('DELETE /v1/pools/shop-ads');
    expect(JSON.parse(await out({ pool: 'shop-ads', json: true }))).toContainEqual(
      expect.objectContaining({ number: number(0), advice: 'safe' }),
    );
  });

  test('a number that is in a pool again, or was given another role, is not out', async () => {
    for (const index of [0, 1, 2]) await removed(index, 40);
    await request('POST /v1/pools/shop-more/numbers', { numbers: [number(0)] });
    await request('PUT /v1/pools/shop-print', {
      site: 'shop',
      kind: 'source',
      source: 'print',
      numbers: [number(1)],
    });
    expect(JSON.parse(await out({ json: true }))).toMatchObject([{ number: number(2) }]);
    await request('DELETE /v1/pools/shop-print');
    expect(JSON.parse(await out({ json: true }))).toMatchObject([
      { number: number(1), was: 'static', pool: 'shop-print', advice: 'too-early' },
      { number: number(2) },
    ]);
  });
});
