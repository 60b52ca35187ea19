import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { callRun } from './call-run.ts';
import { contact } from './connect-payloads.ts';
import { saleOf, untilCall } from './read-call.ts';
import { soon } from './soon.ts';

const run = callRun({ graceSeconds: 5 });
const day = 86_400_000;

interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

async function mails(): Promise<Mail[]> {
  const response = await fetch(new URL('/mail/messages.json', run.local.url));
  return ((await response.json()) as { items: Mail[] }).items;
}

/** The first mail whose text says this, and the link in it. */
async function mailAbout(text: string): Promise<Mail & { readonly link: string }> {
  const all = await soon(mails, (found) => found.some((mail) => mail.text.includes(text)));
  const mail = all.find((one) => one.text.includes(text))!;
  return { ...mail, link: /https?:\/\/\S+\/v1\/outcome\/\S+/.exec(mail.text)![0] };
}

const press = (link: string, outcome: string, amount: string) =>
  fetch(link, { method: 'POST', body: new URLSearchParams({ outcome, amount }) });

beforeAll(async () => {
  await run.api.must('PUT /v1/destinations/team', {
    site: 'proof',
    type: 'email',
    settings: { to: ['team@proof.example'], from: 'calls@proof.example', leads: true, digest: { at: '00:00' } },
  });
});

test('a lead is mailed, its link is answered, and what it was worth counts', async () => {
  const { number } = await run.shop.visit('gclid=Cj0-lead');
  const call = contact(number!.e164, '+13055550161', { talk: 30 });
  await run.connect.play(call);
  const mail = await mailAbout('+13055550161');
  expect(mail).toMatchObject({ to: ['team@proof.example'], text: expect.stringContaining('google / cpc') });

  const page = await fetch(mail.link);
  expect([page.status, await page.text()]).toEqual([200, expect.stringMatching(/Won[^]*Lost/)]);
  expect((await run.api.call(call.id))?.ledger ?? []).toEqual([]);

  expect((await press(mail.link, 'won', 'a lot')).status).toBe(400);
  for (const amount of ['1.250,50', '1,250.50']) {
    const shown = await press(mail.link, 'won', amount);
    expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining('1,250.50')]);
  }
  const detail = await untilCall(run.api, call, (told) => saleOf(told)?.value.amount === '1250.50');
  expect(detail.ledger).toMatchObject([{ source: 'outcome-link', outcome: 'won' }]);
  const purchases = () => run.receiver.told('hook').filter(({ data }) => data.conversion.name === 'purchase');
  await soon(purchases, (told) => told.length > 0);
  expect(purchases().map(({ data }) => [data.call.id, data.conversion.value])).toEqual([
    [call.id, { amount: '1250.50', currency: 'EUR' }],
  ]);
  const { total } = await run.api.must<{ total: object }>('GET /v1/reports/sources?site=proof');
  expect(total).toMatchObject({ calls: 1, conversions: 2, revenue: { amount: '1250.50', currency: 'EUR' } });
});

test('a digest begins with the day on which it was set, and is sent once', async () => {
  const settings = { endpoint: run.local.awsUrl, region: 'us-east-1', credentials };
  const [documents, lambda] = [DynamoDBDocumentClient.from(new DynamoDBClient(settings)), new LambdaClient(settings)];
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  const { FunctionName } = Functions.find((each) => each.FunctionName!.includes('Digest'))!;
  const look = async () => {
    const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
    expect(answer.FunctionError).toBeUndefined();
  };
  const digests = async () => (await mails()).filter(({ text }) => text.startsWith('Nobody called'));

  await look();
  expect(await digests()).toEqual([]);
  // As if it had been set yesterday. No number was the site's then, so nobody called it.
  const { TableNames = [] } = await documents.send(new ListTablesCommand({}));
  await documents.send(
    new UpdateCommand({
      TableName: TableNames.find((name) => name.includes('Settings'))!,
      Key: { pk: 'DIGESTS', sk: 'team' },
      UpdateExpression: 'SET wantedSince = :yesterday',
      ConditionExpression: 'attribute_exists(wantedSince)',
      ExpressionAttributeValues: { ':yesterday': Date.now() - day },
    }),
  );
  await Promise.all([look(), look()]);
  await look();
  const sent = await soon(digests, (found) => found.length > 0);
  expect(sent).toMatchObject([
    { to: ['team@proof.example'], subject: expect.stringMatching(/^Proof: no calls on \w+, \d+ \w+ \d{4}$/) },
  ]);
  documents.destroy();
  lambda.destroy();
});

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
