import { createSecretKey } from 'node:crypto';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { replay } from '../../../../bin/cli/events/replay.ts';
import { claimDelivery, finishDelivery } from '../../../../lambdas/deliveries/delivery-store.ts';
import { freshTables, request, shop } from '../../../lambdas/handlers/management-client.ts';
import { type House, kept, openHouse, played, rule, start, tell } from '../../../lambdas/settle/call-house.ts';
import { serveManagement } from '../serve-management.ts';

const iso = (time: number) => new Date(time).toISOString();
const hour = 3_600_000;
const ids = Array.from({ length: 3 }, (_, index) => `call-${index}`);
let management: Awaited<ReturnType<typeof serveManagement>>;
let house: House;

beforeAll(async () => {
  management = await serveManagement();
  const tables = await freshTables();
  await request('PUT /v1/sites/shop', shop);
  house = await openHouse([rule({ destinations: ['hook', 'mail'] })], {
    ...tables,
    identityKey: async () => createSecretKey(Buffer.alloc(32, 1)),
  });
  mockClient(SecretsManagerClient).on(CreateSecretCommand).resolves({});
  const secrets = { signing: `whsec_${Buffer.alloc(24, 1).toString('base64')}` };
  const hook = { site: 'shop', type: 'webhook', settings: { url: 'https://tool.example/in' }, secrets };
  await request('PUT /v1/destinations/hook', hook);
  for (const [index, call] of ids.entries()) await tell(house, played({ call, at: start + index * hour }).record);
  for (const call of ids) await deliver(call);
});
afterAll(() => management.close());

async function deliver(call: string): Promise<void> {
  const { calls } = house.sources;
  for (const delivery of (await kept(house, call)).deliveries) {
    const claim = { revision: 1, since: start, attempts: 1, restsUntil: 0, asks: false };
    const id = await claimDelivery(calls, delivery, claim);
    const done = { state: 'delivered', sent: 1, nextAt: start, restsUntil: 0 } as const;
    await finishDelivery(calls, delivery, { ...claim, id: id! }, done);
  }
}

async function states(call: string) {
  const { deliveries } = await kept(house, call);
  return Object.fromEntries(deliveries.map(({ destination, state, redrive }) => [destination, [state, redrive]]));
}

test('calls of that time are told again to that webhook, each once', async () => {
  const said: string[] = [];
  const options = { destination: 'hook', from: iso(start + hour), to: iso(start + 2 * hour) };
  expect(await replay(options, management, (line) => said.push(line))).toBe(
    '1 calls looked at, 1 messages on their way to hook again\n',
  );
  expect(await states('call-1')).toEqual({ hook: ['pending', 1], mail: ['delivered', 0] });
  expect(await states('call-0')).toEqual({ hook: ['delivered', 0], mail: ['delivered', 0] });
  // What is on its way is left alone.
  expect(await replay(options, management, () => undefined)).toContain('0 messages');
  expect(said).toEqual([]);
});

test('only some types', async () => {
  const options = { destination: 'hook', from: iso(start - hour), to: iso(start + 9 * hour) };
  expect(await replay({ ...options, type: ['call.started'] }, management, () => undefined)).toContain('0 messages');
  expect(await replay({ ...options, type: ['conversion.created'] }, management, () => undefined)).toBe(
    '3 calls looked at, 2 messages on their way to hook again\n',
  );
});

test('what does not fit is said', async () => {
  const options = { from: iso(start), to: iso(start + hour) };
  const problem = (more: object) => replay({ destination: 'hook', ...options, ...more }, management, () => undefined);
  await expect(problem({ destination: 'nobody' })).rejects.toThrow('there is no destination nobody');
  await expect(problem({ from: 'yesterday' })).rejects.toThrow('from');
  await expect(problem({ type: ['call.lost'] })).rejects.toThrow('types');
  const answer = await request('POST /v1/destinations/hook/replay', { from: iso(start), cursor: 'x' });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'cursor' }] } });
});
