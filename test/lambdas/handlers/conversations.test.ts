import { readFileSync } from 'node:fs';
import {
  ingestAnalysis,
  SiteNotKnownYet,
  UnreadableAnalysis,
} from '../../../lambdas/settle/analyses/ingest-analysis.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { record } from '../calls/carriers/connect/samples.ts';
import { soonAfter, start, tell } from '../settle/call-house.ts';
import { type CallWorld, callWorld, putRuleFor, ruleOf, thatDay } from './call-world.ts';
import { request, shop } from './management-client.ts';

const sample = readFileSync('test/fixtures/contact-lens/redacted-2022-11-30.json', 'utf8');
const plain = readFileSync('test/fixtures/contact-lens/service-cloud-voice-raw.json', 'utf8');

/** What S3 tells of a file, and the file. */
function file(call: string, text: string, time = '2026-11-20T14:10:00Z') {
  const key = `connect/shop/Analysis/Voice/Redacted/2026/11/20/${call}_analysis_redacted_${time}.json`;
  const event = {
    'detail-type': 'Object Created',
    source: 'aws.s3',
    time,
    detail: { bucket: { name: 'connect' }, object: { key, size: text.length } },
  };
  return { body: JSON.stringify(event), text };
}

let world: CallWorld;

beforeEach(async () => {
  world = await callWorld();
});

async function takeIn({ body, text }: ReturnType<typeof file>, isLastTry = false) {
  const readObject = async () => ({ text });
  const { calls } = await ingestAnalysis(body, { ...world, readObject, isLastTry });
  for (const call of calls) await settle(call, { ...world.sources, settleLater: async () => {} }, soonAfter);
}

/** As Contact Lens names a call that is one of these tests. */
const named = (text: string, call: string) =>
  JSON.stringify({ ...JSON.parse(text), CustomerMetadata: { ContactId: call } });

test('a rule on words makes its conversion when the file comes, long after the call, and once', async () => {
  await putRuleFor(world, {
    when: { saidByCaller: 'credit card', not: { saidByCaller: 'contoso' } },
    destinations: ['team'],
  });
  await world.call({ call: 'call-1' });
  expect((await request('GET /v1/calls/call-1')).body).toMatchObject({ conversions: [] });
  for (let times = 0; times < 2; times++) await takeIn(file('call-1', sample));
  const { body } = await request('GET /v1/calls/call-1');
  expect(body).toMatchObject({
    conversions: [{ rule: 'talk', revision: 1, value: { amount: '50.00', currency: 'EUR' } }],
    phrases: ['credit card'],
    call: {
      answeredBy: 'person',
      conversation: {
        language: 'en-US',
        categories: ['Cancellation', 'Long silence'],
        sentiment: { agent: 0, customer: 3.1 },
        summary: expect.stringContaining('discount'),
      },
    },
  });
  expect(JSON.stringify(body)).not.toContain('transcripts');
  const { body: words } = await request('GET /v1/calls/call-1/transcript');
  expect(words).toMatchObject({
    call: 'call-1',
    items: [
      {
        form: 'redacted',
        categories: [{ name: 'Cancellation', quotes: ['I need to cancel my plan subscription.'] }],
        highlights: [{ kind: 'issue' }, { kind: 'outcome' }, { kind: 'action' }],
      },
    ],
  });
});

test('a file that comes before its call waits in the table for it', async () => {
  await putRuleFor(world, { when: { said: 'contoso' }, destinations: ['team'] });
  await takeIn(file('call-1', sample));
  expect((await request('GET /v1/calls/call-1')).status).toBe(404);
  await world.call({ call: 'call-1' });
  expect((await request('GET /v1/calls/call-1')).body).toMatchObject({ conversions: [{ rule: 'talk' }] });
});

test.each(['before', 'after'])('of a contact that the call was handed on to, %s its record', async (when) => {
  await putRuleFor(world, { when: { said: 'contoso' }, destinations: ['team'] });
  await world.call({ call: 'call-1' });
  if (when === 'before') await takeIn(file('contact-2', sample));
  const handedOn = {
    ...record,
    ContactId: 'contact-2',
    InitialContactId: 'call-1',
    InitiationMethod: 'TRANSFER',
    InitiationTimestamp: new Date(start + 30_000).toISOString(),
    DisconnectTimestamp: new Date(start + 90_000).toISOString(),
    Agent: null,
    Queue: null,
  };
  const message = { kind: 'carrier', carrier: 'connect', hook: 'records', receivedAt: start + 100_000 };
  const deps = { ...world.sources, settleLater: async () => {} };
  await tell(
    { sources: world.sources, deps, queued: [] },
    JSON.stringify({ ...message, raw: JSON.stringify(handedOn) }),
  );
  if (when === 'after') await takeIn(file('contact-2', sample));
  expect((await request('GET /v1/calls/call-1')).body).toMatchObject({
    conversions: [{ rule: 'talk' }],
    call: { legs: 2, conversation: { categories: ['Cancellation', 'Long silence'] } },
  });
  const words = (await request('GET /v1/calls/contact-2/transcript')).body;
  expect(words).toMatchObject({ call: 'call-1', items: [{ leg: 'contact-2' }] });
  expect((await request(`GET /v1/calls?site=shop&${thatDay}&said=contoso`)).body.items).toHaveLength(1);
});

