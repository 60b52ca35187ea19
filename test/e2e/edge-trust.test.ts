import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { management } from './management.ts';
import type { PageVisit } from './page-visit.ts';

const chrome = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const number = (last: number) => `+1415555${String(last).padStart(4, '0')}`;
const german = number(198);
const mixed = number(199);
const body = JSON.stringify({ siteKey: 'pk_places', pageUrl: 'https://places.example/' });

let run: LocalRun;
let lambda: LambdaClient;

beforeAll(async () => {
  run = await startLocalRun({ env: { LEASELINE_LOOPBACK_VISITORS: 'refuse' } });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  lambda = new LambdaClient({ endpoint: run.awsUrl, region: 'us-east-1', credentials });
  const api = management(run);
  const origins = ['https://places.example'];
  await api.must('PUT /v1/sites/places', { name: 'Places', siteKey: 'pk_places', origins, newLeasesPerNetwork: 4 });
  const pool = { site: 'places', kind: 'session', source: 'mixed', leaseSeconds: 600, probationSeconds: 60 };
  const inGermany = { order: 10, when: [{ country: 'DE' }], defaultNumber: german };
  await api.must('PUT /v1/pools/german', { ...pool, ...inGermany });
  await api.must('PUT /v1/pools/others', { ...pool, order: 20, when: [], defaultNumber: mixed });
  await api.must('POST /v1/pools/german/numbers', { numbers: [100, 101, 102, 103].map(number) });
  await api.must('POST /v1/pools/others/numbers', { numbers: Array.from({ length: 30 }, (_, at) => number(110 + at)) });
});
afterAll(async () => {
  lambda?.destroy();
  await run?.discard();
});

/** Asks as a page of a new visitor, through the edge. */
async function ask(headers: Record<string, string> = {}): Promise<PageVisit> {
  const all = { 'user-agent': chrome, ...headers };
  const response = await fetch(new URL('/v1/numbers', run.url), { method: 'POST', headers: all, body });
  expect(response.status).toBe(200);
  return (await response.json()) as PageVisit;
}

/** Asks as somebody who has found the gateway's own address. */
async function askGateway(headers: Record<string, string>): Promise<PageVisit> {
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  const { FunctionName } = Functions.find((each) => each.FunctionName!.includes('NumberApiNumbers'))!;
  const http = { method: 'POST', path: '/v1/numbers', sourceIp: '127.0.0.1', protocol: 'HTTP/1.1', userAgent: chrome };
  const event = {
    version: '2.0',
    routeKey: 'POST /v1/numbers',
    headers: { 'user-agent': chrome, ...headers },
    requestContext: { http },
    body,
    isBase64Encoded: false,
  };
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
  const result = JSON.parse(Buffer.from(answer.Payload!).toString('utf8')) as { statusCode: number; body: string };
  expect(result.statusCode).toBe(200);
  return JSON.parse(result.body) as PageVisit;
}

describe('what is believed about a viewer', () => {
  const inGermany = { 'cloudfront-viewer-country': 'DE', 'cloudfront-viewer-address': '203.0.113.9:443' };

  it('is what the edge tells: here, the country that the caller says', async () => {
    expect((await ask({ 'cloudfront-viewer-country': 'DE' })).default?.e164).toBe(german);
    expect((await ask({ 'cloudfront-viewer-country': 'FR' })).default?.e164).toBe(mixed);
    expect((await ask()).default?.e164).toBe(mixed);
  });

  it('is nothing where the edge was passed by', async () => {
    expect((await askGateway(inGermany)).default?.e164).toBe(mixed);
    expect((await askGateway({ ...inGermany, 'x-leaseline-origin': 'x'.repeat(64) })).default?.e164).toBe(mixed);
  });

  it('does not hang on what a caller sends in place of the edge', async () => {
    const visit = await ask({ 'cloudfront-viewer-country': 'DE', 'x-leaseline-origin': 'x'.repeat(64) });
    expect(visit.default?.e164).toBe(german);
  });

  it('has the address of the socket, so that a network gets its share and no more', async () => {
    const states: string[] = [];
    for (const port of Array.from({ length: 12 }).keys()) {
      const visit = await ask({ 'cloudfront-viewer-address': `203.0.113.${port}:443` });
      states.push(visit.lease.state);
    }
    // Four a minute, and the minute may end in between.
    expect(states.filter((state) => state === 'leased').length).toBeLessThanOrEqual(8);
  });

  it('takes the tools of developers for robots where this machine is one like any other', async () => {
    const { lease, visitor } = await ask({ 'user-agent': 'curl/8.5.0' });
    expect([lease.state, visitor]).toEqual(['default', undefined]);
  });
});
