import { identify, identifyAsk } from '../../../lambdas/page-api/identify.ts';
import { leaseClaims } from '../../../lambdas/platform/token-claims.ts';
import { verifyToken } from '../../../lambdas/platform/tokens.ts';
import { readVisitNow } from '../../../lambdas/visits/number-visits-store.ts';
import { readRecipientVisitors } from '../../../lambdas/visits/recipient-visitors-store.ts';
import { withdrawVisit } from '../../../lambdas/visits/withdraw-store.ts';
import { poolOf } from '../leases/pool-of-slots.ts';
import { numberDesk, start } from './number-desk.ts';

const mail = { id: '4711', token: 'mail.AAAAAAAAAAAAAAAAAAAAAA', until: start + 1e9, campaign: 'spring' };

async function visitorAtDesk() {
  const desk = await numberDesk([poolOf('web', { shards: [2] })]);
  const answer = await desk.ask('?utm_source=google', { params: { plan: 'pro' } });
  const lease = answer.lease.token!;
  const claims = verifyToken(desk.parts.signingKeys, lease, leaseClaims)!;
  const linked: string[] = [];
  const parts = {
    ...desk.parts,
    link: async ({ visitor }: { visitor: string }, email: string): Promise<void> => {
      linked.push(`${visitor} ${email}`);
    },
    recipientOf: async (site: string, token: string) =>
      site === 'shop' && token === mail.token ? { of: mail, email: 'jane@example.com' } : undefined,
    unlink: async ({ visitor }: { visitor: string }): Promise<void> => {
      linked.push(`not ${visitor}`);
    },
    unlinkAddress: async ({ visitor }: { visitor: string }, email: string): Promise<void> => {
      linked.push(`not ${visitor} ${email}`);
    },
  };
  const say = (more: object, origin = 'https://shop.example', others: Partial<typeof parts> = {}) =>
    identify({ ...parts, ...others }, { ask: identifyAsk.parse({ lease, ...more }), origin });
  const visit = () => readVisitNow(desk.parts.visits, claims);
  return { desk, claims, linked, say, visit };
}

test('who the page says that its visitor is, is noted: ids with the visit, an address with the visitor', async () => {
  const { claims, linked, say, visit } = await visitorAtDesk();
  expect(await say({ email: ' Jane@Example.com', ids: { customer: '4711' } })).toEqual({ kept: true });
  expect(await visit()).toMatchObject({ params: { plan: 'pro', customer: '4711' } });
  expect(linked).toEqual([`${claims.visitor} jane@example.com`]);
});

test('by whose mail a visitor came is noted with the visit, and the address is theirs', async () => {
  const { desk, claims, linked, say, visit } = await visitorAtDesk();
  for (let twice = 0; twice < 2; twice++) {
    expect(await say({ recipient: mail.token })).toEqual({ kept: true, recipient: true });
  }
  expect(await visit()).toMatchObject({ recipient: mail, params: { plan: 'pro' } });
  expect(await readRecipientVisitors(desk.parts.visits, mail.token)).toEqual([claims.visitor]);
  expect(linked.slice(1)).toEqual([`${claims.visitor} jane@example.com`]);
});

test.each(['mail.BBBBBBBBBBBBBBBBBBBBBA', 'mail.AAAAAAAAAAAAAAAAAAAAAB', 'nonsense'])(
  'the token %s is nobody’s: what it says is not kept',
  async (recipient) => {
    const { linked, say, visit } = await visitorAtDesk();
    expect(await say({ recipient })).toEqual({ kept: false, recipient: false });
    expect(await visit()).not.toHaveProperty('recipient');
    expect(linked).toEqual([]);
    const keptBeside = { kept: true, recipient: false };
    expect(await say({ recipient, ids: { customer: '4711' } })).toEqual(keptBeside);
    expect(await say({ recipient, email: 'jane@example.com' })).toEqual(keptBeside);
  },
);

test('who withdraws while that is noted came by nobody’s mail', async () => {
  const { desk, claims, linked, say } = await visitorAtDesk();
  const link = async () => withdrawVisit(desk.parts.visits, claims, start);
  expect(await say({ recipient: mail.token }, undefined, { link })).toEqual({ kept: false, recipient: false });
  expect(await readRecipientVisitors(desk.parts.visits, mail.token)).toEqual([]);
  expect(linked).toEqual([`not ${claims.visitor}`, `not ${claims.visitor} jane@example.com`]);
});

test('a mail whose recipient withdraws while it is noted is nobody’s; what the page says of its visitor stays', async () => {
  const { desk, claims, linked, say, visit } = await visitorAtDesk();
  const found = { of: mail, email: 'jane@example.com' };
  const recipientOf = async () => (linked.length === 0 ? found : undefined);
  const said = { recipient: mail.token, email: 'own@example.com', ids: { customer: '4711' } };
  expect(await say(said, undefined, { recipientOf })).toEqual({ kept: true, recipient: false });
  const known = (email: string) => `${claims.visitor} ${email}`;
  expect(linked).toEqual([known(found.email), known('own@example.com'), `not ${known(found.email)}`]);
  expect(await readRecipientVisitors(desk.parts.visits, mail.token)).toEqual([]);
  expect(await visit()).toMatchObject({ params: { customer: '4711' } });
  expect(await visit()).not.toHaveProperty('recipient');
});

test('of a visitor who withdrew nothing is kept', async () => {
  const { desk, claims, linked, say, visit } = await visitorAtDesk();
  await withdrawVisit(desk.parts.visits, claims, start);
  expect(await say({ email: 'jane@example.com', ids: { customer: '4711' } })).toEqual({ kept: false });
  expect([await visit(), linked]).toEqual(['withdrawn', []]);
});

test('who withdraws while it is noted is forgotten all the same', async () => {
  const { desk, claims, linked, say } = await visitorAtDesk();
  const link = async () => {
    linked.push('linked');
    await withdrawVisit(desk.parts.visits, claims, start);
  };
  expect(await say({ email: 'jane@example.com' }, undefined, { link })).toEqual({ kept: false });
  expect(linked).toEqual(['linked', `not ${claims.visitor}`]);
});

test('only pages of the site may say so, with a token of ours', async () => {
  const { linked, say } = await visitorAtDesk();
  await expect(say({ email: 'jane@example.com' }, 'https://other.example')).rejects.toThrow('origin');
  await expect(say({ email: 'jane@example.com', lease: 'forged' })).rejects.toThrow('token');
  expect(linked).toEqual([]);
});

test('more than fits with a visit is left out, what was there before first', async () => {
  const { say, visit } = await visitorAtDesk();
  const long = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, name.repeat(98)]));
  await say({ ids: long });
  expect(await visit()).toMatchObject({ params: long });
  await say({ ids: { customer: '4711' } });
  const kept = await visit();
  const { customer, ...others } = (kept !== 'withdrawn' && kept?.params) || {};
  expect([customer, Object.keys(others).length]).toEqual(['4711', 4]);
});

test.each([[{ email: 'nonsense' }], [{ ids: { 'a b': 'c' } }], [{ ids: { a: '' } }]])('%j does not fit', (more) => {
  expect(identifyAsk.safeParse({ lease: 'x', ...more }).success).toBe(false);
});
