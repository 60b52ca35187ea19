import { parse } from 'csv-parse/sync';
import type { SourceReport } from '../../../lambdas/journal/reports/source-report-answer.ts';
import { show } from '../calls/stores.ts';
import { number, start } from '../settle/call-house.ts';
import { type CallWorld, callWorld, putRuleFor, sale, thatDay } from './call-world.ts';
import { rawRequest, request } from './management-client.ts';

let world: CallWorld;
beforeEach(async () => {
  world = await callWorld();
});

interface Item {
  readonly call: { readonly id: string; readonly status: string };
  readonly [field: string]: unknown;
}
async function list(query = thatDay, key?: string): Promise<{ items: Item[]; cursor?: string; ids: string[] }> {
  const { status, body } = await request(`GET /v1/calls?${query}`, undefined, key);
  const { items, cursor } = body as unknown as { items: Item[]; cursor?: string };
  expect({ status, body: status === 200 ? undefined : body }).toEqual({ status: 200, body: undefined });
  return { items, ids: items.map(({ call }) => call.id), ...(cursor !== undefined && { cursor }) };
}
describe('the list', () => {
  test('has the newest first, and goes on with the cursor, whatever the filter', async () => {
    const calls = Array.from({ length: 7 }, (_, index) => `call-${index}`);
    for (const [index, call] of calls.entries()) {
      await world.call({ call, at: start + index * 60_000, talk: index % 2 === 0 ? 30 : 0 });
    }
    for (const [filter, wanted] of [
      ['', calls],
      ['&status=missed', calls.filter((_, index) => index % 2 === 1)],
      ['&status=completed,busy', calls.filter((_, index) => index % 2 === 0)],
    ] as const) {
      const found: string[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined; ) {
        const page = await list(`${thatDay}&limit=2${filter}${cursor && `&cursor=${cursor}`}`);
        expect(page.ids.length).toBeLessThanOrEqual(2);
        found.push(...page.ids);
        cursor = page.cursor;
      }
      expect(found).toEqual([...wanted].reverse());
    }
  });

  test('is of days in the time zone of the site', async () => {
    await world.call({ call: 'call-1', at: Date.parse('2026-11-20T23:30:00Z') });
    expect((await list('site=shop&from=2026-11-20&to=2026-11-20')).ids).toEqual(['call-1']);
    await request('PUT /v1/sites/shop', { ...(await shopNow()), timeZone: 'Europe/Berlin' });
    expect((await list('site=shop&from=2026-11-20&to=2026-11-20')).ids).toEqual([]);
    expect((await list('site=shop&from=2026-11-21&to=2026-11-21')).ids).toEqual(['call-1']);
  });

  test('finds text in numbers, names and tags', async () => {
    await show(world.sources, number, 'anna', start - 60_000);
    await world.call({ call: 'call-1', caller: '+493023125123' });
    await world.call({ call: 'call-2', number: '+12025550191', at: start + 1000 });
    await request('POST /v1/calls/call-2/outcome', { eventId: 'a', tags: ['Hot lead'] });
    await world.work();
    const found = async (q: string) => (await list(`${thatDay}&q=${encodeURIComponent(q)}`)).ids;
    expect(await found('030 23125-1')).toEqual(['call-1']);
    expect(await found('+49 30')).toEqual(['call-1']);
    expect(await found('SPRING')).toEqual(['call-1']);
    expect(await found('gclid-an')).toEqual(['call-1']);
    expect(await found('agent1')).toEqual(['call-2', 'call-1']);
    expect(await found('hot LEAD')).toEqual(['call-2']);
    expect(await found('nobody')).toEqual([]);
    expect((await list(`${thatDay}&source=print`)).ids).toEqual(['call-2']);
  });

  test('without a site has all that the key may see, those to unknown numbers for admins only', async () => {
    await world.call({ call: 'ours' });
    await world.call({ call: 'nobodys', number: '+12025550177', at: start + 1000 });
    const reader = await world.addKey({ role: 'reader', source: 'board' });
    const limited = await world.addKey({ role: 'admin', source: 'agency', sites: ['other'] });
    expect((await list()).ids).toEqual(['nobodys', 'ours']);
    expect((await list(`${thatDay}&site=unknown`)).ids).toEqual(['nobodys']);
    expect((await list(thatDay, reader)).ids).toEqual(['ours']);
    expect((await list(thatDay, limited)).ids).toEqual([]);
    expect(await request('GET /v1/calls/nobodys', undefined, reader)).toMatchObject({ status: 404 });
    expect(await request('GET /v1/calls/ours', undefined, limited)).toMatchObject({ status: 404 });
    expect(await request('GET /v1/calls?site=shop', undefined, limited)).toMatchObject({ status: 404 });
    expect(await request('GET /v1/calls?site=nowhere')).toMatchObject({ status: 404 });
  });

  test.each(['from=tomorrow', 'from=2026-02-30', 'from=2026-11-21&to=2026-11-20', 'from=2024-01-01&to=2026-01-01'])(
    'of %s is refused',
    async (query) => {
      const { status, body } = await request(`GET /v1/calls?${query}`);
      expect({ status, field: body.errors[0]?.field }).toEqual({ status: 400, field: 'from' });
    },
  );

  test.each(['status=happy', 'limit=0', 'limit=201', 'cursor=%20', `q=${'a'.repeat(101)}`])(
    'with %s is refused',
    async (query) => {
      const { status, body } = await request(`GET /v1/calls?${query}`);
      expect({ status, field: body.errors[0]?.field.replace(/\[.*/, '') }).toEqual({
        status: 400,
        field: query.split('=')[0],
      });
    },
  );
});

test('the same calls as CSV, harmless in a spreadsheet', async () => {
  await show(world.sources, number, 'anna', start - 60_000, { campaign: '=HYPERLINK("https://evil.example")' });
  await world.call({ call: 'call-1' });
  await world.call({ call: 'call-2', number: '+12025550191', at: start + 1000, talk: 0 });
  const { status, headers, body } = await rawRequest(`GET /v1/calls.csv?${thatDay}`);
  expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: expect.stringContaining('text/csv') });
  const rows = parse(body!, { columns: true }) as Record<string, string>[];
  expect(rows.map(({ call, status, caller, source }) => ({ call, status, caller, source }))).toEqual([
    { call: 'call-2', status: 'missed', caller: '+12025550123', source: 'print' },
    { call: 'call-1', status: 'completed', caller: '+12025550123', source: 'google' },
  ]);
  expect(rows[1]!.campaign).toBe('\'=HYPERLINK("https://evil.example")');
  const missed = await rawRequest(`GET /v1/calls.csv?${thatDay}&status=missed`);
  expect(parse(missed.body!, { columns: true })).toHaveLength(1);
});

