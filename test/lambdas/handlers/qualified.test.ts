import { type CallWorld, callWorld, thatDay } from './call-world.ts';
import { rawRequest, request, shop, shopPrint } from './management-client.ts';

interface Told {
  readonly call: { readonly id: string };
  readonly qualified: { readonly verdict: string; readonly reason: string };
}

let world: CallWorld;
beforeEach(async () => {
  world = await callWorld();
});

async function ask(when?: object) {
  const site = { ...shop, timeZone: 'UTC', ...(when && { qualified: { when } }) };
  expect(await request('PUT /v1/sites/shop', site)).toMatchObject({
    status: 200,
    body: when ? { qualified: { when } } : {},
  });
}

/** Of the calls of that day, the newest first. */
async function verdicts(filter = ''): Promise<string[]> {
  const { body } = await request(`GET /v1/calls?${thatDay}${filter}`);
  return (body.items as unknown as Told[]).map(({ call, qualified }) => `${call.id} ${qualified.verdict}`);
}

test('list, filter, file, report and detail tell the verdict with its reason', async () => {
  await ask({ not: { outcome: 'wrong number' } });
  await world.call({ call: 'call-1' });
  await world.ringing({ call: 'call-2', number: '+12025550191' });
  await request('POST /v1/calls/call-1/outcome', { eventId: '1', outcome: 'wrong number' });
  await world.work();
  const reason = 'It does not fit: outcome is wrong number (asked for: anything but wrong number).';

  expect(new Set(await verdicts())).toEqual(new Set(['call-1 unqualified', 'call-2 unknown']));
  expect(await verdicts('&qualified=unqualified')).toEqual(['call-1 unqualified']);
  expect(await verdicts('&qualified=qualified,unknown')).toEqual(['call-2 unknown']);
  expect(await request(`GET /v1/calls?${thatDay}&qualified=yes`)).toMatchObject({
    status: 400,
    body: { errors: [{ field: expect.stringContaining('qualified') }] },
  });
  expect((await request('GET /v1/calls/call-1')).body).toMatchObject({ qualified: { verdict: 'unqualified', reason } });
  const { body: csv = '' } = await rawRequest(`GET /v1/calls.csv?${thatDay}&qualified=unqualified`);
  expect(csv).toContain('qualified,qualified_reason');
  expect(csv).toContain(`unqualified,${reason}`);
  const report = await request(`GET /v1/reports/sources?${thatDay}`);
  expect(report.body).toMatchObject({ total: { calls: 2, qualified: 0, unqualified: 1 } });
});

test('what is reported later changes the verdict', async () => {
  await ask({ outcome: 'won' });
  await world.call({ call: 'call-1' });
  expect(await verdicts()).toEqual(['call-1 unqualified']);
  await request('POST /v1/calls/call-1/outcome', { eventId: '1', outcome: 'won' });
  await world.work();
  expect(await verdicts()).toEqual(['call-1 qualified']);
});

test('a site that says nothing has no verdicts, and what was judged keeps its verdict until it is settled again', async () => {
  await world.call({ call: 'call-1' });
  expect(await verdicts()).toEqual(['call-1 unknown']);
  await ask({});
  expect(await verdicts()).toEqual(['call-1 unknown']);
  await request('POST /v1/calls/call-1/outcome', { eventId: '1', tags: ['seen'] });
  await world.work();
  expect(await verdicts()).toEqual(['call-1 qualified']);
  await ask();
  expect(await verdicts()).toEqual(['call-1 qualified']);
  await request('POST /v1/calls/call-1/outcome', { eventId: '2', tags: ['again'] });
  await world.work();
  expect(await verdicts()).toEqual(['call-1 unknown']);
});

test('conditions that nobody can ask are refused, by their place', async () => {
  const { status, body } = await request('PUT /v1/sites/shop', { ...shop, qualified: { when: { mood: 'good' } } });
  expect({ status, errors: body.errors }).toEqual({
    status: 400,
    errors: [{ field: 'qualified.when.mood', detail: 'is not a known field' }],
  });
});

test('a pool that the site does not have is refused by its place; one that was named before may be named again', async () => {
  await request('PUT /v1/pools/shop-print', shopPrint);
  await ask({ not: { pool: ['Shop-Print', 'web-*'] } });
  await request('DELETE /v1/pools/shop-print');
  await ask({ pool: 'shop-print' });
  await ask({});
  const { status, body } = await request('PUT /v1/sites/shop', {
    ...shop,
    qualified: { when: { pool: ['*', 'shop-print'] } },
  });
  expect({ status, errors: body.errors }).toEqual({
    status: 400,
    errors: [{ field: 'qualified.when.pool[1]', detail: 'the site has no pool shop-print' }],
  });
});

test('amounts are asked for in the currency of the site', async () => {
  const asking = (site: object, revenue: object) =>
    request('PUT /v1/sites/shop', { ...shop, ...site, qualified: { when: { revenue } } });
  expect(await asking({}, { gte: '1.005' })).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'qualified.when.revenue.gte' }] },
  });
  expect(await asking({}, { gt: '1.00', lt: '1.01' })).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'qualified.when.revenue' }] },
  });
  expect(await asking({ currency: 'KWD' }, { gte: '1.005' })).toMatchObject({ status: 200 });
});
