import { signToken } from '../../../lambdas/platform/tokens.ts';
import type { SourcePool } from '../../../lambdas/settings/pool.ts';
import { fictionalNumber, poolOf } from '../leases/pool-of-slots.ts';
import { type NumberDesk, numberDesk, start, tokens } from './number-desk.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const web = poolOf('web', { shards: [4] });
const staticNumber = { e164: fictionalNumber(291), display: '(204) 555-0191', href: 'tel:x' };
const print: SourcePool = {
  id: 'print',
  site: 'shop',
  kind: 'source',
  order: 10,
  source: 'print',
  target: 'main',
  when: [{ source: 'print' }],
  numbers: [staticNumber.e164],
  shown: [staticNumber],
};

describe('a new visitor', () => {
  test('gets a number, tokens and a visit that names both', async () => {
    const desk = await numberDesk([web], { swap: { numbers: [fictionalNumber(299)], selectors: ['.phone'] } });
    const answer = await desk.ask('?gclid=abc&utm_campaign=spring', {
      referrer: 'https://www.google.com/',
      ids: { ga: '1.2' },
      params: { plan: 'gold' },
    });
    const [slot] = (await desk.slots(web)).filter(({ leasedUntil }) => leasedUntil > 0);
    expect(answer).toEqual({
      visitor: expect.any(String),
      number: { e164: slot!.number, display: slot!.display, href: `tel:${slot!.number}` },
      default: web.default,
      lease: {
        state: 'leased',
        token: expect.any(String),
        expiresAt: new Date(start + minute).toISOString(),
        renewAfterSeconds: 0,
      },
      source: { source: 'google', medium: 'cpc', campaign: 'spring' },
      swap: { numbers: [fictionalNumber(299)], selectors: ['.phone'] },
    });
    expect(await desk.visitItems()).toEqual([
      expect.objectContaining({
        pk: `NUMBER#${slot!.number}`,
        sk: `VISIT#${start}#${slot!.visit}`,
        shown: 'leased',
        visitor: slot!.visitor,
        lease: slot!.lease,
        pool: 'web',
        site: 'shop',
        source: 'google',
        campaign: 'spring',
        clickIds: { gclid: 'abc' },
        landingPage: 'https://shop.example/',
        referrer: 'https://www.google.com/',
        ids: { ga: '1.2' },
        params: { plan: 'gold' },
        consent: { ads: true, analytics: true },
        device: 'desktop',
        ttl: start / 1000 + 90 * 86_400,
      }),
    ]);
    expect(desk.counted).toEqual(['NumbersAsked', 'NumbersLeased']);
  });

  test('of a site without a fitting pool leaves the page as it is', async () => {
    const desk = await numberDesk([]);
    const answer = await desk.ask();
    expect(answer).toMatchObject({ lease: { state: 'none' }, source: { source: 'direct', medium: 'none' } });
    expect(answer).not.toHaveProperty('number');
    expect(await desk.visitItems()).toEqual([]);
  });

  test('of a static pool sees its number, and the visit says so', async () => {
    const desk = await numberDesk([web, print]);
    const answer = await desk.ask('?utm_source=print&utm_campaign=flyer');
    expect(answer).toMatchObject({ number: staticNumber, lease: { state: 'static' } });
    expect(answer).not.toHaveProperty('default');
    const [visit] = await desk.visitItems();
    expect(visit).toMatchObject({
      pk: `VISITOR#${String(visit!.visitor)}`,
      shown: 'static',
      pool: 'print',
      campaign: 'flyer',
    });
  });
});

test('200 visitors at once on 50 numbers: 50 different numbers, 150 times the default, a visit for each, no error', async () => {
  const pool = poolOf('web', { shards: [50] });
  const desk = await numberDesk([pool]);
  const answers = await Promise.all(Array.from({ length: 200 }, () => desk.ask('?gclid=abc')));
  const numbersOf = (state: string) =>
    answers.filter(({ lease }) => lease.state === state).map(({ number }) => number!.e164);
  expect(new Set(numbersOf('leased')).size).toBe(50);
  expect(numbersOf('leased')).toHaveLength(50);
  expect(numbersOf('default')).toEqual(Array.from({ length: 150 }, () => pool.default.e164));
  const visits = await desk.visitItems();
  expect(visits.flatMap(({ number }) => (number === undefined ? [] : [String(number)])).toSorted()).toEqual(
    numbersOf('leased').toSorted(),
  );
  expect(visits.filter(({ shown }) => shown === 'default')).toHaveLength(150);
  expect(new Set(visits.map(({ visitor }) => visitor)).size).toBe(200);
});

