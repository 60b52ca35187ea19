import { readSlot } from '../../../../lambdas/leases/slots/slot-transitions-store.ts';
import type { Clicked } from '../../../../lambdas/recipients/call-link/click-link.ts';
import { readCampaignCounts } from '../../../../lambdas/recipients/recipient-counts-store.ts';
import { readRecipient } from '../../../../lambdas/recipients/recipient-store.ts';
import { type LinkWorld, linkWorld, mailDefault, start, until, webDefault } from './link-world.ts';
import { readVisitsOfNumber } from './visits-of-number.ts';

const answerOf = (clicked: Clicked) => {
  if (clicked.kind !== 'clicked') throw new Error(`the link is ${clicked.kind}`);
  const { number, lease, ...rest } = clicked.answer;
  return { number: number.e164, ...lease, default: rest.default.e164 };
};
const press = { ask: { active: true, pressed: true } };
const active = { ask: { active: true } };

/** Recipients of whom but the first have a number. */
async function sentTo(count: number, world: LinkWorld): Promise<string[]> {
  const recipients = await world.send(Array.from({ length: count }, (_, index) => `person-${index}`));
  return recipients.map(({ token }) => token);
}

test('who had but the default number is leased one: on probation, then for a lease, and it stays the same', async () => {
  const world = await linkWorld({ web: 5 });
  const [token = ''] = await sentTo(1, world);
  const opened = answerOf(await world.click(token));
  expect(opened).toMatchObject({ state: 'leased', default: mailDefault, renewAfterSeconds: 0 });
  expect(Date.parse(opened.expiresAt!)).toBe(start + 60_000);

  world.state.now += 10_000;
  const stayed = answerOf(await world.click(token, active));
  expect(stayed.number).toBe(opened.number);
  expect(Date.parse(stayed.expiresAt!)).toBe(start + 1_200_000);
  world.state.now += 1_150_000;
  const renewed = answerOf(await world.click(token, active));
  expect([renewed.number, Date.parse(renewed.expiresAt!) > start + 1_200_000]).toEqual([opened.number, true]);
  world.state.now += 60_000;
  expect(answerOf(await world.click(token)).number).toBe(opened.number);
});

test('the visit tells whose mail it was, where from, and when the button was pressed', async () => {
  const world = await linkWorld({ web: 1 });
  const [recipient] = await world.send(['4711'], { creative: 'blue', params: { plan: 'gold' } });
  const { token, visitor } = recipient!;
  const { number } = answerOf(await world.click(token));
  world.state.now += 5000;
  await world.click(token, press);
  const visits = await readVisitsOfNumber(world.visits, number);
  expect(visits).toEqual([
    expect.objectContaining({
      source: 'email',
      medium: 'email',
      campaign: 'spring',
      content: 'blue',
      params: { plan: 'gold' },
      pool: 'web',
      shown: 'leased',
      shownAt: start,
      visitor,
      device: 'desktop',
      consent: { ads: false, analytics: true },
      recipient: { id: '4711', token, until },
      clickedAt: start + 5000,
    }),
  ]);
});

test('the first click of a recipient is counted, the others are not', async () => {
  const world = await linkWorld({ web: 2, mail: 1 });
  const tokens = await sentTo(3, world);
  for (const token of [...tokens, ...tokens, tokens[0]!]) await world.click(token);
  const [counts] = await readCampaignCounts(world.visits, 'shop');
  expect(counts).toMatchObject({ recipients: 3, clicks: 3 });
  expect(await readRecipient(world.visits, tokens[0]!)).toMatchObject({ clicks: 1, firstClickAt: start });
});

test('who was sent a number keeps that, and takes none of the session pool', async () => {
  const world = await linkWorld({ web: 1, mail: 1 });
  const [recipient] = await world.send(['own']);
  const { token, number } = recipient!;
  for (const more of [{}, active, press]) {
    expect(answerOf(await world.click(token, more))).toEqual({ number, state: 'own', default: mailDefault });
  }
  expect(await readVisitsOfNumber(world.visits, number!)).toEqual([expect.objectContaining({ clickedAt: start })]);
  expect((await readSlot(world.leases, { pool: 'web', shard: 0, number: '+12025550100' }))?.lease).toBeUndefined();
});

