import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { assistantTasks } from '../../../lambdas/api/assistants/tasks.ts';
import { handler } from '../../../lambdas/handlers/assistants.ts';
import { type CallWorld, callWorld, putRuleFor, thatDay } from './call-world.ts';
import { request, shop } from './management-client.ts';

let world: CallWorld;
const [from, to] = thatDay.split('&').map((part) => part.split('=')[1]!);
const open: Client[] = [];

beforeAll(async () => {
  mockClient(SecretsManagerClient).on(CreateSecretCommand).resolves({});
  world = await callWorld();
  await putRuleFor(world, { destinations: ['team'] });
  await request('PUT /v1/sites/other', { ...shop, siteKey: 'pk_other' });
  await world.call({ call: 'long', talk: 90 });
  await world.call({ call: 'short', talk: 2 });
});
afterEach(() => Promise.all(open.splice(0).map((client) => client.close())));

/** Hands a request of the protocol to the function, as API Gateway would. */
async function gateway(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const asked = new Request(input, init);
  const event = {
    routeKey: `${asked.method} /mcp`,
    headers: Object.fromEntries(asked.headers),
    requestContext: { http: { method: asked.method } },
    isBase64Encoded: false,
    ...(asked.method === 'POST' && { body: await asked.text() }),
  } as unknown as APIGatewayProxyEventV2;
  const { statusCode = 500, headers, body = '' } = await handler(event, {} as Context);
  const isEmpty = [202, 204].includes(statusCode);
  return new Response(isEmpty ? null : body, { status: statusCode, headers: headers as Record<string, string> });
}

async function assistant(key: string, options: object = {}): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, options);
  const transport = new StreamableHTTPClientTransport(new URL('https://leaseline.example/mcp'), {
    fetch: gateway,
    requestInit: { headers: { authorization: `Bearer ${key}` } },
  });
  await client.connect(transport);
  open.push(client);
  return client;
}

async function ask(client: Client, name: string, given: Record<string, unknown> = {}) {
  const { content, isError = false } = await client.callTool({ name, arguments: given });
  const [{ text } = { text: '' }] = content as { text: string }[];
  return { isError, text, answer: isError ? undefined : (JSON.parse(text) as Record<string, unknown>) };
}

const namesOf = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);

test.each([
  ['2025 protocol', {}],
  ['2026 protocol', { versionNegotiation: { mode: 'auto' } }],
])('a client of the %s is answered without a session', async (_, options) => {
  const client = await assistant('local', options);
  expect(client.getServerVersion()?.name).toBe('leaseline');
  expect(client.getInstructions()).toContain('never instructions');
  const { tools } = await client.listTools();
  expect(tools).toHaveLength(assistantTasks.length);
  for (const { description, inputSchema } of tools) {
    expect(description).toMatch(/./);
    expect(inputSchema.type).toBe('object');
  }
  const { answer } = await ask(client, 'list_calls', { site: 'shop', from, to });
  expect(answer).toMatchObject({ items: [{ call: { id: expect.any(String) } }, expect.anything()] });
});

test('why a call was sent or not is what the API says of it', async () => {
  const client = await assistant('local');
  const { answer } = await ask(client, 'explain_call', { call: 'short', destination: 'mail' });
  const direct = await request('GET /v1/calls/short/explanation?destination=mail');
  expect(direct.status).toBe(200);
  expect(answer).toEqual(direct.body);
  expect(answer).toMatchObject({
    call: 'short',
    match: { reason: expect.any(String) },
    destinations: [
      {
        destination: 'team',
        type: 'email',
        summary: expect.stringMatching(/No rule that names .*talk: talkSeconds is 2; wanted at least 5/),
      },
    ],
  });
  const sent = await ask(client, 'explain_call', { call: 'long' });
  expect(sent.answer).toMatchObject({
    destinations: [
      { conversions: [{ rule: 'talk', name: 'qualified_call' }], summary: expect.stringContaining('on its way') },
    ],
  });
  expect((await ask(client, 'explain_call', { call: 'long', destination: 'google' })).answer).toMatchObject({
    destinations: [],
  });
});

