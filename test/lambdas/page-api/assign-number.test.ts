import type { SourcePool } from '../../../lambdas/settings/pools/pool.ts';
import { fictionalNumber, poolOf } from '../leases/pool-of-slots.ts';
import { numberDesk, start, tokens } from './number-desk.ts';

const minute = 60_000;
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
    expect(desk.counted).toEqual(['NumbersAsked', 'ViewersUnknown', 'NumbersLeased']);
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
  const partitions = new Set(visits.map(({ pk }) => pk));
  expect(numbersOf('leased').filter((number) => !partitions.has(`NUMBER#${number}`))).toEqual([]);
  expect(visits.filter(({ shown }) => shown === 'default')).toHaveLength(150);
  expect(new Set(visits.map(({ visitor }) => visitor)).size).toBe(200);
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
    desk.state.now += 1000;
    const again = await desk.ask('cart', tokens(refused));
    desk.state.now += 1000;
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
