import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import type { Browser } from 'playwright-core';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { launchChromium } from './chromium.ts';

let run: LocalRun;
let browser: Browser;
let lambda: LambdaClient;
let foreign: Server;
let foreignUrl: string;
let managementFunction: string;

beforeAll(async () => {
  [run, browser] = await Promise.all([startLocalRun(), launchChromium()]);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  lambda = new LambdaClient({ endpoint: run.awsUrl, region: 'us-east-1', credentials });
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  managementFunction = Functions.find(({ FunctionName }) => FunctionName!.includes('ManagementApiManagement'))!
    .FunctionName!;
  foreign = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<title>foreign</title>'),
  );
  foreign.listen(0, '127.0.0.1');
  await once(foreign, 'listening');
  const address = foreign.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  foreignUrl = `http://127.0.0.1:${address.port}/`;
});
afterAll(async () => {
  lambda?.destroy();
  await browser?.close();
  foreign?.close();
  await run?.discard();
});

async function get(path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(run.url + path, { headers: { authorization: `Bearer ${run.key}` } });
  return { status: response.status, text: await response.text() };
}

/** What a foreign page might change. */
const state = () =>
  Promise.all(['/v1/sites', '/inbox/messages.json', '/local/softphone/calls', '/mail/messages.json'].map(get));

const makeSite = (site: string) =>
  JSON.stringify({
    version: '2.0',
    routeKey: 'PUT /v1/sites/{site}',
    pathParameters: { site },
    headers: { authorization: `Bearer ${run.key}`, 'content-type': 'application/json' },
    requestContext: { http: { method: 'PUT', path: `/v1/sites/${site}` } },
    isBase64Encoded: false,
    body: JSON.stringify({ name: 'Shop', siteKey: `pk_${site}`, origins: ['https://shop.example'] }),
  });

test('an AWS client runs a function by the very request that a page may not send', async () => {
  await lambda.send(new InvokeCommand({ FunctionName: managementFunction, Payload: makeSite('by-client') }));
  expect((await get('/v1/sites/by-client')).status).toBe(200);
});

test('a page of another origin changes nothing, and reads nothing', async () => {
  const page = await browser.newPage();
  await page.goto(foreignUrl);
  const before = await state();
  const aws = `${run.awsUrl}/2015-03-31/functions/${managementFunction}/invocations`;
  const ways = [
    { url: aws, init: { method: 'POST', mode: 'no-cors', body: makeSite('by-page') } },
    { url: aws, init: { method: 'POST', mode: 'cors', body: makeSite('by-page') } },
    { url: `${run.awsUrl}/2015-03-31/functions/`, init: {} },
    {
      url: run.awsUrl,
      init: { method: 'POST', headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' }, body: '{}' },
    },
    { url: `${run.awsUrl}/v2/email/outbound-emails`, init: { method: 'POST', mode: 'no-cors', body: '{}' } },
    { url: `${run.url}/inbox/webhook`, init: { method: 'POST', mode: 'no-cors', body: '{}' } },
    { url: `${run.url}/inbox/webhook`, init: { mode: 'no-cors' } },
    { url: `${run.url}/inbox/webhook/behaviour`, init: { method: 'PUT', body: '{"answer":"error"}' } },
    {
      url: `${run.url}/inbox/behaviour`,
      init: { method: 'POST', mode: 'no-cors', body: 'name=webhook&answer=error&seconds=60' },
    },
    {
      url: `${run.url}/local/softphone/calls`,
      init: { method: 'POST', mode: 'no-cors', body: '{"number":"+12025550123","caller":null}' },
    },
    { url: `${run.url}/local/outputs`, init: {} },
    { url: `${run.url}/mail/messages.json`, init: {} },
  ];
  const read = await page.evaluate(async (all) => {
    const answers: string[] = [];
    for (const { url, init } of all) {
      const text = await fetch(url, init as RequestInit).then(
        (response) => response.text(),
        () => '',
      );
      answers.push(text);
    }
    return answers;
  }, ways);
  expect(read.filter((text) => text !== '')).toEqual([]);
  expect(await state()).toEqual(before);
  expect((await get('/v1/sites/by-page')).status).toBe(404);
  const { text } = await get('/inbox/webhook/behaviour');
  expect(JSON.parse(text)).toMatchObject({ answer: 'ok' });
  await page.close();
});

test('pictures, forms and sockets of another origin change nothing', async () => {
  const page = await browser.newPage();
  await page.goto(foreignUrl);
  const before = await state();
  const pictures = [`${run.url}/inbox/webhook?picture`, `${run.awsUrl}/2015-03-31/functions/`];
  await page.setContent(pictures.map((source) => `<img src="${source}">`).join(''), { waitUntil: 'load' });
  const opened = await page.evaluate(
    (url) =>
      new Promise((resolve) => {
        const socket = new WebSocket(url);
        socket.onopen = () => resolve(true);
        socket.onerror = () => resolve(false);
      }),
    run.awsUrl.replace('http', 'ws'),
  );
  expect(opened).toBe(false);
  await page.setContent(`<form method="post" action="${run.url}/inbox/webhook"><button>send</button></form>`);
  await page.click('button');
  await page.waitForLoadState();
  expect(await page.textContent('body')).toContain('Pages of other origins');
  expect(await state()).toEqual(before);
  await page.close();
});
