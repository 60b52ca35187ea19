import { freshTables, request, routed, shop, shopAds, shopPrint } from './management-client.ts';

/** What only another site has: nothing of it may reach a key that is limited to `shop`. */
const secret = /theirs|hidden/;
const taken = {
  static: '+493023125910',
  default: '+493023125911',
  session: '+493023125912',
  forwarded: '+493023125913',
};

let key: string;
beforeEach(async () => {
  const { addKey } = await freshTables();
  key = await addKey({ role: 'admin', source: 'agency', sites: ['shop'] });
  await request('PUT /v1/sites/shop', shop);
  for (const site of ['a-hidden', 'hidden', 'z-hidden']) {
    await request(`PUT /v1/sites/${site}`, { ...shop, siteKey: `pk_${site}` });
  }
  await request('PUT /v1/pools/shop-ads', shopAds);
  await request('PUT /v1/pools/shop-print', shopPrint);
  const { site: _, ...ads } = shopAds;
  await request('PUT /v1/pools/theirs-ads', { ...ads, site: 'hidden', defaultNumber: taken.default });
  await request('PUT /v1/pools/theirs-print', { ...shopPrint, site: 'hidden', numbers: [taken.static] });
  await request('POST /v1/pools/theirs-ads/numbers', { numbers: [taken.session, taken.forwarded] });
  await request(`DELETE /v1/pools/theirs-ads/numbers/${taken.forwarded}`);
  for (const [id, site] of [
    ['a-theirs', 'a-hidden'],
    ['shop-talk', 'shop'],
    ['theirs', 'hidden'],
    ['z-theirs', 'z-hidden'],
  ]) {
    await request(`PUT /v1/destinations/${id}`, { site, type: 'email', settings: { to: ['team@shop.example'] } });
    await request(`PUT /v1/rules/${id}`, {
      site,
      when: {},
      conversion: { name: 'call', value: 'revenue' },
      destinations: [id],
    });
  }
});

/** Everything that is told page by page, with cursors as what they stand for. */
async function listed(path: string, by = key): Promise<{ ids: string[]; told: string }> {
  const [ids, told]: [string[], string[]] = [[], []];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page = `${path}${path.includes('?') ? '&' : '?'}limit=1${cursor && `&cursor=${cursor}`}`;
    const { status, body } = await request(`GET ${page}`, undefined, by);
    expect(status).toBe(200);
    ids.push(...body.items.map(({ id }) => id));
    told.push(JSON.stringify(body), Buffer.from(body.cursor ?? '', 'base64url').toString());
    cursor = body.cursor;
  }
  return { ids, told: told.join('\n') };
}

test.each([
  ['/v1/sites', ['shop'], ['a-hidden', 'hidden', 'shop', 'z-hidden']],
  ['/v1/pools', ['shop-ads', 'shop-print'], ['shop-ads', 'shop-print', 'theirs-ads', 'theirs-print']],
  ['/v1/rules', ['shop-talk'], ['a-theirs', 'shop-talk', 'theirs', 'z-theirs']],
  ['/v1/destinations', ['shop-talk'], ['a-theirs', 'shop-talk', 'theirs', 'z-theirs']],
])('the list %s and its cursors name nothing of other sites', async (path, own, all) => {
  const { ids, told } = await listed(path);
  expect(ids).toEqual(own);
  expect(told).not.toMatch(secret);
  expect((await listed(path, 'local')).ids).toEqual(all);
  if (path === '/v1/sites') return;
  expect((await listed(`${path}?site=shop`, 'local')).ids).toEqual(own);
  expect((await listed(`${path}?site=hidden`)).ids).toEqual([]);
});

test.each(Object.entries(taken))(
  'a refusal of a number that is %s at another site names nothing of it',
  async (role, number) => {
    const answers = [
      await request('POST /v1/pools/shop-ads/numbers', { numbers: [number] }, key),
      await request('PUT /v1/pools/shop-print', { ...shopPrint, numbers: [number] }, key),
      await request('PUT /v1/pools/shop-ads', { ...shopAds, defaultNumber: number }, key),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(409);
      expect(body.errors[0]!.detail).toBe(`${number} is in use at another site`);
      expect(JSON.stringify(body)).not.toMatch(secret);
    }
    const { body } = await request('POST /v1/pools/shop-ads/numbers', { numbers: [number] });
    expect(body.errors[0]!.detail).toMatch(role === 'static' ? 'pool theirs-print' : 'pool theirs-ads');
  },
);

test('an id or a site key that another site has is refused without saying whose it is', async () => {
  const { site: _, ...ads } = shopAds;
  for (const [call, body] of [
    ['PUT /v1/pools/theirs-ads', { ...ads, site: 'shop' }],
    ['PUT /v1/rules/theirs', { site: 'shop', when: {}, conversion: { name: 'call', value: 'revenue' } }],
    ['PUT /v1/destinations/theirs', { site: 'shop', type: 'email', settings: { to: ['team@shop.example'] } }],
    ['PUT /v1/sites/shop', { ...shop, siteKey: 'pk_hidden' }],
  ] as const) {
    const answer = await request(call, body, key);
    expect(answer.status).toBe(409);
    expect(JSON.stringify(answer.body)).not.toMatch(/hidden|theirs-print/);
  }
  for (const call of [
    'GET /v1/pools/theirs-ads',
    'GET /v1/pools/no-such',
    'GET /v1/rules/theirs',
    'GET /v1/sites/hidden',
  ]) {
    expect((await request(call, undefined, key)).status).toBe(404);
  }
});

test.each(['GET /v1/nothing', 'POST /v1/calls', 'PATCH /v1/sites/shop', 'GET /'])(
  '%s is no route, and is said to be none',
  async (call) => {
    const [method = '', path = ''] = call.split(' ');
    expect(routed(method, path).routeKey).toBe('$default');
    expect(await request(call, undefined, 'local')).toMatchObject({
      status: 404,
      body: { detail: 'there is no such route' },
    });
  },
);
