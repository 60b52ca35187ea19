import { partitionOf } from '../../../lambdas/calls/callers/person-keys.ts';
import { readPersonLinks } from '../../../lambdas/calls/callers/person-links-store.ts';
import { readSlot } from '../../../lambdas/leases/slots/slot-transitions-store.ts';
import { readSaidEmails } from '../../../lambdas/orders/emails/said-email-store.ts';
import { linkIdentity } from '../../../lambdas/orders/identity.ts';
import { recipientToken } from '../../../lambdas/recipients/recipient-token.ts';
import { noteRecipient, readRecipientVisitors } from '../../../lambdas/visits/recipient-visitors-store.ts';
import { putVisit } from '../../../lambdas/visits/visit-store.ts';
import { besidePuts } from './beside-puts.ts';
import { day, type LinkWorld, linkWorld, start } from './call-link/link-world.ts';
import { readVisitsOfNumber } from './call-link/visits-of-number.ts';

const nothing = { consent: { ads: false, analytics: false } };
const all = { consent: { ads: true, analytics: true } };
const withoutAds = { consent: { ads: false, analytics: true } };

const leasedBy = async (world: LinkWorld, token: string, by = world.container()): Promise<string> => {
  const clicked = await world.click(token, { ask: { active: true } }, by);
  if (clicked.kind !== 'clicked') throw new Error(`the link is ${clicked.kind}`);
  return clicked.answer.number.e164;
};
const only = <Item>([item]: readonly Item[]): Item => item!;

test('who does not want to be recognised any more is named by no number that their link leased', async () => {
  const world = await linkWorld({ web: 2 });
  const { token, visitor } = only(await world.send(['4711'], { params: { plan: 'gold' } }));
  const first = await leasedBy(world, token);
  world.state.now += day;
  // Somebody else has the first one since.
  const other = only(await world.send(['4712']));
  const [taken, second] = [await leasedBy(world, other.token), await leasedBy(world, token)].sort();
  expect([taken, second]).toContain(first);
  expect(await readVisitsOfNumber(world.visits, first)).toContainEqual(expect.objectContaining({ visitor }));

  world.state.now += 1000;
  await world.send(['4711'], nothing);
  const left = (await Promise.all([taken!, second!].map((number) => readVisitsOfNumber(world.visits, number)))).flat();
  expect(left.map((visit) => visit.recipient?.id)).toEqual(['4712']);
  // The number rests, and the link shows the one of everybody.
  expect(await world.click(token)).toMatchObject({ answer: { lease: { state: 'default' } } });
});

test('a slot that a link leased does not name who withdrew', async () => {
  const world = await linkWorld({ web: 1 });
  const { token, visitor } = only(await world.send(['4711']));
  const number = await leasedBy(world, token);
  const slot = { pool: 'web', shard: 0, number };
  const before = await readSlot(world.leases, slot);
  expect(before).toMatchObject({ visitor });
  await world.send(['4711'], nothing);
  const after = await readSlot(world.leases, slot);
  expect(after).not.toHaveProperty('visitor');
  expect(after).toMatchObject({ leasedUntil: before?.leasedUntil });
});

test('who allows no ads any more does so on all numbers that their link leased', async () => {
  const world = await linkWorld({ web: 2 });
  const { token } = only(await world.send(['4711'], all));
  const number = await leasedBy(world, token);
  expect(await readVisitsOfNumber(world.visits, number)).toMatchObject([all]);
  await world.send(['4711'], withoutAds);
  expect(await readVisitsOfNumber(world.visits, number)).toMatchObject([{ ...withoutAds, recipient: { id: '4711' } }]);
});

test('addresses that lead to the calls of who withdrew are gone', async () => {
  const world = await linkWorld({ web: 1 });
  const { visitor } = only(await world.send(['4711'], { email: 'ann@example.com' }));
  const sources = { ...world, settleLater: async () => {} };
  await linkIdentity(sources, { site: 'shop', email: 'ann@example.com', visitor, phones: [] }, start);
  const person = partitionOf(await world.identityKey(), 'shop', { kind: 'visitor', visitor });
  expect(await readSaidEmails(world.calls, person, start)).toHaveLength(1);
  await world.send(['4711'], { ...nothing, email: 'ann@example.com' });
  expect(await readSaidEmails(world.calls, person, start)).toEqual([]);
});