describe('a returning visitor', () => {
  let desk: NumberDesk;
  beforeEach(async () => {
    desk = await numberDesk([web]);
  });

  test('keeps the number as long as nobody needs it, and a direct return keeps the source for 30 days', async () => {
    const first = await desk.ask('?gclid=abc&utm_campaign=spring');
    desk.state.now += 29 * day;
    const back = await desk.ask('', tokens(first));
    expect(back.number).toEqual(first.number);
    expect(back.source).toEqual({ source: 'google', medium: 'cpc', campaign: 'spring' });
    const visits = await desk.visitItems();
    expect(visits).toHaveLength(2);
    expect(visits[1]).toMatchObject({
      visitor: visits[0]!.visitor,
      clickIds: { gclid: 'abc' },
      shownAt: start + 29 * day,
      touchAt: start,
      previousSeenAt: start,
    });
    expect(visits[1]!.visit).not.toBe(visits[0]!.visit);
    expect(desk.counted).toContain('NumbersReturned');
    desk.state.now += 2 * day;
    const later = await desk.ask('', tokens(back));
    expect(later).toMatchObject({ number: first.number, source: { source: 'direct', medium: 'none' } });
  });

  test('is on the same visit within half an hour, and on reload of the landing page', async () => {
    const first = await desk.ask('?gclid=abc');
    desk.state.now += 20 * minute;
    const inner = await desk.ask('cart', tokens(first));
    desk.state.now += 20 * minute;
    await desk.ask('?gclid=abc', tokens(inner));
    desk.state.now += minute;
    await desk.ask('?gclid=another', tokens(inner));
    const visits = await desk.visitItems();
    expect(visits.map(({ visit }) => visits.findIndex((other) => other.visit === visit))).toEqual([0, 0, 0, 3]);
  });

  test('through another paid source is a new visit, with the same number where the pool is the same', async () => {
    const first = await desk.ask('?gclid=abc');
    desk.state.now += minute;
    const second = await desk.ask('?msclkid=xyz', tokens(first));
    expect(second).toMatchObject({ number: first.number, source: { source: 'bing', medium: 'cpc' } });
    expect((await desk.visitItems())[1]).toMatchObject({ clickIds: { msclkid: 'xyz' } });
  });

  test('through a source with a pool of its own gets a number of that pool, and back again directly keeps it', async () => {
    const bing = poolOf('bing', { order: 1, source: 'bing', medium: 'cpc', when: [{ source: 'bing' }], shards: [2] });
    desk = await numberDesk([bing, { ...web, id: 'all' }]);
    const first = await desk.ask('');
    const second = await desk.ask('?msclkid=xyz', tokens(first));
    expect(second.number).not.toEqual(first.number);
    expect((await desk.slots(bing)).filter(({ visitor }) => visitor !== undefined)).toHaveLength(1);
    desk.state.now += day;
    const third = await desk.ask('', tokens(second));
    expect(third).toMatchObject({ number: second.number, source: { source: 'bing', medium: 'cpc' } });
  });

  test('gets another number when somebody else has the old one', async () => {
    const one = poolOf('one', { shards: [2] });
    desk = await numberDesk([one]);
    const first = await desk.ask('');
    desk.state.now += 30 * minute;
    const others = [await desk.ask(''), await desk.ask('')];
    const back = await desk.ask('', tokens(first));
    expect(others.map(({ number }) => number)).toContainEqual(first.number);
    expect(back).toMatchObject({ number: one.default, lease: { state: 'default' } });
    desk.state.now += 30 * minute;
    expect(await desk.ask('', tokens(back))).toMatchObject({ lease: { state: 'leased' } });
  });

  test('who lost the answer of his second tab adopts its lease', async () => {
    const first = await desk.ask('');
    const [held] = (await desk.slots(web)).filter(({ visitor }) => visitor !== undefined);
    const { visitor } = held!;
    // The same visitor's slot under a lease that this tab does not know.
    const stale = signToken(desk.parts.signingKeys, { ...held, kind: 'lease', site: 'shop', lease: 'older', visitor });
    const second = await desk.ask('', { visitor: first.visitor, lease: stale });
    expect(second.number).toEqual(first.number);
    expect((await desk.slots(web)).filter((slot) => slot.visitor === visitor)).toHaveLength(1);
  });

  test.each([
    ['no token', 'nonsense'],
    [
      'a token that somebody else signed',
      signToken(
        { signWith: '1', keys: new Map([['1', Buffer.alloc(32, 2)]]) },
        { kind: 'visitor', id: 'eve', site: 'shop' },
      ),
    ],
    [
      "another site's token",
      signToken(
        { signWith: '1', keys: new Map([['1', Buffer.alloc(32, 1)]]) },
        { kind: 'visitor', id: 'eve', site: 'other' },
      ),
    ],
  ])('with %s is a new one', async (_, visitor) => {
    const answer = await desk.ask('', { visitor, lease: visitor });
    expect(answer.lease.state).toBe('leased');
    const [visit] = await desk.visitItems();
    expect(visit!.visitor).not.toBe('eve');
  });

  test("with another visitor's lease does not get that number", async () => {
    const ann = await desk.ask('');
    const bob = await desk.ask('');
    const mixed = await desk.ask('', { visitor: bob.visitor, lease: ann.lease.token });
    expect(mixed.number).not.toEqual(ann.number);
  });
});

