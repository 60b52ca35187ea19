import { callRun } from './call-run.ts';
import { type Contact, contact } from './connect-payloads.ts';
import { confirmVisit, type PageVisit } from './page-visit.ts';
import { isSettled, untilCall } from './read-call.ts';

const run = callRun({ destinations: ['hook'] });
const [jane, joe] = ['+13055550161', '+13055550162'];
const email = 'jane@example.com';
const day = 24 * 3600_000;

interface Sent {
  readonly recipients: readonly {
    readonly id: string;
    readonly number: string;
    readonly isDefault: boolean;
    readonly siteQuery: string;
  }[];
}

interface Journey {
  readonly events: readonly Record<string, string>[];
}

async function send(recipients: readonly object[]): Promise<Sent['recipients']> {
  const pool = { site: 'proof', kind: 'recipient', defaultNumber: '+12125550189' };
  await run.api.must('PUT /v1/pools/proof-mail', pool);
  await run.api.must('POST /v1/pools/proof-mail/numbers', { numbers: ['+12125550187', '+12125550188'] });
  const until = new Date(Date.now() + 30 * day).toISOString();
  const list = { campaign: 'spring', creative: 'blue', until, recipients };
  return (await run.api.must<Sent>('POST /v1/pools/proof-mail/recipients', list)).recipients;
}

/** A browser follows the link of the mail to the site, and tells by whose it came, as the tracker does. */
async function followLink(siteQuery: string): Promise<void> {
  const visit: PageVisit = await run.shop.visit(`gclid=mail&${siteQuery}`);
  await confirmVisit(run.local.url, visit);
  const recipient = new URLSearchParams(siteQuery).get('leaseline_recipient');
  const response = await fetch(`${run.local.url}/v1/visitor-identities`, {
    method: 'POST',
    headers: { origin: 'https://proof.example' },
    body: JSON.stringify({ lease: visit.lease.token, recipient }),
  });
  expect(await response.json()).toEqual({ kept: true, recipient: true });
}

async function settled(call: Contact) {
  await run.connect.play(call);
  return untilCall(run.api, call, isSettled);
}

test('mail, visit, call and order of a recipient are one journey; who got the mail from them is less sure', async () => {
  const [first, second] = await send([{ id: '4711', email }, { id: '4712' }]);
  expect([first?.isDefault, second?.isDefault]).toEqual([false, false]);
  await followLink(first!.siteQuery);
  const call = contact(first!.number, jane, { talk: 10 });
  const { match, conversions } = await settled(call);
  const recipient = { id: '4711', campaign: 'spring', creative: 'blue', pool: 'proof-mail' };
  expect(match).toMatchObject({
    method: 'recipient',
    confidence: 0.95,
    source: 'email',
    campaign: 'spring',
    recipient,
    reason: expect.stringContaining(
      `${first!.number} was sent to recipient 4711 in campaign spring (creative blue) on`,
    ),
  });
  expect(run.receiver.told('hook')[0]).toMatchObject({
    data: { conversion: { id: conversions[0]!.id }, match: { recipient } },
  });

  const revenue = { kind: 'sale', amount: '129.50', currency: 'EUR' };
  const order = { site: 'proof', eventId: 's-1', revenue, find: { email } };
  expect(await run.api.must('POST /v1/orders', order)).toMatchObject({ call: call.id });
  await untilCall(run.api, call, ({ ledger = [] }) => ledger.length > 0);
  const { events } = await run.api.must<Journey>(`GET /v1/calls/${call.id}/journey`);
  expect(events.map(({ kind }) => kind)).toEqual(['mail', 'visit', 'call', 'sale']);
  expect(events[0]).toMatchObject({ recipient: '4711', creative: 'blue', call: call.id });

  const passedOn = await settled(contact(first!.number, joe, { talk: 10 }));
  expect(passedOn.match).toMatchObject({ confidence: 0.57, recipient: { id: '4711' } });
  expect(passedOn.match.reason).toContain('the mail may have been passed on');
  const csv = await run.api.must<string>('GET /v1/calls.csv?site=proof');
  expect(csv).toMatch(/,4711,spring,blue\r\n/);
});
