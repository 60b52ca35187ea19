import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { canonicalJson } from '../../lambdas/calls/canonical-json.ts';
import { documentsOf } from '../../lambdas/platform/aws/aws-clients.ts';
import { putVisit } from '../../lambdas/visits/visit-store.ts';
import { callRun } from './call-run.ts';
import { contact } from './connect-payloads.ts';
import type { CallDetail } from './management.ts';
import { isSettled, untilCall } from './read-call.ts';
import { soon } from './soon.ts';

const root = path.resolve(__dirname, '../..');
const run = callRun();
const command = promisify(execFile);
const hour = 3_600_000;
const [from, to] = [-hour, hour].map((apart) => new Date(Date.now() + apart).toISOString()) as [string, string];

/** The operator's command, as it is typed. */
async function replay(...options: string[]): Promise<string> {
  const env = { ...process.env, LEASELINE_URL: run.local.url, LEASELINE_KEY: run.local.key };
  const words = [path.join(root, 'bin/cli.ts'), 'replay', '--from', from, '--to', to, '--site', 'proof', ...options];
  return (await command(process.execPath, words, { env, cwd: root })).stdout;
}

let documents: DynamoDBDocumentClient;
let tables: readonly string[];

beforeAll(async () => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: run.local.awsUrl, region: 'us-east-1', credentials });
  documents = documentsOf(client);
  tables = (await client.send(new ListTablesCommand({}))).TableNames ?? [];
});
afterAll(() => documents?.destroy());

/** What the sweep notes while time goes by. */
const notesOfSweep = new Set(['dueAt', 'openShard', 'looks', 'sweptBy']);

async function everyItem(): Promise<string[]> {
  const scans = tables.map((TableName) => documents.send(new ScanCommand({ TableName, ConsistentRead: true })));
  const items = (await Promise.all(scans)).flatMap(({ Items = [] }) => Items);
  const kept = items.map((item) => Object.entries(item).filter(([name]) => !notesOfSweep.has(name)));
  return kept.map((entries) => canonicalJson(Object.fromEntries(entries))).sort();
}

type Conversion = CallDetail['conversions'][number] & { readonly state: string; readonly credit: string };
const conversionsOf = ({ conversions }: CallDetail) => conversions as readonly Conversion[];

/** The last word that the receivers heard of a conversion. */
function lastTold(id: string) {
  const hook = run.receiver.told('hook').findLast(({ data }) => data.conversion.id === id);
  const uploads = run.receiver
    .received('/google/v1/events:ingest')
    .map(({ body }) => (JSON.parse(body) as { events: { transactionId: string; conversionValue: number }[] }).events[0])
    .filter((event) => event?.transactionId === id);
  return { hook: hook?.type, google: uploads.at(-1)?.conversionValue, clicks: hook?.data.visit?.clickIds };
}

test('past calls are matched again; only with --apply receivers hear of it, and end with what the new matches say', async () => {
  const { number } = await run.shop.visit('gclid=first');
  const visited = Date.now();
  // Nobody calls within seconds of being shown a number.
  const startedAt = visited + 90_000;
  const call = contact(number!.e164, '+13055550141', { talk: 10, startedAt });
  const printed = contact(run.shop.printNumber, '+13055550142', { talk: 10 });
  for (const one of [call, printed]) await run.connect.play(one);
  const before = await untilCall(run.api, call, isSettled);
  const [first] = conversionsOf(before);
  // Google is told of no call that belongs to no visit.
  const isDone = ({ deliveries }: Conversion) => deliveries.every(({ state }) => state !== 'pending');
  await untilCall(run.api, printed, (detail) => detail.call.final && conversionsOf(detail).every(isDone));
  expect(lastTold(first!.id)).toEqual({ hook: 'conversion.created', google: 50, clicks: { gclid: 'first' } });

  // A visit that is told of when the call is long over, and a pool that stands for another campaign by now.
  const late = {
    visit: 'visit-late',
    visitor: 'visitor-late',
    site: 'proof',
    shownAt: visited + 10_000,
    touchAt: visited + 10_000,
    shown: 'leased',
    pool: 'proof-ads',
    number: number!.e164,
    source: 'google',
    medium: 'cpc',
    clickIds: { gclid: 'late' },
    consent: { ads: true, analytics: true },
  } as const;
  await putVisit({ documents, name: tables.find((name) => name.includes('Visits'))! }, late, 90);
  const print = { site: 'proof', kind: 'source', source: 'print', campaign: 'poster', numbers: [run.shop.printNumber] };
  await run.api.must('PUT /v1/pools/proof-print', print);

  const [items, heard] = [await everyItem(), run.receiver.told('hook').length];
  const said = await replay();
  expect(said).toMatch(/another visitor +1 +1 +0 +1 +50\.00 EUR +50\.00 EUR/);
  expect(said).toMatch(/another source, campaign or pool +1 +0 +0 +0 +50\.00 EUR +50\.00 EUR/);
  expect(said).toContain('Nothing was written.');
  expect(await everyItem()).toEqual(items);
  expect(run.receiver.told('hook')).toHaveLength(heard);

  expect(await replay('--apply')).toContain('2 calls are on their way to be settled so.');
  const after = await untilCall(
    run.api,
    call,
    (detail) => isSettled(detail) && conversionsOf(detail).some(({ credit }) => credit === 'gclid:late'),
  );
  expect(after.match.visit).toMatchObject({ id: 'visit-late', visitor: 'visitor-late' });
  const successor = conversionsOf(after).find(({ state }) => state === 'open')!;
  expect(conversionsOf(after)).toMatchObject([{ id: first!.id, state: 'retired' }, { credit: 'gclid:late' }]);
  expect(lastTold(first!.id)).toMatchObject({ hook: 'conversion.retracted', google: 0 });
  expect(lastTold(successor.id)).toEqual({ hook: 'conversion.created', google: 50, clicks: { gclid: 'late' } });
  const campaign = () => run.api.call(printed.id).then((detail) => detail?.match.campaign);
  expect(await soon(campaign, (found) => found === 'poster')).toBe('poster');

  // How sure a pool is goes on moving with what it learns; whose the calls are does not.
  const again = await replay();
  expect(again).toContain('2 calls from');
  expect(again).not.toMatch(/another (visitor|source)|[1-9] (made|retracted)/);
});