describe('words that are not redacted', () => {
  const words = async () => (await request('GET /v1/calls/call-1/transcript')).body.items;

  test('are left out, and that is said', async () => {
    await world.call({ call: 'call-1' });
    await takeIn(file('call-1', named(plain, 'call-1')));
    expect(await words()).toEqual([]);
    expect((await request('GET /v1/calls/call-1')).body).toMatchObject({
      call: {
        conversation: { sentiment: { customer: 0.8 } },
        ignored: [{ what: 'Transcript', reason: 'not redacted, and the site keeps only words that are' }],
      },
    });
  });

  test('are kept where the site says so, until redacted ones come', async () => {
    await request('PUT /v1/sites/shop', { ...shop, timeZone: 'UTC', storeUnredactedTranscripts: true });
    await world.call({ call: 'call-1' });
    await takeIn(file('call-1', named(plain, 'call-1')));
    expect(await words()).toMatchObject([{ form: 'plain' }]);
    await takeIn(file('call-1', sample, '2026-11-20T14:09:00Z'));
    await takeIn(file('call-1', named(plain, 'call-1'), '2026-11-20T15:00:00Z'));
    expect(await words()).toMatchObject([{ form: 'redacted' }]);
  });

  test('wait until the site is known; the last time they are left out', async () => {
    const early = file('call-1', named(plain, 'call-1'));
    await expect(takeIn(early)).rejects.toThrow(SiteNotKnownYet);
    await takeIn(early, true);
    await world.call({ call: 'call-1' });
    expect(await words()).toEqual([]);
  });
});

test('a broken file is noted at its call', async () => {
  await world.call({ call: 'call-1' });
  await expect(takeIn(file('call-1', '{"Version":'))).rejects.toThrow(UnreadableAnalysis);
  await settle('call-1', { ...world.sources, settleLater: async () => {} }, soonAfter);
  expect((await request('GET /v1/calls/call-1')).body).toMatchObject({
    call: { ignored: [{ what: 'Contact Lens file', reason: 'the analysis is not JSON' }] },
  });
});

test('who mentions a competitor: as a list, as a sum beside the others, and by a trial', async () => {
  await putRuleFor(world, { when: { talkSeconds: { gte: 30 } }, destinations: ['team'] });
  await world.call({ call: 'call-1', talk: 60 });
  await world.call({ call: 'call-2', talk: 10, caller: '+12025550124' });
  await world.call({ call: 'call-3', talk: 60, caller: '+12025550125' });
  await world.call({ call: 'call-4', talk: 60, caller: '+12025550126' });
  await takeIn(file('call-1', sample));
  await takeIn(file('call-2', sample));
  await takeIn(file('call-3', sample.replace('Contoso', 'us')));
  const query = `site=shop&${thatDay}&said=contoso`;
  const { body } = await request(`GET /v1/calls?${query}`);
  expect(body.items.map((one) => (one as unknown as { call: { id: string } }).call.id).sort()).toEqual([
    'call-1',
    'call-2',
  ]);
  expect((await request(`GET /v1/calls?${query}&saidBy=caller`)).body.items).toEqual([]);
  expect((await request(`GET /v1/calls?site=shop&${thatDay}&category=cancel*`)).body.items).toHaveLength(3);
  const { body: report } = await request(`GET /v1/reports/conversations?${query}`);
  expect(report).toMatchObject({
    fitting: { calls: 2, converted: 1, conversionRate: 0.5, values: [{ amount: '50.00', currency: 'EUR' }] },
    others: { calls: 1, converted: 1, conversionRate: 1 },
    unknown: { calls: 1 },
  });
  expect((await request(`GET /v1/reports/conversations?site=shop&${thatDay}`)).status).toBe(400);
  const rule = ruleOf({ when: { said: 'contoso' }, destinations: [] });
  const { body: trial } = await request('POST /v1/rules/trial', { rule, from: '2026-11-20', to: '2026-11-20' });
  expect(trial).toMatchObject({ sums: { calls: 4, fits: 2, doesNotFit: 1, unknown: 1 } });
});

test('a site says what its language gets', async () => {
  const put = async (language: string) =>
    (await request('PUT /v1/sites/shop', { ...shop, timeZone: 'UTC', language })).body;
  expect(await put('pl-PL')).toMatchObject({
    conversationAnalysis: { language: 'pl-PL', redaction: false, sentiment: false, summary: false },
  });
  expect(await put('de-AT')).toMatchObject({ conversationAnalysis: { language: 'de-DE', redaction: true } });
  expect(await put('la-VA')).toMatchObject({ conversationAnalysis: null });
  expect(await put('Deutsch!')).toMatchObject({ errors: [{ field: 'language' }] });
});
