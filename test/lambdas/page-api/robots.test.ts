import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { assignNumber } from '../../../lambdas/page-api/assign-number.ts';
import { numberAsk } from '../../../lambdas/page-api/page-requests.ts';
import type { Viewer } from '../../../lambdas/platform/http/viewer.ts';
import type { SourcePool } from '../../../lambdas/settings/pools/pool.ts';
import type { Site } from '../../../lambdas/settings/sites/site.ts';
import { fictionalNumber, poolOf } from '../leases/pool-of-slots.ts';
import { type NumberDesk, numberDesk, tokens } from './number-desk.ts';

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
const web = poolOf('web', { shards: [40] });
const minute = 60_000;

interface Asking {
  readonly userAgent?: string;
  readonly viewer?: Viewer;
  readonly more?: object;
}

const asking = ({ parts }: Pick<NumberDesk, 'parts'>, isDeveloperHere = false) =>
  function ask({ userAgent = chrome, viewer, more }: Asking = {}) {
    return assignNumber(
      { ...parts, loopbackIsDeveloper: isDeveloperHere },
      {
        ask: numberAsk.parse({ siteKey: 'pk_shop', pageUrl: 'https://shop.example/', ...more }),
        origin: 'https://shop.example',
        userAgent,
        ...(viewer && { viewer }),
      },
    );
  };

const deskFor = async (site: Partial<Site> = {}) => {
  const desk = await numberDesk([web], site);
  return { ...desk, ask: asking(desk) };
};

/** Operations on tables from now on. */
function watched(documents: DynamoDBDocumentClient): string[] {
  const operations: string[] = [];
  documents.middlewareStack.add(
    (next, context) => (args) => {
      operations.push(String(context.commandName));
      return next(args);
    },
    { step: 'initialize' },
  );
  return operations;
}

const heldBy = async (desk: Pick<NumberDesk, 'slots'>) =>
  (await desk.slots(web)).filter(({ leasedUntil }) => leasedUntil > 0).length;

async function everything({ parts }: Pick<NumberDesk, 'parts'>) {
  const scan = async (TableName: string) =>
    (await parts.leases.documents.send(new ScanCommand({ TableName, ConsistentRead: true }))).Items ?? [];
  return [...(await scan(parts.leases.name)), ...(await scan(parts.visits.name))];
}

test('a robot is shown the default number; no slot, no visit, no visitor', async () => {
  const desk = await deskFor();
  const before = await everything(desk);
  const operations = watched(desk.parts.leases.documents);
  const answer = await desk.ask({ userAgent: googlebot, viewer: { address: '203.0.113.9' } });
  expect(answer).toEqual({
    number: web.default,
    default: web.default,
    lease: { state: 'default' },
    source: { source: 'direct', medium: 'none' },
    swap: { numbers: [] },
  });
  expect(operations).toEqual([]);
  expect(await everything(desk)).toEqual(before);
  expect(desk.counted).toEqual(['NumbersAsked', 'RobotsAnswered']);
  expect(desk.poolRows).toEqual([expect.objectContaining({ pool: 'web', asked: 0, bots: 1 })]);
});

test('whoever comes from an address that is not known is counted', async () => {
  const desk = await deskFor();
  await desk.ask({ viewer: { address: '203.0.113.9', country: 'DE' } });
  expect(desk.counted).not.toContain('ViewersUnknown');
  await desk.ask();
  await desk.ask({ viewer: { country: 'DE' } });
  expect(desk.counted.filter((name) => name === 'ViewersUnknown')).toHaveLength(2);
});

test('a site may serve robots; a blocked address takes no number even then', async () => {
  const desk = await deskFor({ robots: 'serve', addresses: { block: ['203.0.113.0/24'], allow: ['203.0.113.7'] } });
  const state = async (asks: Asking) => (await desk.ask(asks)).lease.state;
  expect(await state({ userAgent: googlebot })).toBe('leased');
  expect(await state({ viewer: { address: '203.0.113.9' } })).toBe('default');
  expect(await state({ viewer: { address: '203.0.113.7' }, userAgent: googlebot })).toBe('leased');
});

test('a robot gets the number of the pool for robots; who comes from elsewhere does not', async () => {
  const number = { e164: fictionalNumber(291), display: '(204) 555-0191', href: 'tel:x' };
  const forRobots: SourcePool = {
    id: 'robots',
    site: 'shop',
    kind: 'source',
    order: 500,
    source: 'robots',
    target: 'main',
    when: [{ robot: true }],
    numbers: [number.e164],
    shown: [number],
  };
  const desk = await numberDesk([web, forRobots], { countries: ['DE'] });
  const ask = asking(desk);
  expect(await ask({ userAgent: googlebot })).toMatchObject({ number, lease: { state: 'static' } });
  expect(await ask({ viewer: { country: 'FR' } })).toMatchObject({ number: web.default, lease: { state: 'default' } });
  expect(await ask({ viewer: { country: 'DE' } })).toMatchObject({ lease: { state: 'leased' } });
  expect(await heldBy(desk)).toBe(1);
});