describe('an exhausted pool', () => {
  const paid = { source: 'google', medium: 'cpc' };
  const ads = poolOf('ads', { ...paid, order: 1, when: [paid], shards: [1] });
  const others = poolOf('others', { order: 50, shards: [3] });

  test("falls back to the next pool of the same source, then to its own default, never to another source's number", async () => {
    const more = poolOf('more', { ...paid, order: 2, when: [{ source: 'never' }], shards: [1] });
    const desk = await numberDesk([ads, more, others]);
    const answers = [await desk.ask('?gclid=1'), await desk.ask('?gclid=2'), await desk.ask('?gclid=3')];
    expect(answers.map(({ lease }) => lease.state)).toEqual(['leased', 'leased', 'default']);
    expect(answers[2]!.number).toEqual(ads.default);
    expect((await desk.slots(others)).every(({ leasedUntil }) => leasedUntil === 0)).toBe(true);
    expect((await desk.slots(more))[0]).toMatchObject({ visitor: expect.any(String) });
    // The fall-back's number is his own from then on.
    expect((await desk.ask('', tokens(answers[1]!))).number).toEqual(answers[1]!.number);
  });

  test('a refused visitor has one record per visit, by his visitor id', async () => {
    const desk = await numberDesk([ads]);
    await desk.ask('?gclid=1');
    const refused = await desk.ask('?gclid=2');
    const again = await desk.ask('cart', tokens(refused));
    await desk.ask('cart', tokens(again));
    const records = (await desk.visitItems()).filter(({ shown }) => shown === 'default');
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      pk: `VISITOR#${String(records[0]!.visitor)}`,
      pool: 'ads',
      clickIds: { gclid: '2' },
    });
    expect(desk.counted.filter((name) => name === 'NumbersRefused')).toHaveLength(3);
  });
});

describe('without consent', () => {
  test('nothing is stored, nobody is named, and the default number is shown', async () => {
    const desk = await numberDesk([web]);
    const answer = await desk.ask('?gclid=abc', { consent: { ads: true, analytics: false } });
    expect(answer).toEqual({
      number: web.default,
      default: web.default,
      lease: { state: 'default' },
      source: { source: 'google', medium: 'cpc' },
      swap: { numbers: [] },
    });
    expect(await desk.visitItems()).toEqual([]);
    expect((await desk.slots(web)).every(({ leasedUntil }) => leasedUntil === 0)).toBe(true);
  });

  test('that is what a site may take for granted, until the visitor says otherwise', async () => {
    const desk = await numberDesk([web, print], { consentDefault: 'denied' });
    expect(await desk.ask('')).toMatchObject({ lease: { state: 'default' } });
    expect(await desk.ask('?utm_source=print')).toMatchObject({ lease: { state: 'static' } });
    expect(await desk.visitItems()).toEqual([]);
    expect(await desk.ask('', { consent: { ads: false, analytics: true } })).toMatchObject({
      lease: { state: 'leased' },
    });
  });

  test('for ads the click id still chooses the pool, but is not kept', async () => {
    const ads = poolOf('ads', { order: 1, source: 'google', medium: 'cpc', when: [{ clickId: 'gclid' }], shards: [2] });
    const desk = await numberDesk([ads, web]);
    await desk.ask('?gclid=abc', { consent: { ads: false, analytics: true } });
    const [visit] = await desk.visitItems();
    expect(visit).toMatchObject({ pool: 'ads', source: 'google' });
    expect(JSON.stringify(visit)).not.toContain('abc');
  });
});