test('who came to the site by their mail stays its visitor, and is nobody’s recipient', async () => {
  const world = await linkWorld();
  const email = 'ann@example.com';
  const { token, until } = only(await world.send(['4711'], { email }));
  const number = '+12025550150';
  const came = { visit: 'visit-of-browser', visitor: 'browser', site: 'shop', pool: 'web', number, shownAt: start };
  const landed = { source: 'google', medium: 'cpc', touchAt: start, shown: 'leased' as const, ...all };
  await putVisit(world.visits, { ...came, ...landed }, 90);
  expect(await noteRecipient(world.visits, came, { id: '4711', token, until, campaign: 'spring' })).toBe(true);
  const sources = { ...world, settleLater: async () => {} };
  const known = { site: 'shop', visitor: 'browser', phones: [] };
  await linkIdentity(sources, { ...known, email }, start);
  await linkIdentity(sources, { ...known, email: 'own@example.com' }, start);
  const person = partitionOf(await world.identityKey(), 'shop', { kind: 'visitor', visitor: 'browser' });
  expect(await readPersonLinks(world.calls, person)).toHaveLength(2);

  await world.send(['4711'], nothing);
  const [visit] = await readVisitsOfNumber(world.visits, number);
  expect(visit).toMatchObject({ visitor: 'browser', ...landed });
  expect(visit).not.toHaveProperty('recipient');
  expect(await readRecipientVisitors(world.visits, token)).toEqual([]);
  // What their own page said stays.
  expect(await readSaidEmails(world.calls, person, start)).toMatchObject([{ email: 'own@example.com' }]);
  expect(await readPersonLinks(world.calls, person)).toHaveLength(1);
});

test('a visit on a number of their own that they had before is forgotten, too', async () => {
  const world = await linkWorld({ mail: 1, mailPool: { restSeconds: 0 } });
  const { token, number, until } = only(await world.send(['4711']));
  world.state.now = until + day;
  const later = { until: until + 20 * day };
  expect(only(await world.send(['4712'], later)).number).toBe(number);
  expect(only(await world.send(['4711'], later))).not.toHaveProperty('number', expect.anything());
  await world.send(['4711'], { ...later, ...nothing });
  const tokens = (await readVisitsOfNumber(world.visits, number!)).map(({ recipient }) => recipient?.token);
  expect(tokens).not.toContain(token);
  expect(tokens).toHaveLength(1);
});

test.each([
  ['before', nothing],
  ['after', nothing],
  ['before', withoutAds],
  ['after', withoutAds],
] as const)('who withdraws %s their link puts a visit is not named by it (%j)', async (when, less) => {
  const world = await linkWorld({ web: 1 });
  const { token } = only(await world.send(['4711'], all));
  let withdrawals = 0;
  const shaky = world.container(
    besidePuts(when, async () => {
      withdrawals += 1;
      await world.send(['4711'], less);
    }),
  );
  await world.click(token, {}, shaky);
  expect(withdrawals).toBe(1);
  const { link } = only(await world.send(['4711']));
  const visits = await readVisitsOfNumber(world.visits, link!.number);
  expect(visits.map(({ consent, recipient }) => ({ consent, id: recipient?.id }))).toEqual(
    less === nothing ? [] : [{ ...less, id: '4711' }],
  );
});

test('what allows as much as before, or more, touches nothing else', async () => {
  const world = await linkWorld({ web: 1 });
  const { token } = only(await world.send(['4711'], withoutAds));
  const number = await leasedBy(world, token);
  await world.send(['4711'], all);
  await world.send(['4711'], { params: { plan: 'gold' } });
  expect(await readVisitsOfNumber(world.visits, number)).toHaveLength(1);
  const identityKey = await world.identityKey();
  expect(recipientToken(identityKey, { site: 'shop', pool: 'mail', campaign: 'spring', recipient: '4711' })).toBe(
    token,
  );
});