test('who comes from a country that the site does not serve is counted apart, and nothing of him is kept', async () => {
  const desk = await deskFor({ countries: ['DE', 'AT'] });
  const before = await everything(desk);
  expect(await desk.ask({ viewer: { country: 'FR' } })).not.toHaveProperty('visitor');
  expect(await everything(desk)).toEqual(before);
  expect(desk.poolRows).toEqual([expect.objectContaining({ pool: 'web', asked: 0, elsewhere: 1, bots: 0 })]);
});

test('a developer on this machine is a person with any tool, a crawler is none there either', async () => {
  const desk = await deskFor({ newLeasesPerNetwork: 1 });
  const ask = asking(desk, true);
  const viewer = { address: '127.0.0.1' };
  for (const userAgent of ['node', 'curl/8.5.0', 'node']) {
    expect((await ask({ userAgent, viewer })).lease.state).toBe('leased');
  }
  expect((await ask({ userAgent: googlebot, viewer })).lease.state).toBe('default');
  expect((await asking(desk)({ userAgent: 'node', viewer })).lease.state).toBe('default');
});

describe('a network with ten new leases a minute', () => {
  const office = { address: '203.0.113.7' };

  test('shows the default number to further visitors, and keeps no record of them', async () => {
    const desk = await deskFor({ newLeasesPerNetwork: 10 });
    const answers = [];
    for (let visitor = 0; visitor < 15; visitor++) answers.push(await desk.ask({ viewer: office }));
    expect(answers.map(({ lease }) => lease.state)).toEqual([...Array(10).fill('leased'), ...Array(5).fill('default')]);
    expect(await heldBy(desk)).toBe(10);
    expect(await desk.visitItems()).toHaveLength(10);
    expect(desk.counted.filter((name) => name === 'NumbersLimited')).toHaveLength(5);
    await desk.parts.poolCounters.flush(desk.state.now + minute);
    expect(desk.poolRows.at(-1)).toMatchObject({ asked: 10, leased: 10, refused: 0, limited: 5 });
  });

  test('costs nothing at all once it is known to be full', async () => {
    const desk = await deskFor({ newLeasesPerNetwork: 10 });
    for (let visitor = 0; visitor < 11; visitor++) await desk.ask({ viewer: office });
    const operations = watched(desk.parts.leases.documents);
    for (let visitor = 0; visitor < 20; visitor++) await desk.ask({ viewer: office });
    expect(operations).toEqual([]);
  });

  test('takes nothing from others, and has its share again in the next minute', async () => {
    const desk = await deskFor({ newLeasesPerNetwork: 10 });
    for (let visitor = 0; visitor < 15; visitor++) await desk.ask({ viewer: office });
    expect((await desk.ask({ viewer: { address: '203.0.114.7' } })).lease.state).toBe('leased');
    expect((await desk.ask({ viewer: office })).lease.state).toBe('default');
    desk.state.now += minute;
    expect((await desk.ask({ viewer: office })).lease.state).toBe('leased');
  });

  test('is one network with all whose addresses nobody knows', async () => {
    const desk = await deskFor({ newLeasesPerNetwork: 4 });
    const states = [];
    for (let visitor = 0; visitor < 6; visitor++) states.push((await desk.ask()).lease.state);
    expect(states).toEqual([...Array(4).fill('leased'), 'default', 'default']);
  });

  test('does not count who comes back to his number', async () => {
    const desk = await deskFor({ newLeasesPerNetwork: 4 });
    const first = await desk.ask({ viewer: office });
    for (let visitor = 0; visitor < 6; visitor++) await desk.ask({ viewer: office });
    for (let page = 0; page < 10; page++) {
      expect((await desk.ask({ viewer: office, more: tokens(first) })).lease.state).toBe('leased');
    }
  });

  test('is not limited where its address is allowed', async () => {
    const desk = await deskFor({ newLeasesPerNetwork: 1, addresses: { block: [], allow: ['203.0.113.0/24'] } });
    for (let visitor = 0; visitor < 12; visitor++) {
      expect((await desk.ask({ viewer: office })).lease.state).toBe('leased');
    }
  });

  test('is known again when he asks later: with a record, and what led him here', async () => {
    const desk = await deskFor({ newLeasesPerNetwork: 1 });
    await desk.ask({ viewer: office });
    const tagged = { pageUrl: 'https://shop.example/?utm_source=news&utm_medium=email' };
    const limited = await desk.ask({ viewer: office, more: tagged });
    expect(limited).toMatchObject({ number: web.default, lease: { state: 'default' }, visitor: expect.any(String) });
    desk.state.now += minute;
    const served = await desk.ask({ viewer: office, more: { visitor: limited.visitor } });
    expect(served).toMatchObject({ lease: { state: 'leased' }, source: { source: 'news', medium: 'email' } });
    expect((await desk.visitItems()).map(({ source }) => source)).toEqual(['direct', 'news']);
  });
});
