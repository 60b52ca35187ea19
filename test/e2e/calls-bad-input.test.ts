import { ListQueuesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startLocalRun } from '../start-local-run.ts';
import { callRun } from './call-run.ts';
import { type Contact, contact, lookupEvent } from './connect-payloads.ts';
import { type CallDetail, type DeliveryDetail, management } from './management.ts';
import { soon } from './soon.ts';

const run = callRun({ destinations: ['hook'] });

async function finalCall({ id }: Contact): Promise<CallDetail> {
  return (await soon(
    () => run.api.call(id),
    (detail) => detail?.call.final === true,
  ))!;
}

const problem = (status: number) => ({
  status,
  body: expect.objectContaining({ status, title: expect.any(String), detail: expect.any(String) }),
});

describe('an outcome', () => {
  let path: string;
  const sale = (amount: unknown, currency = 'EUR', eventId = 'order-1') => ({
    eventId,
    revenue: { kind: 'sale', amount, currency },
  });

  beforeAll(async () => {
    const call = contact(run.shop.defaultNumber, '+13055550121', { talk: 1 });
    await run.connect.record(call);
    await finalCall(call);
    path = `POST /v1/calls/${call.id}/outcome`;
  });

  it('of a call that nobody heard of is a 404', async () => {
    expect(await run.api.ask('POST /v1/calls/no-such-call/outcome', sale('1.00'))).toEqual(problem(404));
  });

  it.each(['-1.00', '12,50', '1e3', 'much', '', ' 1', 12.5, '1.234', null])(
    'of the amount %p is refused',
    async (amount) => {
      const answer = await run.api.ask<{ errors: { field: string }[] }>(path, sale(amount));
      expect(answer).toEqual(problem(400));
      expect(JSON.stringify(answer.body.errors)).toContain('revenue');
    },
  );

  it("in a currency that is not the site's is refused", async () => {
    const answer = await run.api.ask(path, sale('10.00', 'USD', 'order-usd'));
    expect([400, 422]).toContain(answer.status);
    expect(JSON.stringify(answer.body)).toContain('EUR');
  });

  it('twice is one; the same id with other content is a 409', async () => {
    expect((await run.api.ask(path, sale('10.00'))).status).toBe(202);
    expect((await run.api.ask(path, sale('10.00'))).status).toBe(202);
    expect(await run.api.ask(path, sale('11.00'))).toEqual(problem(409));
  });

  it.each(['not json', '[]', '{"eventId": 5}'])('that reads %s is refused', async (body) => {
    expect(await run.api.ask(path, body)).toEqual(problem(400));
  });
});

