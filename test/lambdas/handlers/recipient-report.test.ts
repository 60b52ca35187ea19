import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { RecipientReport } from '../../../lambdas/journal/recipients/recipient-report-answer.ts';
import { addCounts } from '../../../lambdas/recipients/recipient-counts-store.ts';
import { start } from '../settle/call-house.ts';
import { type CallWorld, callWorld, thatDay } from './call-world.ts';
import { request } from './management-client.ts';

let world: CallWorld;
beforeEach(async () => {
  world = await callWorld();
});

/** Notes what was sent, as sending does, in several parts. */
async function send(more: object, at = start) {
  const { name, documents } = world.sources.visits;
  const campaign = { site: 'shop', pool: 'mails', campaign: 'spring', ...more };
  const sent = { recipients: 5, numbers: 3, defaults: 2, clicks: 1 };
  const items = [1, 2].map((part) => addCounts(name, campaign, sent, { part, at }));
  for (const item of items) await documents.send(new TransactWriteCommand({ TransactItems: [item] }));
}

const report = async (query: string) => {
  const { status, body } = await request(`GET /v1/reports/recipients?${query}`);
  expect(status).toBe(200);
  return body as unknown as RecipientReport;
};

test('what was sent is told by campaign and creative, of the days in the time zone of the site', async () => {
  await send({ creative: 'red' });
  await send({ creative: 'blue' }, start - 86_400_000);
  const { items, total } = await report(`site=shop&${thatDay}`);
  const at = new Date(start).toISOString();
  const sent = { recipients: 10, numbers: 6, defaults: 4, clicks: 2, calls: 0, revenue: [] };
  expect(items).toMatchObject([
    { site: 'shop', pool: 'mails', campaign: 'spring', creative: 'red', firstSentAt: at, ...sent },
  ]);
  expect(total).toMatchObject(sent);
  const dayBefore = await report('site=shop&from=2026-11-19&to=2026-11-19');
  expect(dayBefore.items.map(({ creative }) => creative)).toEqual(['blue']);
});

test('clicks are not sent: a campaign is as old as its mails, whichever part of its counts they meet', async () => {
  await send({});
  const { name, documents } = world.sources.visits;
  const campaign = { site: 'shop', pool: 'mails', campaign: 'spring' };
  for (const part of [1, 5]) {
    const click = addCounts(name, campaign, { clicks: 1 }, { part, at: start + 900_000 });
    await documents.send(new TransactWriteCommand({ TransactItems: [click] }));
  }
  const at = new Date(start).toISOString();
  const { items } = await report(`site=shop&${thatDay}`);
  expect(items).toMatchObject([{ recipients: 10, clicks: 4, firstSentAt: at, lastSentAt: at }]);
});

test('a campaign is asked for however its letters are put together', async () => {
  await send({ campaign: 'Café' });
  const { items } = await report(`campaign=${encodeURIComponent('Cafe\u0301')}&${thatDay}`);
  expect(items).toMatchObject([{ campaign: 'Café', recipients: 10 }]);
});

test('a pool that is none, or of another site, is not found', async () => {
  for (const query of ['pool=nope', 'site=shop&pool=nope', 'site=other&pool=web']) {
    expect(await request(`GET /v1/reports/recipients?${query}&${thatDay}`)).toMatchObject({ status: 404 });
  }
});

test('calls to numbers of the pool that belong to no recipient are a row of their own', async () => {
  await send({ pool: 'print' });
  await world.call({ call: 'call-1', number: '+12025550191' });
  const { items, total } = await report(`site=shop&pool=print&${thatDay}`);
  expect(items.map(({ campaign, calls }) => [campaign, calls])).toEqual([
    [null, 1],
    ['spring', 0],
  ]);
  expect(total).toMatchObject({ calls: 1, recipients: 10 });
  expect((await report(`site=shop&campaign=autumn&${thatDay}`)).items).toEqual([]);
});

test('where nothing was sent it is empty', async () => {
  const none = {
    recipients: 0,
    numbers: 0,
    defaults: 0,
    clicks: 0,
    calls: 0,
    answered: 0,
    qualified: 0,
    conversions: 0,
  };
  expect(await report(thatDay)).toEqual({ items: [], total: { ...none, revenue: [] }, unsupportedCalls: 0 });
});

test.each([
  ['site=nowhere', 404, undefined],
  ['from=2026-13-01', 400, 'from'],
  ['from=2026-02-01&to=2026-01-01', 400, 'from'],
  ['pool=Mails!', 400, 'pool'],
  ['campaign=', 400, 'campaign'],
])('%s is answered %i', async (query, status, field) => {
  const answer = await request(`GET /v1/reports/recipients?${query}`);
  expect(answer.status).toBe(status);
  expect(answer.body.errors?.[0]?.field).toBe(field);
});
