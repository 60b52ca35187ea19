import fc from 'fast-check';
import { networkLimit } from '../../../../lambdas/leases/rate-limit/network-limit.ts';
import { givePhoneCode, type PhoneCodeDependencies } from '../../../../lambdas/page-api/phone-codes/give-phone-code.ts';
import { phoneCodeAsk } from '../../../../lambdas/page-api/phone-codes/phone-code-endpoint.ts';
import { updateConsent } from '../../../../lambdas/page-api/update-consent.ts';
import { leaseClaims, visitorClaims } from '../../../../lambdas/platform/token-claims.ts';
import { signToken, verifyToken } from '../../../../lambdas/platform/tokens.ts';
import { shownFor } from '../../../../lambdas/visits/phone-codes/given-code.ts';
import { phoneCode, readPhoneCode } from '../../../../lambdas/visits/phone-codes/phone-code.ts';
import { readGivenCode } from '../../../../lambdas/visits/phone-codes/phone-code-store.ts';
import { poolOf } from '../../leases/pool-of-slots.ts';
import { numberDesk, tokens } from '../number-desk.ts';

const page = 'https://shop.example';

/** A shop with two numbers; ranks are drawn as told, then one after the other. */
async function codeDesk(site: Parameters<typeof numberDesk>[1] = {}, drawn: readonly number[] = []) {
  const desk = await numberDesk([poolOf('web', { shards: [2] })], site);
  const { sites, visits, signingKeys, clock } = desk.parts;
  const left = [...drawn];
  let next = 1000;
  const parts: PhoneCodeDependencies = {
    sites,
    visits,
    signingKeys,
    clock,
    mayGive: networkLimit(async () => false, { uncounted: 2, together: 1 }),
    loopbackIsDeveloper: false,
    draw: () => left.shift() ?? next++,
  };
  const code = (ask: object, more: object = {}) =>
    givePhoneCode(parts, { ask: phoneCodeAsk.parse(ask), origin: page, ...more });
  const holder = async (text: string) => (await readGivenCode(visits, 'shop', text))?.holder;
  return { desk, parts, code, holder };
}

test('the code is of the present visit, and stays for as long as its pages ask', async () => {
  const { desk, code, holder } = await codeDesk();
  const answer = await desk.ask('?utm_source=google');
  const first = await code(tokens(answer));
  const { visit, visitor, number, shownAt } = verifyToken(desk.parts.signingKeys, answer.lease.token!, leaseClaims)!;
  expect(readPhoneCode(first.code)).toEqual({ code: first.code });
  expect(Date.parse(first.expiresAt)).toBe(desk.state.now + shownFor);
  expect(await holder(first.code)).toEqual({ visit, visitor, number, shownAt });
  desk.state.now += shownFor / 2;
  const again = await code({ visitor: answer.visitor });
  expect(again).toEqual({ code: first.code, expiresAt: new Date(desk.state.now + shownFor).toISOString() });
});

test('a visitor without a number of their own has one, too', async () => {
  const { desk, code, holder } = await codeDesk();
  for (const name of ['one', 'two']) await desk.ask(`?utm_source=${name}`);
  const answer = await desk.ask('?utm_source=late');
  expect(answer.lease.state).toBe('default');
  const { code: given } = await code(tokens(answer));
  const visitor = verifyToken(desk.parts.signingKeys, answer.visitor!, visitorClaims)!;
  expect(await holder(given)).toMatchObject({ visit: visitor.visit?.id, visitor: visitor.id });
});

test('the next visit of the same visitor has another one', async () => {
  const { desk, code } = await codeDesk();
  const first = await desk.ask('?utm_source=google');
  const before = await code(tokens(first));
  desk.state.now += 3_600_000;
  const second = await desk.ask('?utm_source=bing', tokens(first));
  expect((await code(tokens(second))).code).not.toBe(before.code);
});