describe('what cannot be read', () => {
  const deadLetters: { body: string; reason: string | undefined }[] = [];

  it('goes to the dead letters whole, with the reason, and disturbs nothing', async () => {
    const broken = [
      ['{"ContactId": "cut-off', 'JSON'],
      [JSON.stringify({ Channel: 'VOICE', note: 'no-contact-id' }), 'ContactId'],
      ['[1, 2, "an-array"]', 'object'],
    ] as const;
    const good = contact(run.shop.printNumber, '+13055550122', { talk: 6 });
    for (const [text] of broken) await run.connect.putRecord(text);
    const answer = await run.connect.invokeLookup({ Details: { note: 'no-contact-data' } });
    expect(answer).toMatchObject({ action: 'queue', found: 'false' });
    await run.connect.record(good);
    expect((await finalCall(good)).call.status).toBe('completed');

    const wanted = [...broken.map(([text]) => text.slice(0, 20)), 'no-contact-data'];
    const escaped = (text: string) => JSON.stringify(text).slice(1, -1);
    await soon(collect, (found) => found.length >= wanted.length, { seconds: 60 });
    for (const text of wanted) {
      const letter = deadLetters.find(({ body }) => body.includes(text) || body.includes(escaped(text)));
      expect({ text, letter }).toEqual({ text, letter: expect.anything() });
      expect(letter!.reason).toMatch(/\w/);
    }
    expect(deadLetters).toHaveLength(wanted.length);
  });

  async function collect() {
    const client = new SQSClient({
      endpoint: run.local.awsUrl,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
    for (const QueueUrl of QueueUrls.filter((url) => /WorkDeadLetters/.test(url))) {
      const request = { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'], VisibilityTimeout: 600 };
      const { Messages = [] } = await client.send(new ReceiveMessageCommand(request));
      for (const { Body = '', MessageAttributes } of Messages) {
        deadLetters.push({ body: Body, reason: MessageAttributes?.reason?.StringValue });
      }
    }
    client.destroy();
    return deadLetters;
  }

  it('a record of 300 KB is a record', async () => {
    const call = contact(run.shop.printNumber, '+13055550123', { talk: 6 });
    await run.connect.record(call, { Attributes: { note: 'x'.repeat(300_000) } });
    expect((await finalCall(call)).call).toMatchObject({ status: 'completed', talkSeconds: 6 });
  });

  it('an emoji, or half of one, holds up nobody', async () => {
    const half = 'Ann \ud83d';
    const [whole, cut, behind, ringing] = ['26', '27', '28', '29'].map((last) =>
      contact(run.shop.printNumber, `+130555501${last}`, { talk: 6 }),
    ) as [Contact, Contact, Contact, Contact];
    await run.connect.record(whole, { Attributes: { name: 'Ann 😀', note: '\uFFFE\u0001' } });
    await run.connect.record(cut, { Queue: { Name: half, Duration: 2 }, Attributes: { [half]: half } });
    await run.connect.record(behind);
    for (const call of [whole, cut, behind]) {
      expect((await finalCall(call)).call).toMatchObject({ status: 'completed', talkSeconds: 6 });
    }
    const Attributes = { name: `😀 ${half} \uFFFF` };
    const lookup = JSON.stringify(lookupEvent(ringing, run.connect.instanceArn), (name, value: unknown) =>
      name === 'Attributes' ? Attributes : value,
    );
    await run.connect.invokeLookup(JSON.parse(lookup));
    await soon(() => run.api.call(ringing.id), Boolean);
  });

  it.each([
    ['no caller', { CustomerEndpoint: null }, { status: 'completed' }],
    ['no number', { SystemEndpoint: null }, { status: 'completed' }],
    ['no agent and no queue', { Agent: null, Queue: null }, { status: 'missed' }],
    ['no times but the first', { DisconnectTimestamp: null, LastUpdateTimestamp: null }, {}],
  ])('a record with %s is a call', async (_, missing, expected) => {
    const call = contact(run.shop.printNumber, '+13055550124', { talk: 3 });
    await run.connect.record(call, missing);
    expect((await finalCall(call)).call).toMatchObject(expected);
  });
});

describe('a receiver', () => {
  async function withDelivery(hoped: (delivery: DeliveryDetail) => boolean, seconds = 40) {
    const call = contact(run.shop.printNumber, '+13055550125', { talk: 6 });
    await run.connect.record(call);
    const detail = await soon(
      () => run.api.call(call.id),
      (found) => found?.conversions[0]?.deliveries.some(hoped) === true,
      { seconds },
    );
    const delivery = detail!.conversions[0]!.deliveries[0]!;
    return { call, delivery };
  }
  async function deliveredNow(call: Contact, seconds = 30): Promise<DeliveryDetail> {
    const isDelivered = ({ state }: DeliveryDetail) => state === 'delivered';
    const detail = await soon(
      () => run.api.call(call.id),
      (found) => found?.conversions[0]?.deliveries.every(isDelivered) === true,
      { seconds },
    );
    return detail!.conversions[0]!.deliveries[0]!;
  }
  const idsOf = (call: Contact) =>
    run.receiver
      .received('/hook/hook')
      .filter(({ body }) => body.includes(call.id))
      .map(({ headers }) => headers['webhook-id']);

  afterEach(() => run.receiver.behave('/hook', 'ok'));

  it('that answers 500 is tried again with the same id', async () => {
    run.receiver.behave('/hook', 'error');
    const { call, delivery } = await withDelivery(({ attempts, reason }) => attempts === 1 && reason !== undefined);
    expect(delivery).toMatchObject({ state: 'pending', reason: expect.stringContaining('500') });
    run.receiver.behave('/hook', 'ok');
    expect(await deliveredNow(call)).toMatchObject({ attempts: 2, sent: 1 });
    const ids = idsOf(call);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('that redirects is not followed', async () => {
    run.receiver.behave('/hook', 'redirect');
    const { call, delivery } = await withDelivery(({ reason }) => reason !== undefined);
    expect(delivery).toMatchObject({ state: 'pending', reason: expect.stringContaining('302') });
    expect(run.receiver.received('/elsewhere')).toEqual([]);
    run.receiver.behave('/hook', 'ok');
    expect((await deliveredNow(call)).sent).toBe(1);
  });

  it('that says 410 is left alone, and told what waits once its destination is resumed', async () => {
    run.receiver.behave('/hook', 'gone');
    const { call, delivery } = await withDelivery(({ reason }) => reason !== undefined);
    expect(delivery).toMatchObject({ state: 'pending', sent: 0, reason: expect.stringContaining('410') });
    expect(idsOf(call)).toHaveLength(1);
    run.receiver.behave('/hook', 'ok');
    await run.api.must('POST /v1/destinations/hook/resume');
    expect((await deliveredNow(call, 120)).sent).toBe(1);
    expect(idsOf(call)).toHaveLength(2);
    expect(new Set(idsOf(call)).size).toBe(1);
  });

  it('that hangs may have it, and is told again under the same id', async () => {
    run.receiver.behave('/hook', 'hang');
    const { call, delivery } = await withDelivery(({ reason }) => reason !== undefined, 40);
    expect(delivery).toMatchObject({ state: 'pending', sent: 0 });
    run.receiver.behave('/hook', 'ok');
    expect((await deliveredNow(call)).sent).toBe(1);
    expect(new Set(idsOf(call)).size).toBe(1);
  });
});

describe('a destination on a private address', () => {
  const hook = (url: string) => ({
    site: 'proof',
    type: 'webhook',
    settings: { url },
    secrets: { signing: run.receiver.secretOf('near') },
  });

  it("is allowed on one's own machine, and refused where that is not wanted", async () => {
    expect((await run.api.ask('PUT /v1/destinations/near', hook(`${run.receiver.url}/hook/near`))).status).toBeLessThan(
      300,
    );
    const env = { LEASELINE_PRIVATE_DESTINATIONS: 'refuse' };
    const strict = await startLocalRun({ env });
    try {
      const there = management(strict);
      const origins = ['https://proof.example'];
      await there.must('PUT /v1/sites/proof', { name: 'Proof', siteKey: 'pk_proof', origins });
      for (const url of [
        'https://127.0.0.1/in',
        'https://10.1.2.3/in',
        'https://169.254.169.254/',
        'https://[::1]/',
        'http://192.0.2.1/',
      ]) {
        const answer = await there.ask('PUT /v1/destinations/near', hook(url));
        expect({ url, ...answer }).toEqual({ url, ...problem(400) });
      }
    } finally {
      await strict.discard();
    }
  });
});
