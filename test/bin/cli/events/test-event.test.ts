import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { testEvent } from '../../../../bin/cli/events/test-event.ts';
import { freshTables, request, shop } from '../../../lambdas/handlers/management-client.ts';
import { serveManagement } from '../serve-management.ts';

const functions = mockClient(LambdaClient);
let management: Awaited<ReturnType<typeof serveManagement>>;

beforeAll(async () => {
  process.env.ATTEMPT_FUNCTION_NAME = 'attempt';
  management = await serveManagement();
  await freshTables();
  await request('PUT /v1/sites/shop', shop);
  mockClient(SecretsManagerClient).on(CreateSecretCommand).resolves({});
  const secrets = { signing: `whsec_${Buffer.alloc(24, 1).toString('base64')}` };
  const hook = { site: 'shop', type: 'webhook', settings: { url: 'https://tool.example/in' }, secrets };
  await request('PUT /v1/destinations/hook', hook);
  await request('PUT /v1/destinations/mail', { site: 'shop', type: 'email', settings: { to: ['a@shop.example'] } });
});
beforeEach(() => functions.reset());
afterAll(() => management.close());

function answers(result: object): void {
  const text = JSON.stringify(result);
  const Payload = Object.assign(new TextEncoder().encode(text), { transformToString: () => text });
  functions.on(InvokeCommand).resolves({ Payload: Payload as never });
}

test('what the receiver took is said; only the function that sends is asked, with names alone', async () => {
  answers({ passed: true, outcome: 'delivered', detail: 'the receiver took it', status: 204 });
  expect(await testEvent('hook', 'call.started', management)).toMatch(
    /^hook took call\.started \(test-[0-9a-f-]+_1\), and answered 204\n$/,
  );
  const [input] = functions.commandCalls(InvokeCommand).map(({ args }) => args[0].input);
  expect(input?.FunctionName).toBe('attempt');
  expect(JSON.parse(input?.Payload as unknown as string)).toEqual({
    test: { site: 'shop', destination: 'hook', type: 'call.started', id: expect.stringMatching(/^test-/) },
  });
});

test('what it did not take ends with 1, and says why', async () => {
  answers({ passed: false, outcome: 'transient', status: 500, detail: 'the receiver answered 500' });
  await expect(testEvent('hook', 'call.started', management)).rejects.toMatchObject({
    exitCode: 1,
    message: expect.stringContaining('the receiver answered 500'),
  });
});

test('a destination that is none, or no webhook, and a type that is none are refused', async () => {
  const problem = (destination: string, type = 'call.started') => testEvent(destination, type, management);
  await expect(problem('nobody')).rejects.toThrow('there is no destination nobody');
  await expect(problem('mail')).rejects.toThrow('a destination of type email is told no events');
  await expect(problem('hook', 'call.lost')).rejects.toMatchObject({ exitCode: 2 });
  expect(functions.commandCalls(InvokeCommand)).toHaveLength(0);
});