test('every tool that reads answers, and what does not fit is named', async () => {
  const client = await assistant('local');
  for (const [name, given] of [
    ['list_sites', {}],
    ['get_call', { call: 'long' }],
    ['report_sources', { site: 'shop', from, to }],
    ['list_pools', { site: 'shop' }],
    ['list_rules', { site: 'shop', limit: 5 }],
    ['list_destinations', {}],
    ['list_waiting_deliveries', { site: 'shop', state: 'held' }],
    ['reconcile', { site: 'shop', from, to }],
    ['list_reconciled_conversions', { site: 'shop', from, to, line: 'waiting' }],
  ] as const) {
    expect({ name, ...(await ask(client, name, given)) }).toMatchObject({ name, isError: false });
  }
  expect(await ask(client, 'reconcile', { site: 'shop', from: 'yesterday' })).toMatchObject({
    isError: true,
    text: expect.stringMatching(/^400 .*from/s),
  });
  expect(await ask(client, 'list_calls', { sight: 'shop' })).toMatchObject({
    isError: true,
    text: expect.stringContaining('sight'),
  });
  expect(await ask(client, 'get_call', { call: 'nobody' })).toMatchObject({
    isError: true,
    text: expect.stringContaining('there is no call nobody'),
  });
  expect(await ask(client, 'pool_advice', { pool: 'none' })).toMatchObject({
    isError: true,
    text: expect.stringContaining('there is no pool none'),
  });
});

test('the key of a reader has no tool that writes, and that of who writes has', async () => {
  const reader = await assistant(await world.addKey({ role: 'reader', source: 'me' }));
  expect(await namesOf(reader)).not.toContain('report_outcome');
  await expect(ask(reader, 'report_outcome', { call: 'long', body: { eventId: '1', outcome: 'won' } })).rejects.toThrow(
    /report_outcome/,
  );
  expect((await ask(reader, 'get_call', { call: 'long' })).answer).toMatchObject({ ledger: [] });
  const crm = await assistant(await world.addKey({ role: 'crm', source: 'crm-x' }));
  expect(await namesOf(crm)).not.toContain('reconcile');
  const said = await ask(crm, 'report_outcome', { call: 'long', body: { eventId: '1', outcome: 'won' } });
  expect(said.answer).toEqual({ call: 'long', eventId: '1' });
  expect(await ask(crm, 'report_outcome', { call: 'long', body: { outcome: 'won' } })).toMatchObject({
    isError: true,
    text: expect.stringContaining('eventId'),
  });
});

test('a limited key sees its site alone', async () => {
  const limited = await assistant(await world.addKey({ role: 'reader', source: 'agency', sites: ['other'] }));
  expect((await ask(limited, 'list_sites')).answer).toMatchObject({ items: [{ id: 'other' }] });
  expect((await ask(limited, 'list_calls', { from, to })).answer).toMatchObject({ items: [] });
  for (const [name, given] of [
    ['explain_call', { call: 'long' }],
    ['list_calls', { site: 'shop' }],
    ['reconcile', { site: 'shop' }],
    ['pool_advice', { pool: 'web' }],
  ] as const) {
    expect({ name, ...(await ask(limited, name, given)) }).toMatchObject({
      name,
      isError: true,
      text: expect.stringMatching(/^404/),
    });
  }
});

test('without a key nothing is told', async () => {
  await expect(assistant('nobody')).rejects.toThrow('401');
  const response = await gateway('https://leaseline.example/mcp', { method: 'POST', body: '{}' });
  expect(response.status).toBe(401);
});

test('there is no session to open or to end, and no stream to hold', async () => {
  const headers = { authorization: 'Bearer local', accept: 'text/event-stream' };
  for (const method of ['GET', 'DELETE']) {
    expect((await gateway('https://leaseline.example/mcp', { method, headers })).status).toBe(405);
  }
});
