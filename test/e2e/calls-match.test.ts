import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { callRun } from './call-run.ts';
import { type Contact, contact } from './connect-payloads.ts';
import { type CallDetail } from './management.ts';
import { claimsOf, confirmVisit, type PageVisit } from './page-visit.ts';
import { soon } from './soon.ts';

const run = callRun({ leaseSeconds: 60, destinations: ['hook', 'google', 'team'] });

const visitOf = ({ lease }: PageVisit) => claimsOf(lease.token!).visit;
const numberOf = ({ number }: PageVisit) => number!.e164;

/** The call once all its legs are recorded. */
async function finished({ id }: Contact): Promise<CallDetail> {
  return (await soon(
    () => run.api.call(id),
    (detail) => detail?.call.final === true,
  ))!;
}

async function played(call: Contact): Promise<CallDetail> {
  await run.connect.play(call);
  return finished(call);
}

describe("a call to a visitor's own number", () => {
  let detail: CallDetail;
  let visit: PageVisit;
  const caller = '+13055550101';

  beforeAll(async () => {
    visit = await run.shop.visit('gclid=Cj0-proof&utm_campaign=spring&utm_term=red+shoes');
    const call = contact(numberOf(visit), caller, { talk: 10 });
    await run.connect.play(call);
    detail = (await soon(
      () => run.api.call(call.id),
      (found) => found?.conversions[0]?.deliveries.filter(({ state }) => state === 'delivered').length === 3,
    ))!;
  });

  it('is matched to the visit, with click id and campaign', () => {
    expect(detail).toMatchObject({
      call: { status: 'completed', final: true, talkSeconds: 10, waitSeconds: 2, trackedNumber: numberOf(visit) },
      match: {
        method: 'lease',
        source: 'google',
        medium: 'cpc',
        campaign: 'spring',
        firstTimeCaller: true,
        visit: { id: visitOf(visit), keyword: 'red shoes', clickIds: { gclid: 'Cj0-proof' } },
      },
    });
    expect(detail.match.reason).toContain(visitOf(visit));
  });

  it('makes one conversion, delivered to every destination', () => {
    const delivered = { state: 'delivered', wanted: 1, sent: 1, attempts: 1 };
    const { deliveries, ...conversion } = detail.conversions[0]!;
    expect(detail.conversions).toHaveLength(1);
    expect(conversion).toMatchObject({ rule: 'talk', value: { amount: '50.00', currency: 'EUR' }, revision: 1 });
    expect(deliveries.map(({ destination }) => destination).toSorted()).toEqual(['google', 'hook', 'team']);
    for (const delivery of deliveries) expect(delivery).toMatchObject(delivered);
  });

  it('sends one webhook that Standard Webhooks verifies', () => {
    const told = run.receiver.told('hook');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      type: 'conversion.created',
      data: {
        conversion: { id: detail.conversions[0]!.id, name: 'qualified_call', value: { amount: '50.00' } },
        call: { id: detail.call.id, status: 'completed', talkSeconds: 10, caller },
        match: { method: 'lease', source: 'google', campaign: 'spring' },
        visit: { clickIds: { gclid: 'Cj0-proof' } },
      },
    });
  });

  it('tells Google the click, with a transaction id and the source PHONE', () => {
    const [request, ...others] = run.receiver.received('/google/v1/events:ingest');
    expect(others).toEqual([]);
    expect(request!.headers.authorization).toBe('Bearer ya29.test');
    expect(JSON.parse(request!.body)).toMatchObject({
      events: [
        {
          transactionId: detail.conversions[0]!.id,
          eventSource: 'PHONE',
          adIdentifiers: { gclid: 'Cj0-proof' },
          conversionValue: 50,
          currency: 'EUR',
        },
      ],
    });
  });

  it('mails the team', async () => {
    const mails = (await (await fetch(`${run.local.url}/mail/messages.json`)).json()) as { items: { to: string[] }[] };
    const ours = mails.items.filter(({ to }) => to.includes('team@proof.example'));
    expect(ours).toHaveLength(1);
    expect(ours[0]).toMatchObject({ subject: expect.any(String), text: expect.any(String), html: expect.any(String) });
  });
});

describe('what names no visitor', () => {
  it('a default number gives the source of its pool', async () => {
    const { match } = await played(contact(run.shop.defaultNumber, '+13055550102', { talk: 1 }));
    expect(match).toMatchObject({ method: 'source', source: 'google', medium: 'cpc', visit: null, candidates: [] });
  });

  it('a print number gives source and campaign', async () => {
    const { match } = await played(contact(run.shop.printNumber, '+13055550103', { talk: 1 }));
    expect(match).toMatchObject({ method: 'source', source: 'print', campaign: 'flyer', visit: null });
  });

  it('a number in no pool gives nothing, and says why', async () => {
    const { match } = await played(contact(run.shop.strayNumber, '+13055550104', { talk: 1 }));
    expect(match).toMatchObject({ method: 'none', visit: null });
    expect(match.reason).toContain(run.shop.strayNumber);
    const { items } = await run.api.must<{ items: { call: { id: string } }[] }>('GET /v1/calls?site=unknown');
    expect(items).toHaveLength(1);
  });
});

