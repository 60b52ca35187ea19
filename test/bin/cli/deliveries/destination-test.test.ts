import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { destinationFieldsText } from '../../../../bin/cli/deliveries/destination-fields.ts';
import { testDestination } from '../../../../bin/cli/deliveries/destination-test.ts';
import { describeType } from '../../../../lambdas/deliveries/destinations/describe-type.ts';
import type { Destination } from '../../../../lambdas/deliveries/destinations/destination.ts';
import { destinations } from '../../../../lambdas/deliveries/destinations/registry.ts';
import { pauseDestination } from '../../../../lambdas/settings/destinations/destination-pause-store.ts';
import { readDestination } from '../../../../lambdas/settings/destinations/destination-store.ts';
import { freshTables, request, shop } from '../../../lambdas/handlers/management-client.ts';
import { serveManagement } from '../serve-management.ts';

const functions = mockClient(LambdaClient);
let management: Awaited<ReturnType<typeof serveManagement>>;
let tables: Awaited<ReturnType<typeof freshTables>>;

beforeAll(async () => {
  process.env.ATTEMPT_FUNCTION_NAME = 'attempt';
  management = await serveManagement();
  tables = await freshTables();
  await request('PUT /v1/sites/shop', shop);
  mockClient(SecretsManagerClient).on(CreateSecretCommand).resolves({});
  const secrets = { signing: `whsec_${Buffer.alloc(24, 1).toString('base64')}` };
  const hook = { site: 'shop', type: 'webhook', settings: { url: 'https://tool.example/in' }, secrets };
  await request('PUT /v1/destinations/hook', hook);
  await request('PUT /v1/destinations/paused', hook);
  const stored = await readDestination(tables.settings, 'shop', 'paused');
  const version = stored === undefined || stored === 'unknown' ? 0 : stored.version;
  const pause = { version, why: 'credentials', detail: 'refused (401)', since: Date.now() } as const;
  await pauseDestination(tables.settings, { site: 'shop', destination: 'paused' }, pause);
});
beforeEach(() => functions.reset());
afterAll(() => management.close());

function answers(result: object): void {
  const text = JSON.stringify(result);
  const Payload = Object.assign(new TextEncoder().encode(text), { transformToString: () => text });
  functions.on(InvokeCommand).resolves({ Payload: Payload as never });
}

test('what came of it is said; only the function that sends is asked, with names alone', async () => {
  answers({ passed: true, outcome: 'delivered', detail: 'the receiver took it, marked as a test', status: 204 });
  expect(await testDestination('hook', management)).toMatch(
    /^hook was tried out \(test-[0-9a-f-]+\): delivered, HTTP 204: the receiver took it, marked as a test\n$/,
  );
  const [input] = functions.commandCalls(InvokeCommand).map(({ args }) => args[0].input);
  expect(JSON.parse(input?.Payload as unknown as string)).toEqual({
    test: { site: 'shop', destination: 'hook', id: expect.stringMatching(/^test-/) },
  });
});

test('what did not pass ends with 1, and says why', async () => {
  answers({ passed: false, outcome: 'auth', detail: 'Google answered UNAUTHENTICATED', status: 401 });
  await expect(testDestination('hook', management)).rejects.toMatchObject({
    exitCode: 1,
    message: expect.stringMatching(/auth, HTTP 401: Google answered UNAUTHENTICATED/),
  });
});

test('one that is none, one that is paused, and a key without the right are refused, and nothing is sent', async () => {
  await expect(testDestination('nobody', management)).rejects.toThrow('there is no destination nobody');
  await expect(testDestination('paused', management)).rejects.toThrow(
    /paused \(credentials: refused \(401\)\).*resume/,
  );
  const reader = await tables.addKey({ role: 'reader', source: 'me' });
  expect((await request('POST /v1/destinations/hook/test', undefined, reader)).status).toBe(403);
  const other = await tables.addKey({ role: 'operator', source: 'me', sites: ['other'] });
  expect((await request('POST /v1/destinations/hook/test', undefined, other)).status).toBe(404);
  expect(functions.commandCalls(InvokeCommand)).toHaveLength(0);
});

test('a type without a way is refused with the reason', async () => {
  const { trial: _, ...withoutWay } = destinations.get('webhook')!;
  const get = jest.spyOn(destinations, 'get').mockReturnValue(withoutWay as Destination<unknown, unknown>);
  const answer = await request('POST /v1/destinations/hook/test');
  get.mockRestore();
  expect(answer).toMatchObject({
    status: 409,
    body: { detail: expect.stringMatching(/would count.*endpoint of your own/) },
  });
  expect(functions.commandCalls(InvokeCommand)).toHaveLength(0);
});

test.each([...destinations])(
  'fields of %s: every one is named, and the JSON is what the API tells',
  async (type, destination) => {
    const described = describeType(destination);
    const text = destinationFieldsText(type);
    for (const { name } of [...described.settings, ...described.secrets])
      expect(text).toMatch(new RegExp(`^${name.replaceAll(/[[\].*]/g, '\\$&')} `, 'm'));
    expect(JSON.parse(destinationFieldsText(type, true))).toEqual(described);
    const { body } = await request('GET /v1/destination-types');
    expect(body.items).toContainEqual(described);
  },
);

test('fields of no type are refused with the types that there are', () => {
  expect(() => destinationFieldsText('nope')).toThrow(/there is no type nope; there are .*webhook/);
});
