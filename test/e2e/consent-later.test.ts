import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../browser/chromium.ts';
import { expectSoon } from '../browser/expect-soon.ts';
import { type ShopServer, startShopServer } from '../browser/shop-server.ts';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';

let run: LocalRun;
let browser: Browser;
let shop: ShopServer;
let documents: DynamoDBDocumentClient;

beforeAll(async () => {
  [run, browser, shop] = await Promise.all([startLocalRun(), launchChromium(), startShopServer()]);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  documents = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: run.awsUrl, region: 'us-east-1', credentials }),
  );
});
afterAll(async () => {
  documents?.destroy();
  await browser?.close();
  await shop?.close();
  await run?.discard();
});

async function put(path: string, body: object, method = 'PUT'): Promise<void> {
  const request = {
    method,
    headers: { authorization: `Bearer ${run.key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const answer = await fetch(run.url + path, request);
  expect([200, 201, await answer.text()]).toContain(answer.status);
}

async function visits(): Promise<Record<string, unknown>[]> {
  const { TableNames = [] } = await documents.send(new ListTablesCommand({}));
  const { Items = [] } = await documents.send(
    new ScanCommand({ TableName: TableNames.find((name) => name.includes('Visits'))! }),
  );
  return Items.filter(({ site }) => site === 'later');
}

test('denied, nothing is kept; granted later the visit has the ids; on booking the visitor is the same', async () => {
  const { port } = new URL(shop.origin);
  const [www, booking] = [`http://www.shop.localhost:${port}`, `http://booking.shop.localhost:${port}`];
  await put('/v1/sites/later', {
    name: 'Later',
    siteKey: 'pk_later',
    origins: [www, booking],
    country: 'US',
    swap: { numbers: ['+12065550100'] },
    consentDefault: 'denied',
    newLeasesPerNetwork: 0,
  });
  const pool = { site: 'later', kind: 'session', order: 10, source: 'mixed', leaseSeconds: 600, probationSeconds: 0 };
  await put('/v1/pools/later-web', { ...pool, defaultNumber: '+12065550102' });
  await put('/v1/pools/later-web/numbers', { numbers: ['+12065550140', '+12065550141'] }, 'POST');
  shop.html = `<!doctype html><title>Shop</title>
    <script async src="${run.url}/t.js?site=pk_later&swap=+12065550100"></script><p id="phone">(206) 555-0100</p>`;
  const context = await browser.newContext();
  const page = await context.newPage();
  const phone = () => page.textContent('#phone');
  const kept = () => page.evaluate<string>("Object.values(localStorage).join(' ')");

  await page.goto(`${www}/?gclid=ID-1&utm_campaign=spring`);
  await expectSoon(phone, '(206) 555-0102');
  expect([await kept(), await context.cookies(), await visits()]).toEqual(['', [], []]);

  const cookies = {
    _ga: 'GA1.1.11.22',
    _ga_A: 'GS2.1.s1795180000$o1',
    _fbp: 'fb.1.1795.98',
    _ym_uid: '1795000000123',
  };
  await context.addCookies(
    Object.entries(cookies).map(([name, value]) => ({ name, value, domain: '.shop.localhost', path: '/' })),
  );
  await page.evaluate("leaseline('consent', { ads: true, analytics: true })");
  await expectSoon(async () => /55-014\d$/.test((await phone()) ?? ''), true);
  const number = await phone();
  const ids = { ga: '11.22', gaSession: '1795180000', fbp: 'fb.1.1795.98', ymUid: '1795000000123' };
  expect(await visits()).toMatchObject([
    { source: 'google', medium: 'cpc', campaign: 'spring', clickIds: { gclid: 'ID-1' }, ids },
  ]);
  const [{ visitor } = {}] = await visits();

  await page.goto(booking);
  await expectSoon(phone, number);
  for (const visit of await visits())
    expect(visit).toMatchObject({ visitor, source: 'google', clickIds: { gclid: 'ID-1' }, ids });
  await context.close();
});