test('the sums by source are what the list adds up to, also after a refund and a corrected call', async () => {
  await putRuleFor(world, { when: {} });
  await show(world.sources, number, 'anna', start - 60_000);
  await world.call({ call: 'a', talk: 30 });
  await world.call({ call: 'b', talk: 0, at: start + 60_000 });
  await world.call({ call: 'c', number: '+12025550191', caller: 'anonymous', at: start + 120_000 });
  await world.ringing({ call: 'd', caller: '+12025550124', at: start + 180_000 });
  await request('POST /v1/calls/a/outcome', sale('order-1'));
  await world.work();
  expect(await reported()).toEqual([
    {
      source: 'google',
      medium: 'cpc',
      calls: 3,
      firstTimeCallers: 2,
      answered: 1,
      missed: 1,
      qualified: 0,
      unqualified: 0,
      averageWaitSeconds: 7,
      averageTalkSeconds: 30,
      conversions: 2,
      revenue: { amount: '129.50', currency: 'EUR' },
    },
    {
      source: 'print',
      medium: 'flyer',
      calls: 1,
      firstTimeCallers: 0,
      answered: 1,
      missed: 0,
      qualified: 0,
      unqualified: 0,
      averageWaitSeconds: 7,
      averageTalkSeconds: 33,
      conversions: 1,
      revenue: { amount: '0.00', currency: 'EUR' },
    },
  ]);
  await request('POST /v1/calls/a/outcome', sale('return-1', '29.50', 'refund'));
  await world.work();
  await world.call({ call: 'd', caller: '+12025550124', at: start + 180_000, talk: 9 });
  expect((await reported())[0]).toMatchObject({
    answered: 2,
    averageTalkSeconds: 19.5,
    conversions: 3,
    revenue: { amount: '100.00', currency: 'EUR' },
  });
  const { total } = (await request(`GET /v1/reports/sources?site=shop&${thatDay}`)).body as unknown as SourceReport;
  expect(total).toMatchObject({
    calls: 4,
    answered: 3,
    conversions: 4,
    revenue: { amount: '100.00', currency: 'EUR' },
  });

  async function reported() {
    return (await request(`GET /v1/reports/sources?site=shop&${thatDay}`)).body.items;
  }
});

async function shopNow(): Promise<object> {
  const { id: _, ...settings } = (await request('GET /v1/sites/shop')).body as unknown as Record<string, unknown>;
  return settings;
}