test('after the lease somebody else gets the number, and the link leases another one, or shows the default', async () => {
  const world = await linkWorld({ web: 1 });
  const [first = '', second = ''] = await sentTo(2, world);
  const { number } = answerOf(await world.click(first));
  expect(answerOf(await world.click(second))).toMatchObject({ state: 'default', number: mailDefault });
  world.state.now += 65_000;
  expect(answerOf(await world.click(second, active))).toMatchObject({ state: 'leased', number });
  expect(answerOf(await world.click(first, active))).toMatchObject({ state: 'default', number: mailDefault });
  world.state.now += 1_300_000;
  expect(answerOf(await world.click(first))).toMatchObject({ state: 'leased', number });
});

test.each([
  ['a robot', { userAgent: 'Googlebot/2.1' }, {}],
  [
    'an address that the site blocks',
    { viewer: { address: '203.0.113.9' } },
    { addresses: { block: ['203.0.113.0/24'], allow: [] } },
  ],
  ['somebody in a country that is not served', { viewer: { country: 'FR' } }, { countries: ['DE'] }],
])('%s gets the default number, and nothing is written', async (_, who, site) => {
  const world = await linkWorld({ web: 1, site });
  const [token = ''] = await sentTo(1, world);
  const before = await world.all();
  for (const ask of [{ active: false }, { active: true, pressed: true }]) {
    expect(answerOf(await world.click(token, { ...who, ask }))).toEqual({
      number: mailDefault,
      state: 'default',
      default: mailDefault,
    });
  }
  expect(await world.all()).toBe(before);
});

test('who denies analytics is leased nothing, and nothing is noted of them', async () => {
  const world = await linkWorld({ web: 1, mail: 1 });
  const [recipient] = await world.send(['denies'], { consent: { ads: false, analytics: false } });
  const before = await world.all();
  expect(answerOf(await world.click(recipient!.token, press))).toMatchObject({ state: 'default', number: mailDefault });
  expect(await world.all()).toBe(before);
});

test('new leases of one network are limited as those of its visitors are', async () => {
  const world = await linkWorld({ web: 9, site: { newLeasesPerNetwork: 2 } });
  const tokens = await sentTo(4, world);
  const one = world.container();
  const states = [];
  for (const token of tokens)
    states.push(answerOf(await world.click(token, { viewer: { address: '198.51.100.7' } }, one)).state);
  expect(states).toEqual(['leased', 'leased', 'default', 'default']);
  expect(answerOf(await world.click(tokens[0]!, { viewer: { address: '198.51.100.7' } }, one)).state).toBe('leased');
});

test('without a pool that is named, the link leases where a visit from such a mail would', async () => {
  const world = await linkWorld({ web: 1, mailPool: { linkPool: undefined, source: 'newsletter' } });
  const [token = ''] = await sentTo(1, world);
  expect(answerOf(await world.click(token))).toMatchObject({ state: 'leased', number: '+12025550100' });
  const other = await linkWorld({
    web: 1,
    mailPool: { linkPool: undefined },
    webPool: { when: [{ source: 'google' }] },
  });
  const [nowhere = ''] = await sentTo(1, other);
  expect(answerOf(await other.click(nowhere))).toMatchObject({ state: 'default', number: mailDefault });
  expect(webDefault).not.toBe(mailDefault);
});

test('a link whose time is over, one that was altered and one of nobody lease nothing', async () => {
  const world = await linkWorld({ web: 1 });
  const [token = ''] = await sentTo(1, world);
  const before = await world.all();
  const altered = `${token.slice(0, -2)}${token.at(-2) === 'x' ? 'y' : 'x'}${token.at(-1)}`;
  expect(await world.click(altered)).toMatchObject({ kind: 'unknown', of: { pool: { id: 'mail' } } });
  expect(await world.click('other.Qx3v0fJ2bq7hYkPz5nWc1A')).toEqual({ kind: 'unknown' });
  expect(await world.click('../../x')).toEqual({ kind: 'unknown' });
  world.state.now = until;
  expect(await world.click(token, press)).toMatchObject({ kind: 'expired' });
  expect(await world.all()).toBe(before);
});
