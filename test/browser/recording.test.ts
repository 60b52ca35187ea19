import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Browser, Page } from 'playwright-core';
import { type ConnectCaller, connectCaller } from '../e2e/connect-caller.ts';
import { contact } from '../e2e/connect-payloads.ts';
import { type Management, management } from '../e2e/management.ts';
import { soon } from '../e2e/soon.ts';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { launchChromium } from './chromium.ts';
import { openSignedIn } from './signed-in.ts';

let run: LocalRun;
let browser: Browser;
let connect: ConnectCaller;
let api: Management;
let foreign: Server;
let foreignUrl: string;

const recording = silence();
const calls = { wav: '', html: '' };

beforeAll(async () => {
  [run, browser] = await Promise.all([startLocalRun(), launchChromium()]);
  connect = await connectCaller(run);
  api = management(run);
  calls.wav = await recorded('some call (1) ü.wav', 'audio/wav', recording);
  calls.html = await recorded('page.html', 'text/html', '<title>unsafe</title><script>document.title = "ran"</script>');
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
  connect?.close();
  await browser?.close();
  foreign?.close();
  await run?.discard();
});

/** One second of it: WAV, 8,000 samples of a byte. */
function silence(): Buffer {
  const header = Buffer.from('RIFF    WAVEfmt                     data    ', 'latin1');
  header.writeUInt32LE(36 + 8000, 4);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.writeUInt32LE(8000, 40);
  return Buffer.concat([header, Buffer.alloc(8000, 0x80)]);
}

/** A call whose record names a recording that lies in the instance's bucket; gives its id. */
async function recorded(name: string, type: string, body: Buffer | string): Promise<string> {
  const outputs = (await (await fetch(`${run.url}/local/outputs`)).json()) as Record<string, string>;
  const Bucket = outputs.ConnectBucketName!;
  const Key = `connect/local/CallRecordings/2026/11/30/${name}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const s3 = new S3Client({ endpoint: run.awsUrl, region: 'us-east-1', credentials, forcePathStyle: true });
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: body, ContentType: type }));
  s3.destroy();
  const rung = contact('+12025550191', '+12125550123', { startedAt: Date.now() - 60_000, talk: 5 });
  await connect.record(rung, { Recording: { Location: `${Bucket}/${Key}`, Status: 'AVAILABLE', Type: 'AUDIO' } });
  await soon(
    () => api.ask(`GET /v1/calls/${rung.id}`),
    (answer) => answer.status === 200,
  );
  return rung.id;
}

const linkTo = async (call: string) => (await api.must<{ url: string }>(`GET /v1/calls/${call}/recording`)).url;

async function open(url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  return page;
}

test('who clicks on the recording of a call in the dashboard gets it', async () => {
  const page = await browser.newPage();
  await openSignedIn(page, run.url, `#/calls/${calls.wav}`, run.key);
  await page.getByRole('button', { name: 'Recording' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('Hear the recording').click()]);
  expect(download.suggestedFilename()).toBe('some_call__1___.wav');
  expect((await readFile(await download.path())).equals(recording)).toBe(true);
  await page.close();
});

/** Seconds, or that it was refused. */
const play = (url: string) => `new Promise((resolve) => {
  const audio = new Audio(${JSON.stringify(url)});
  audio.onloadedmetadata = () => resolve(audio.duration);
  audio.onerror = () => resolve('refused');
  audio.load();
})`;

/** What a page's script gets to see of an address: by asking for it in two ways, and by a frame. */
const read = (url: string) => `(async () => {
  const url = ${JSON.stringify(url)};
  const ask = (init) => fetch(url, init).then(async (one) => one.type + ' ' + (await one.text()), () => 'failed');
  const frame = document.createElement('iframe');
  const framed = new Promise((resolve) => {
    frame.onload = () => {
      try {
        resolve(frame.contentDocument?.title ?? 'nothing');
      } catch {
        resolve('nothing');
      }
    };
  });
  frame.src = url;
  document.body.append(frame);
  return [await ask({}), await ask({ mode: 'no-cors' }), await framed];
})()`;

test('a page of this machine may play it', async () => {
  const page = await open(`${run.url}/local/outputs`);
  expect(await page.evaluate(play(await linkTo(calls.wav)))).toBe(1);
  await page.close();
});

test('no page reads it, neither of this machine nor of another origin', async () => {
  for (const address of [`${run.url}/local/outputs`, foreignUrl]) {
    const page = await open(address);
    expect(await page.evaluate(read(await linkTo(calls.html)))).toEqual(['failed', 'opaque ', 'nothing']);
    await page.close();
  }
});

test('a page of another origin cannot even open it, nor play it, nor go on to anything else', async () => {
  const [wav, html] = [await linkTo(calls.wav), await linkTo(calls.html)];
  const page = await open(foreignUrl);
  expect(await page.evaluate(play(wav))).toBe('refused');
  for (const url of [wav, html, html.replace(/\/local-connect.*\?/, '/2015-03-31/functions/?')]) {
    await page.goto(foreignUrl);
    await page.setContent(`<a href="${url.replaceAll('&', '&amp;')}">open</a>`);
    const [answer] = await Promise.all([page.waitForResponse((one) => one.url() === url), page.click('a')]);
    expect(answer.status()).toBe(403);
  }
  await page.close();
});

test('a link is for one recording, and no script runs in what it opens', async () => {
  const url = await linkTo(calls.html);
  const shown = url.replace(/response-content-disposition=[^&]*&?/, '');
  const page = await browser.newPage();
  expect((await page.goto(shown))?.status()).toBe(403);
  expect((await page.goto(url.replace('page.html', 'other.html')))?.status()).toBe(403);
  const download = page.waitForEvent('download');
  await page.goto(url).catch(() => {});
  expect((await download).suggestedFilename()).toBe('page.html');
  await page.close();
});