describe('who may not ask', () => {
  test('an unknown site key is not found, a foreign origin forbidden', async () => {
    const desk = await numberDesk([web]);
    await expect(desk.ask('', { siteKey: 'pk_other' })).rejects.toMatchObject({ status: 404 });
    desk.state.settings = { site: { ...desk.state.settings!.site, origins: ['https://other.example'] }, pools: [web] };
    desk.state.now += 61_000;
    await expect(desk.ask()).rejects.toMatchObject({ status: 403 });
    expect(await desk.visitItems()).toEqual([]);
  });
});

describe('settings that change', () => {
  test('count at once, and the visitor keeps what he just got', async () => {
    const desk = await numberDesk([web]);
    const first = await desk.ask('');
    desk.state.now += 2000;
    const swap = { numbers: [fictionalNumber(298)] };
    desk.state.settings = { site: { ...desk.state.settings!.site, swap }, pools: [web] };
    const second = await desk.ask('');
    expect(second).toMatchObject({ swap, lease: { state: 'leased' } });
    const held = (await desk.slots(web)).filter(({ visitor }) => visitor !== undefined);
    expect(held.map(({ number }) => number).sort()).toEqual([first.number!.e164, second.number!.e164].sort());
  });

  test('a pool that is gone gives out no more numbers; a site that is gone is not found', async () => {
    const desk = await numberDesk([web]);
    await desk.ask('');
    desk.state.now += 2000;
    desk.state.settings = { site: desk.state.settings!.site, pools: [] };
    expect(await desk.ask('')).toMatchObject({ lease: { state: 'none' } });
    desk.state.now += 2000;
    desk.state.settings = undefined;
    await expect(desk.ask('')).rejects.toMatchObject({ status: 404 });
  });

  test('a changed site key, and origins that are now allowed, count at once too', async () => {
    const desk = await numberDesk([web], { origins: ['https://old.example'] });
    await expect(desk.ask('')).rejects.toMatchObject({ status: 403 });
    desk.state.now += 2000;
    desk.state.settings = {
      ...desk.state.settings!,
      site: { ...desk.state.settings!.site, origins: ['https://shop.example'] },
    };
    expect(await desk.ask('')).toMatchObject({ lease: { state: 'leased' } });
    desk.state.now += 2000;
    desk.state.settings = { ...desk.state.settings, site: { ...desk.state.settings.site, siteKey: 'pk_new' } };
    await expect(desk.ask('')).rejects.toMatchObject({ status: 404 });
  });

  test('when they cannot be read, the remembered ones serve', async () => {
    const desk = await numberDesk([web]);
    await desk.ask('');
    desk.state.now += 2000;
    const sites = { ...desk.parts.sites, refresh: () => Promise.reject(new Error('table is gone')) };
    expect(await desk.ask('', {}, { sites })).toMatchObject({ lease: { state: 'leased' } });
  });
});

describe('faults', () => {
  test('a function that dies between slot and visit costs one number its probation', async () => {
    const one = poolOf('one', { shards: [1] });
    const desk = await numberDesk([one]);
    const visits = { ...desk.parts.visits, name: 'no-such-table' };
    await expect(desk.ask('', {}, { visits })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(await desk.ask('')).toMatchObject({ lease: { state: 'default' } });
    desk.state.now += 63_000;
    const answer = await desk.ask('');
    expect(answer.lease.state).toBe('leased');
    expect((await desk.visitItems()).filter(({ shown }) => shown === 'leased')).toHaveLength(1);
  });

  test('a page whose answer was lost asks again and is served', async () => {
    const desk = await numberDesk([poolOf('two', { shards: [2] })]);
    const lost = await desk.ask('');
    const again = await desk.ask('');
    expect(again.lease.state).toBe('leased');
    expect(again.number).not.toEqual(lost.number);
  });
});