describe('a withheld caller', () => {
  it('is matched by the lease, and is never remembered', async () => {
    const visit = await run.shop.visit('gclid=withheld');
    await confirmVisit(run.local.url, visit);
    const first = await played(contact(numberOf(visit), 'anonymous', { talk: 1 }));
    const second = await played(contact(numberOf(visit), null, { talk: 1 }));
    for (const { match, call } of [first, second]) {
      expect(match).toMatchObject({ method: 'lease', visit: { id: visitOf(visit) } });
      expect(match).not.toHaveProperty('firstTimeCaller', true);
      expect(JSON.stringify(call.caller ?? null)).not.toContain('anonymous');
    }
    const known = contact(numberOf(visit), '+13055550108', { talk: 1 });
    await played(known);
    const people = await itemsOfPeople();
    const about = (id: string) => people.filter((item) => JSON.stringify(item).includes(id));
    expect(about(known.id).length).toBeGreaterThan(0);
    expect([...about(first.call.id), ...about(second.call.id)]).toEqual([]);
    expect(JSON.stringify(people)).not.toContain('+13055550108');
  });

  /** What is remembered of callers: their calls, and whom their numbers belong to. */
  async function itemsOfPeople(): Promise<Record<string, unknown>[]> {
    const outputs = (await (await fetch(`${run.local.url}/local/outputs`)).json()) as Record<string, string>;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const settings = { endpoint: run.local.awsUrl, region: 'us-east-1', credentials };
    const client = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
    const { Items = [] } = await client.send(
      new ScanCommand({
        TableName: outputs.CallsTableName!,
        ConsistentRead: true,
        FilterExpression: 'begins_with(pk, :person)',
        ExpressionAttributeValues: { ':person': 'PERSON#' },
      }),
    );
    client.destroy();
    return Items;
  }
});

describe('the same caller again', () => {
  it('is the first visitor, although the lease is over and somebody else holds the number', async () => {
    const caller = '+13055550105';
    const first = await run.shop.visit('msclkid=first');
    expect(numberOf(first)).toBe(run.shop.onlyNumber);
    const before = await played(contact(numberOf(first), caller, { talk: 1 }));
    expect(before.match).toMatchObject({ method: 'lease', visit: { id: visitOf(first) } });
    const second = await soon(
      () => run.shop.visit('msclkid=second'),
      (visit) => visit.lease.state === 'leased',
    );
    expect(visitOf(second)).not.toBe(visitOf(first));
    expect(numberOf(second)).toBe(numberOf(first));
    const again = await played(contact(numberOf(second), caller, { talk: 1 }));
    expect(again.match).toMatchObject({
      method: 'caller-memory',
      firstTimeCaller: false,
      visit: { id: visitOf(first), visitor: claimsOf(first.visitor!).id },
    });
    const stranger = await played(contact(numberOf(second), '+13055550106', { talk: 1 }));
    expect(stranger.match).toMatchObject({ method: 'lease', visit: { id: visitOf(second) } });
  });
});

describe('sample lookups that others published', () => {
  const folder = path.join(__dirname, '../fixtures/connect-lookup');
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

  it.each(files)('%s is answered with every key that a flow reads', async (file) => {
    // The samples share ids, and contacts that name each other are one call: each gets its own.
    const sample = readFileSync(path.join(folder, file), 'utf8').replaceAll(
      /[0-9a-f]{12}(?=")/g,
      randomUUID().slice(-12),
    );
    const answer = await run.connect.invokeLookup(JSON.parse(sample));
    expect(answer).toMatchObject({ action: 'queue', callId: expect.any(String) });
    expect(Object.values(answer).filter((value) => typeof value !== 'string')).toEqual([]);
    const known = await soon(
      () => run.api.call(answer.callId!),
      (detail) => detail !== undefined,
    );
    expect(known?.call).toMatchObject({ id: answer.callId, status: 'ringing' });
  });

  it("a visitor's number is answered with what is known of the visit", async () => {
    const visit = await run.shop.visit('gclid=whisper&utm_campaign=winter');
    const call = contact(numberOf(visit), '+13055550107');
    // A function that has just started may be late; then it answers the default route.
    const lookup = () =>
      soon(
        () => run.connect.lookup(call),
        ({ found }) => found === 'true',
      );
    const answer = await lookup();
    expect(answer).toMatchObject({ found: 'true', callId: call.id, source: 'google', campaign: 'winter' });
    expect(answer.whisper).toMatch(/^[A-Za-z0-9 ]{1,80}$/);
    expect(await lookup()).toEqual(answer);
  });
});
