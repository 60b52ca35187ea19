import { consentAsk } from '../../../lambdas/page-api/consent-endpoint.ts';
import { updateConsent } from '../../../lambdas/page-api/update-consent.ts';
import { inTurn } from '../../../lambdas/platform/in-turn.ts';
import { visitorClaims } from '../../../lambdas/platform/token-claims.ts';
import { verifyToken } from '../../../lambdas/platform/tokens.ts';
import type { Visit } from '../../../lambdas/visits/visit.ts';
import { putVisit } from '../../../lambdas/visits/visit-store.ts';
import { poolOf } from '../leases/pool-of-slots.ts';
import { shopTables } from '../settings/shop.ts';
import { numberDesk, start, tokens } from './number-desk.ts';

const nothing = { ads: false, analytics: false };

/** A visitor of so many visits, every third without a number; most on earlier leases. */
async function visitorWith(count: number) {
  const desk = await numberDesk([poolOf('web', { shards: [2] })]);
  const { settings } = await shopTables();
  const answer = await desk.ask('?gclid=abc', { ids: { fbp: 'fb-1' } });
  const { id: visitor } = verifyToken(desk.parts.signingKeys, answer.visitor!, visitorClaims)!;
  const visitOf = (index: number): Visit => ({
    visit: `visit-${index}`,
    visitor,
    site: 'shop',
    pool: 'web',
    shownAt: start - 1000 - index,
    touchAt: start,
    source: 'google',
    medium: 'cpc',
    consent: { ads: true, analytics: true },
    clickIds: { gclid: `g${index}` },
    ...(index % 3 === 0
      ? { shown: 'default' }
      : { shown: 'leased', number: answer.number!.e164, lease: `lease-${index % 20}` }),
  });
  const indexes = Array.from({ length: count }, (_, index) => index);
  await inTurn(indexes, 25, (index) => putVisit(desk.parts.visits, visitOf(index), 90));
  const say = (consent: object, more: { clock?: () => number } = {}) =>
    updateConsent(
      { ...desk.parts, settings, forgetPerson: async () => {}, ...more },
      { ask: consentAsk.parse({ ...tokens(answer), consent }) },
    );
  const named = async () => (await desk.visitItems()).filter((item) => 'visitor' in item);
  return { desk, say, named };
}

/** Writes that are under way at the same time. */
function watchWrites(desk: Awaited<ReturnType<typeof numberDesk>>) {
  const seen = { now: 0, most: 0, all: 0 };
  desk.parts.visits.documents.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        if (!/^(Update|Delete)Item/.test(commandName)) return next(args);
        seen.all += 1;
        seen.now += 1;
        seen.most = Math.max(seen.most, seen.now);
        return next(args).finally(() => (seen.now -= 1));
      },
    { step: 'initialize' },
  );
  return seen;
}

test('1,500 visits are withdrawn in one call, a few at a time', async () => {
  const { desk, say, named } = await visitorWith(1500);
  expect(await named()).toHaveLength(1501);
  const writes = watchWrites(desk);
  expect(await say(nothing)).toHaveProperty('default');
  expect(await named()).toEqual([]);
  expect(writes.all).toBeGreaterThanOrEqual(1500);
  expect(writes.most).toBeLessThanOrEqual(16);
});

test('what is for ads goes off 700 visits, and saying it again writes nothing', async () => {
  const { desk, say, named } = await visitorWith(700);
  await say({ ads: false, analytics: true });
  const kept = await named();
  expect(kept).toHaveLength(701);
  expect(kept.filter((item) => 'clickIds' in item)).toEqual([]);
  const writes = watchWrites(desk);
  await say({ ads: false, analytics: true });
  expect(writes.all).toBe(0);
});

test('where there is no time for all, nothing is taken for done, and the next call goes on', async () => {
  const { say, named } = await visitorWith(600);
  let [calls, left] = [0, 601];
  for (let done = false; !done; calls++) {
    let now = start;
    const said = say(nothing, { clock: () => (now += 25_000) });
    done = await said.then(
      () => true,
      (error: unknown) => {
        expect(error).toMatchObject({ status: 429, detail: expect.stringContaining('say it again') });
        return false;
      },
    );
    const stillLeft = (await named()).length;
    expect(stillLeft).toBeLessThan(left);
    left = stillLeft;
  }
  expect(left).toBe(0);
  expect(calls).toBeGreaterThan(1);
});
