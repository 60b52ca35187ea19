import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { createKeyIn } from './api-keys.ts';
import { callRun } from './call-run.ts';
import { contact } from './connect-payloads.ts';
import { soon } from './soon.ts';

const run = callRun();
const clients: Client[] = [];

afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));

async function assistant(key: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  const requestInit = { headers: { authorization: `Bearer ${key}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', run.local.url), { requestInit }));
  clients.push(client);
  return client;
}

async function ask(client: Client, name: string, given: Record<string, unknown>) {
  const { content, isError = false } = await client.callTool({ name, arguments: given });
  const [{ text } = { text: '' }] = content as { text: string }[];
  return { isError, text };
}

test('"why was this call not sent to Google?" is answered with the reason of its delivery', async () => {
  const call = contact(run.shop.printNumber, '+13055550171', { talk: 10 });
  await run.connect.play(call);
  const detail = await soon(
    () => run.api.call(call.id),
    (found) =>
      found?.conversions[0]?.deliveries.some(
        ({ destination, state }) => destination === 'google' && state === 'skipped',
      ) ?? false,
  );
  const { reason } = detail!.conversions[0]!.deliveries.find(({ destination }) => destination === 'google')!;
  expect(reason).toMatch(/belongs to no visit/);

  const reader = await assistant(await createKeyIn(run.local, { role: 'reader', source: 'assistant' }));
  const { tools } = await reader.listTools();
  expect(tools.filter(({ annotations }) => annotations?.readOnlyHint !== true)).toEqual([]);
  const { text } = await ask(reader, 'explain_call', { call: call.id, destination: 'Google' });
  expect(JSON.parse(text)).toMatchObject({
    call: call.id,
    match: { reason: expect.any(String) },
    destinations: [
      {
        type: 'google-ads',
        summary: expect.stringContaining(reason!),
        conversions: [{ delivery: { state: 'skipped', reason } }],
      },
    ],
  });
  await expect(
    ask(reader, 'report_outcome', { call: call.id, body: { eventId: '1', outcome: 'won' } }),
  ).rejects.toThrow('report_outcome');
  expect((await run.api.call(call.id))?.ledger).toEqual([]);

  const limited = await assistant(
    await createKeyIn(run.local, { role: 'operator', source: 'agency', sites: ['other'] }),
  );
  for (const name of ['explain_call', 'get_call']) {
    expect(await ask(limited, name, { call: call.id })).toEqual({ isError: true, text: expect.stringMatching(/^404/) });
  }
  expect((await ask(limited, 'list_calls', {})).text).not.toContain(call.id);
});
