import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from 'cloudformation-local';
import { processesNaming } from '../../packages/cloudformation-local/test/processes-naming.ts';
import { type LocalRun, spawnLocalRun, startLocalRun } from '../start-local-run.ts';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
let run: LocalRun;

beforeAll(async () => {
  run = await startLocalRun();
});
afterAll(async () => {
  await run?.discard();
});

describe('npm start', () => {
  it('says where everything is', () => {
    expect(run.output()).toContain(`${run.url}/demo/`);
    expect(run.output()).toContain(`${run.url}/dashboard/`);
    expect(run.output()).toContain(`AWS_ENDPOINT_URL=${run.awsUrl}`);
  });

  it('serves the demo from its source', async () => {
    const page = await fetch(`${run.url}/demo/?gclid=abc`);
    expect(page.status).toBe(200);
    expect(await page.text()).toBe(await readFile(path.join(root, 'web/demo/index.html'), 'utf8'));
    expect((await fetch(`${run.url}/demo/no-such-page.html`)).status).toBe(404);
    expect((await fetch(`${run.url}/demo/..%2ftracker/tracker.ts`)).status).toBe(404);
  });

  it('leads from the root to the demo, and keeps the query', async () => {
    const answer = await fetch(`${run.url}/?gclid=abc`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/demo/?gclid=abc']);
  });

  it('serves the tracker from the bucket', async () => {
    const tracker = await fetch(`${run.url}/t.js`);
    expect(tracker.status).toBe(200);
    expect(tracker.headers.get('content-type')).toContain('javascript');
    const tag = tracker.headers.get('etag')!;
    expect((await fetch(`${run.url}/t.js`, { headers: { 'if-none-match': tag } })).status).toBe(304);
    const head = await fetch(`${run.url}/t.js`, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String((await tracker.arrayBuffer()).byteLength));
  });

  it('lists the outputs with local values', async () => {
    const outputs = (await (await fetch(`${run.url}/local/outputs`)).json()) as Record<string, string>;
    expect(outputs).toMatchObject({ Url: run.url, SettingsTableName: expect.any(String) as string });
  });

  it('answers the management API with the key', async () => {
    const sites = await fetch(`${run.url}/v1/sites`, { headers: { authorization: `Bearer ${run.key}` } });
    expect(sites.status).toBe(200);
    expect(await sites.json()).toMatchObject({ items: [{ id: 'demo', siteKey: 'pk_demo' }] });
    expect((await fetch(`${run.url}/v1/sites`)).status).toBe(401);
  });

  it('gives a visitor of the demo a number', async () => {
    const answer = await fetch(`${run.url}/v1/numbers`, {
      method: 'POST',
      headers: { origin: run.url },
      body: JSON.stringify({ siteKey: 'pk_demo', pageUrl: `${run.url}/demo/?gclid=abc` }),
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      lease: { state: 'leased' },
      source: { source: 'google', medium: 'cpc' },
    });
  });

  it('answers an unknown route with a problem document', async () => {
    const answer = await fetch(`${run.url}/v1/nothing`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  });

  it('turns away a page that reaches this machine under a name of its own', async () => {
    expect(await statusFor({ host: 'rebound.example' })).toBe(421);
    expect(await statusFor({ host: `127.0.0.1:${new URL(run.url).port}` })).toBe(200);
  });

  it('says which port is in use, and how to choose another', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    for (const variable of ['LEASELINE_PORT', 'LEASELINE_AWS_PORT']) {
      const settings = {
        LEASELINE_PORT: String(await freePort()),
        LEASELINE_AWS_PORT: String(await freePort()),
        [variable]: String(port),
      };
      const { exited, output } = spawnLocalRun(settings);
      expect(await exited).toBe(1);
      expect(output()).toMatch(new RegExp(`^Port ${port} is already in use; choose another with ${variable}, .*\n$`));
    }
    taken.close();
  });

  it('says what it cannot use in the environment', async () => {
    const { exited, output } = spawnLocalRun({
      LEASELINE_PORT: 'http',
      LEASELINE_FAULTS: 'sqs.duplicat=0.1,lambda.kill=2',
    });
    expect(await exited).toBe(1);
    expect(output().trim().split('\n')).toEqual([
      'LEASELINE_PORT is "http"; it must be a port from 1 to 65535.',
      expect.stringContaining('LEASELINE_FAULTS names "sqs.duplicat"'),
      'LEASELINE_FAULTS gives lambda.kill "2"; it must be a probability from 0 to 1.',
    ]);
  });

  it('explains itself', async () => {
    const { exited, output } = spawnLocalRun({}, ['--help']);
    expect(await exited).toBe(0);
    expect(output()).toContain('LEASELINE_PORT');
  });

  it('says every word of a template that it does not know, and leaves no process behind', async () => {
    const broken = await mkdtemp(path.join(tmpdir(), 'leaseline-broken-'));
    // Other tests synthesize at the same time: their bundles come under such names, and go again.
    const isWhole = (source: string) => !path.basename(source).startsWith('bundling-temp-');
    await cp(path.join(root, 'cdk.out'), broken, { recursive: true, filter: isWhole });
    const file = path.join(broken, 'Leaseline.template.json');
    const template = (await readFile(file, 'utf8'))
      .replace('"BillingMode"', '"BilingMode"')
      .replace('"AWS::ApiGatewayV2::Stage"', '"AWS::ApiGatewayV2::Stag"')
      .replace('"Fn::GetAtt"', '"Fn::GetAttribute"');
    await writeFile(file, template);
    const data = await mkdtemp(path.join(tmpdir(), 'leaseline-'));
    const { exited, output } = spawnLocalRun({
      LEASELINE_PORT: String(await freePort()),
      LEASELINE_AWS_PORT: String(await freePort()),
      LEASELINE_DATA: data,
      LEASELINE_CDK_OUT: broken,
    });
    expect(await exited).toBe(1);
    expect(output()).toMatch(/^Resource \w+ \(AWS::DynamoDB::Table\): unknown property "BilingMode"\.$/m);
    expect(output()).toMatch(/^Resource \w+ \(AWS::ApiGatewayV2::Stag\): the local run does not know the type/m);
    expect(output()).toMatch(/^Resource \w+ \(.*\): unknown intrinsic function "Fn::GetAttribute"\.$/m);
    expect(output()).not.toContain('    at ');
    expect(processesNaming(data)).toEqual([]);
    await Promise.all([broken, data].map((folder) => rm(folder, { recursive: true })));
  });
});

describe('a run', () => {
  it('survives kill -9 with its data, and ends cleanly at Ctrl-C', async () => {
    const first = await startLocalRun();
    const authorization = `Bearer ${first.key}`;
    const site = { name: 'Shop', siteKey: 'pk_shop', origins: ['https://shop.example'] };
    const put = { method: 'PUT', headers: { authorization }, body: JSON.stringify(site) };
    expect((await fetch(`${first.url}/v1/sites/shop`, put)).status).toBe(201);
    await first.kill9();

    const second = await startLocalRun({ env: { LEASELINE_DATA: first.dataDirectory } });
    const found = await fetch(`${second.url}/v1/sites/shop`, { headers: { authorization } });
    expect(await found.json()).toMatchObject(site);

    const isDatabaseItsOwn = process.env.SHARED_DYNAMODB_ENDPOINT === undefined;
    expect(processesNaming(first.dataDirectory).length > 0).toBe(isDatabaseItsOwn);
    expect(await second.stop()).toBe(0);
    expect(processesNaming(first.dataDirectory)).toEqual([]);
    await rm(first.dataDirectory, { recursive: true, force: true });
  });
});

function statusFor(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${run.url.replace('localhost', '127.0.0.1')}/demo/`, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on('error', reject).end();
  });
}