test('two pages that ask at once show the same code', async () => {
  const { desk, code } = await codeDesk();
  const answer = await desk.ask();
  const given = await Promise.all(Array.from({ length: 5 }, () => code(tokens(answer))));
  expect(new Set(given.map((one) => one.code)).size).toBe(1);
});

test('codes that others have are passed over, and where none is free that is said', async () => {
  const { desk, code } = await codeDesk({}, [7, 7, 7, 8, ...Array.from({ length: 50 }, () => 7)]);
  expect((await code(tokens(await desk.ask('?utm_source=one')))).code).toBe(phoneCode(7));
  expect((await code(tokens(await desk.ask('?utm_source=two')))).code).toBe(phoneCode(8));
  await expect(code(tokens(await desk.ask('?utm_source=three')))).rejects.toMatchObject({ status: 429 });
});

test('any number of visitors have codes of their own', async () => {
  const { desk, code, parts } = await codeDesk();
  let next = 1000;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(20), { minLength: 1, maxLength: 12 }), async (ranks) => {
      const left = [...ranks];
      Object.assign(parts, { draw: () => left.shift() ?? next++ });
      const given = await Promise.all(
        ranks.map(async (_, at) => (await code(tokens(await desk.ask(`?utm_source=s${at}`)))).code),
      );
      expect(new Set(given).size).toBe(given.length);
    }),
    { numRuns: 10 },
  );
});

test('a network gets no more new codes than visits of it are kept', async () => {
  const { desk, code } = await codeDesk({ newVisitsPerNetwork: 2 });
  const viewer = { address: '203.0.113.7' };
  const [first, second, third] = [await desk.ask('?a'), await desk.ask('?b'), await desk.ask('?c')];
  await code(tokens(first), { viewer });
  await code(tokens(second), { viewer });
  await expect(code(tokens(third), { viewer })).rejects.toMatchObject({ status: 429 });
  expect(await code(tokens(first), { viewer })).toHaveProperty('code');
  expect(await code(tokens(third), { viewer: { address: '198.51.100.7' } })).toHaveProperty('code');
});

test('only pages of the site ask, with a token of ours', async () => {
  const { desk, code, parts } = await codeDesk();
  const answer = await desk.ask();
  await expect(code(tokens(answer), { origin: 'https://other.example' })).rejects.toMatchObject({ status: 403 });
  await expect(code({ visitor: `${answer.visitor}x` })).rejects.toMatchObject({ status: 401 });
  await expect(code({ visitor: answer.lease.token })).rejects.toMatchObject({ status: 401 });
  const stranger = { kind: 'visitor', id: 'nobody', site: 'shop' };
  await expect(code({ visitor: signToken(parts.signingKeys, stranger) })).rejects.toMatchObject({ status: 404 });
  const elsewhere = { ...stranger, site: 'gone' };
  await expect(code({ visitor: signToken(parts.signingKeys, elsewhere) })).rejects.toMatchObject({ status: 404 });
  expect(phoneCodeAsk.safeParse({}).success).toBe(false);
});

test('the lease of somebody else does not count', async () => {
  const { desk, code, holder } = await codeDesk();
  const [mine, theirs] = [await desk.ask('?a'), await desk.ask('?b')];
  const { code: given } = await code({ visitor: mine.visitor, lease: theirs.lease.token });
  const { id } = verifyToken(desk.parts.signingKeys, mine.visitor!, visitorClaims)!;
  expect((await holder(given))?.visitor).toBe(id);
});

test('a withdrawal takes the visitor out of the code, and they get no other', async () => {
  const { desk, code, holder } = await codeDesk();
  const answer = await desk.ask();
  const { code: given } = await code(tokens(answer));
  const dependencies = { ...desk.parts, settings: desk.parts.leases, forgetPerson: async () => undefined };
  const consent = { ads: false, analytics: false };
  await updateConsent(dependencies, { ask: { ...tokens(answer), consent }, origin: page });
  expect(await holder(given)).toBeUndefined();
  await expect(code(tokens(answer))).rejects.toMatchObject({ status: 404 });
});
