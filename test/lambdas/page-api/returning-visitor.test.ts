import { signToken } from '../../../lambdas/platform/tokens.ts';
import { poolOf } from '../leases/pool-of-slots.ts';
import { type NumberDesk, numberDesk, start, tokens } from './number-desk.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const web = poolOf('web', { shards: [4] });

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

  test.each([
    ['a payment page', 'https://checkout.stripe.com/'],
    ['a sign-in page', 'https://accounts.google.com/'],
    ["the bank of the site's settings", 'https://acs.bank.example/'],
    ['a subdomain of the site', 'https://blog.shop.example/post'],
  ])('from %s is on the visit before, with the same number and click id', async (_, referrer) => {
    desk = await numberDesk([web], { ignoredReferrers: ['bank.example'] });
    const first = await desk.ask('?gclid=abc&utm_campaign=spring');
    desk.state.now += 10 * minute;
    const back = await desk.ask('thanks', { ...tokens(first), referrer });
    expect(back).toMatchObject({ number: first.number, source: first.source });
    const [visit, second] = await desk.visitItems();
    expect(second ?? visit).toMatchObject({ visit: visit!.visit, source: 'google', clickIds: { gclid: 'abc' } });
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
    const held = (await desk.slots(bing)).filter(({ visitor }) => visitor !== undefined);
    expect(held.map(({ number }) => number)).toEqual([second.number?.e164]);
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
