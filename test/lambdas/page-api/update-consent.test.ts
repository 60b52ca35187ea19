import fc from 'fast-check';
import { addNumbers } from '../../../lambdas/leases/inventory/add-numbers.ts';
import { listSlots } from '../../../lambdas/leases/slots/pool-slots-store.ts';
import { consentAsk } from '../../../lambdas/page-api/consent-endpoint.ts';
import { updateConsent } from '../../../lambdas/page-api/update-consent.ts';
import { visitorClaims } from '../../../lambdas/platform/token-claims.ts';
import { signToken, verifyToken } from '../../../lambdas/platform/tokens.ts';
import { putPool } from '../../../lambdas/settings/pools/put-pool.ts';
import { readVisitsOnNumber } from '../../../lambdas/visits/number-visits-store.ts';
import { embeddedDynamoDB } from '../../embedded-dynamodb.ts';
import { fictionalNumber, poolOf, putSlot } from '../leases/pool-of-slots.ts';
import { number, sessionPool, shopTables } from '../settings/shop.ts';
import { numberDesk, start, tokens } from './number-desk.ts';

const minute = 60_000;
const nothing = { ads: false, analytics: false };
const noAds = { ads: false, analytics: true };

async function deskWithVisitor() {
  const pool = poolOf('web', { shards: [2] });
  const desk = await numberDesk([pool]);
  const { settings } = await shopTables();
  const say = (ask: object, origin = 'https://shop.example') =>
    updateConsent({ ...desk.parts, settings, forgetPerson: async () => {} }, { ask: consentAsk.parse(ask), origin });
  const answer = await desk.ask('?gclid=abc&utm_source=google&utm_medium=cpc', {
    ids: { ga: 'ga-1', fbp: 'fb-1' },
    consent: { ads: true, analytics: true },
  });
  const slot = async () => (await desk.slots(pool)).find((one) => one.number === answer.number!.e164)!;
  return { desk, pool, settings, say, answer, held: tokens(answer), slot };
}

/** A pool of one number that is in Settings too: they tell where visitors had numbers before. */
async function deskWithSettings() {
  const { settings } = await shopTables(number(99));
  const desk = await numberDesk([poolOf('ads', { shards: [1] })]);
  const tables = { settings, leases: desk.parts.leases };
  await addNumbers(tables, 'ads', [fictionalNumber(0)], start - 2);
  const forget = (visitor: string | undefined) =>
    updateConsent({ ...desk.parts, settings, forgetPerson: async () => {} }, { ask: { visitor, consent: nothing } });
  const slot = async () => (await listSlots(tables.leases, 'ads', 0, {})).slots[0];
  return { desk, tables, forget, slot };
}

describe('a visitor who is not to be recognised any more', () => {
  test('is erased from slot and visits at once; the number rests, and the page gets the default', async () => {
    const { desk, pool, say, answer, held, slot } = await deskWithVisitor();
    const before = await slot();
    expect(await say({ ...held, consent: nothing })).toEqual({ default: pool.default });
    const after = await slot();
    expect(after).toMatchObject({ state: 'live', leasedUntil: before.leasedUntil });
    expect(after.lease).not.toBe(before.lease);
    expect(after).not.toHaveProperty('visitor');
    expect(after).not.toHaveProperty('visit');
    const [left, ...more] = await desk.visitItems();
    expect(more).toEqual([]);
    const { pk, sk, ttl, ...rest } = left!;
    expect({ pk, ttl: typeof ttl }).toEqual({ pk: `NUMBER#${answer.number!.e164}`, ttl: 'number' });
    expect(rest).toEqual({
      site: 'shop',
      pool: 'web',
      number: answer.number!.e164,
      shownAt: start,
      withdrawnAt: start,
    });
    expect(String(sk)).toMatch(/^VISIT#/);
  });

  test('holds nothing any more, in whatever order pages tell it', async () => {
    const { desk, pool, say, answer, held, slot } = await deskWithVisitor();
    const confirmed = await desk.beat(held.lease, true);
    const again = { ...held, consent: nothing };
    expect(await Promise.all([say(again), say(again), desk.beat(held.lease, false)])).toHaveLength(3);
    expect(
      await say({ visitor: held.visitor, lease: confirmed.held ? confirmed.lease : '', consent: nothing }),
    ).toEqual({
      default: pool.default,
    });
    for (const active of [true, false]) {
      expect(await desk.beat(held.lease, active)).toEqual({ held: false, default: pool.default });
    }
    expect(await slot()).toMatchObject({ leasedUntil: start + 20 * minute });
    // Until its lease is over nobody else gets the number, and the visitor himself no longer either.
    const next = await desk.ask('', {
      visitor: held.visitor,
      lease: held.lease,
      consent: { ads: true, analytics: true },
    });
    expect(next.number?.e164).not.toBe(answer.number!.e164);
    expect(await desk.ask('', { consent: nothing })).toMatchObject({ lease: { state: 'default' } });
  });

  test('is forgotten where he had numbers before, and where he was shown the default number', async () => {
    const { desk, forget, slot } = await deskWithSettings();
    const first = await desk.ask('?gclid=abc');
    desk.state.now += 45 * minute;
    const other = await desk.ask('?gclid=other', {});
    expect(other.lease.state).toBe('leased');
    const refused = await desk.ask('?msclkid=z', { visitor: first.visitor });
    expect(refused.lease.state).toBe('default');
    const claims = verifyToken(desk.parts.signingKeys, first.visitor!, visitorClaims)!;
    const ofVisitor = async () => (await desk.visitItems()).filter(({ visitor }) => visitor === claims.id);
    expect(await ofVisitor()).toHaveLength(2);
    await forget(refused.visitor);
    expect(await ofVisitor()).toEqual([]);
    expect(await slot()).toMatchObject({ visitor: expect.any(String), lease: expect.any(String) });
    expect(await desk.beat(other.lease.token, true)).toMatchObject({ held: true });
  });

  test('an earlier lease that nobody took since is forgotten too', async () => {
    const { desk, forget, slot } = await deskWithSettings();
    const first = await desk.ask('?gclid=abc');
    await forget(first.visitor);
    expect(await slot()).not.toHaveProperty('visitor');
    expect(await desk.beat(first.lease.token, true)).toMatchObject({ held: false });
  });

  test('leaves a mark, so that nobody before is taken for the one who was shown the number last', async () => {
    const { desk, say, answer, held } = await deskWithVisitor();
    await say({ ...held, consent: nothing });
    const visits = await readVisitsOnNumber(desk.parts.visits, answer.number!.e164, { until: start + 1e9, limit: 10 });
    expect(visits).toEqual({
      visits: [],
      withdrawn: [{ site: 'shop', shownAt: start, withdrawnAt: start }],
    });
  });
});

describe('a visitor who wants no ads', () => {
  test('keeps his number; click ids and ids of ad platforms go, also from his token', async () => {
    const { desk, say, answer, held } = await deskWithVisitor();
    const said = await say({ ...held, consent: noAds });
    expect(said).toEqual({ visitor: expect.any(String) });
    const claims = verifyToken(desk.parts.signingKeys, said.visitor!, visitorClaims);
    expect(claims?.touch).toEqual({ source: 'google', medium: 'cpc', at: start });
    const [visit] = await desk.visitItems();
    expect(visit).toMatchObject({ source: 'google', consent: noAds, ids: { ga: 'ga-1' } });
    expect(visit).not.toHaveProperty('clickIds');
    expect(visit!.ids).not.toHaveProperty('fbp');
    expect(await desk.beat(held.lease, true)).toMatchObject({ held: true });
    // A page that still has the old token says the word itself.
    desk.state.now += minute;
    const later = await desk.ask('', { ...held, consent: noAds });
    expect(later.number).toEqual(answer.number);
    for (const one of await desk.visitItems()) expect(one).not.toHaveProperty('clickIds');
    expect(verifyToken(desk.parts.signingKeys, later.visitor!, visitorClaims)?.touch).not.toHaveProperty('clickIds');
    expect(await say({ ...held, consent: noAds })).toEqual({ visitor: expect.any(String) });
  });
});

const step = fc.record({
  what: fc.constantFrom('ask', 'ask', 'beat', 'no ads', 'nothing', 'nothing'),
  tab: fc.nat({ max: 1 }),
  wait: fc.constantFrom(0, 5000, 40 * minute),
});

test('whatever two tabs do at the same time, once they have said it nothing names the visitor', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), async (moments) => {
      const { desk, pool, say, held } = await deskWithVisitor();
      const given = [held];
      const tabs = [held, held];
      for (const steps of moments) {
        await Promise.all(
          steps.map(async ({ what, tab }) => {
            const known = tabs[tab]!;
            if (what === 'ask') {
              const answer = tokens(
                await desk.ask('?gclid=again', { ...known, consent: { ads: true, analytics: true } }),
              );
              given.push(answer);
              tabs[tab] = answer;
            } else if (what === 'beat') {
              if (known.lease !== undefined) await desk.beat(known.lease, true);
            } else {
              await say({ ...known, consent: what === 'nothing' ? nothing : noAds }).catch(ignoreFight);
            }
          }),
        );
        desk.state.now += steps[0]!.wait;
      }
      for (const known of given) await say({ ...known, consent: nothing });
      const left = [...(await desk.visitItems()), ...(await desk.slots(pool))];
      expect(left.filter((item) => 'visitor' in item || 'clickIds' in item)).toEqual([]);
      const leases = given.flatMap(({ lease }) => lease ?? []);
      const beats = await Promise.all(leases.map((lease) => desk.beat(lease, true)));
      expect(beats.filter((beat) => beat.held)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

/** A visitor who comes back and withdraws at the same time may be asked to say it again. */
function ignoreFight(error: unknown): void {
  if (!/keeps taking the slot/.test(String(error))) throw error;
}

test('tokens of two visitors of one browser are both forgotten', async () => {
  const { desk, say, held } = await deskWithVisitor();
  const other = tokens(await desk.ask('?gclid=def'));
  await say({ visitor: held.visitor, lease: other.lease, consent: nothing });
  expect((await desk.visitItems()).filter((item) => 'visitor' in item)).toEqual([]);
});

test('what the index of visitors does not know yet is found by the number of the token', async () => {
  const { desk, say, held } = await deskWithVisitor();
  desk.parts.visits.documents.middlewareStack.add(
    (next) => async (args) =>
      'IndexName' in args.input ? { output: { $metadata: {}, Items: [] }, response: {} } : next(args),
    { step: 'initialize' },
  );
  await say({ ...held, consent: nothing });
  expect((await desk.visitItems()).filter((item) => 'visitor' in item)).toEqual([]);
});

test('is not taken for done while the visitor keeps coming back', async () => {
  const { desk, say, held, slot } = await deskWithVisitor();
  const before = await slot();
  const { documents } = embeddedDynamoDB();
  let leases = 0;
  desk.parts.leases.documents.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'UpdateItemCommand') {
          await putSlot({ ...desk.parts.leases, documents }, { ...before, lease: `lease-${++leases}` });
        }
        return next(args);
      },
    { step: 'initialize' },
  );
  await expect(say({ ...held, consent: nothing })).rejects.toThrow('keeps taking the slot');
});

test('who allows everything changes nothing', async () => {
  const { desk, say, held } = await deskWithVisitor();
  const before = await desk.visitItems();
  const said = await say({ ...held, consent: { ads: true, analytics: true } });
  const claims = verifyToken(desk.parts.signingKeys, said.visitor!, visitorClaims);
  expect(claims?.touch).toMatchObject({ clickIds: { gclid: 'abc' } });
  expect(await desk.visitItems()).toEqual(before);
  expect(await say({ lease: held.lease, consent: { ads: true, analytics: true } })).toEqual({});
});

test('the token of the lease alone is enough', async () => {
  const { desk, pool, say, held, slot } = await deskWithVisitor();
  expect(await say({ lease: held.lease, consent: noAds })).toEqual({});
  const [visit] = await desk.visitItems();
  expect(visit).toMatchObject({ visitor: expect.any(String), consent: noAds });
  expect(visit).not.toHaveProperty('clickIds');
  expect(await say({ lease: held.lease, consent: nothing })).toEqual({ default: pool.default });
  expect((await desk.visitItems()).filter((item) => 'visitor' in item)).toEqual([]);
  expect(await slot()).not.toHaveProperty('visitor');
});

test('the token of the visitor alone is enough for his visits, also where Settings know nothing of his number', async () => {
  const { desk, say, held } = await deskWithVisitor();
  expect(await say({ visitor: held.visitor, consent: nothing })).toEqual({ default: null });
  expect((await desk.visitItems()).filter((item) => 'visitor' in item)).toEqual([]);
});

test('a number that went to another pool just before it was shown is forgotten where it was shown', async () => {
  const { desk, tables, forget, slot } = await deskWithSettings();
  await putPool(tables.settings, 'web', sessionPool(number(98)), start - 1);
  const { visitor } = await desk.ask('?gclid=abc');
  // A move notes when it was asked for: while it was at work, the number was still leased.
  await addNumbers(tables, 'web', [fictionalNumber(0)], start - 1, { from: 'ads' });
  expect(await slot()).toMatchObject({ state: 'off', visitor: expect.any(String) });
  await forget(visitor);
  expect(await slot()).not.toHaveProperty('visitor');
});

test('a pool or a site that is gone leaves nothing to show, and the visitor is forgotten all the same', async () => {
  const { desk, say, held, slot } = await deskWithVisitor();
  for (const left of [{ site: desk.state.settings!.site, pools: [] }, undefined]) {
    desk.state.settings = left;
    desk.state.now += 2 * minute;
    expect(await say({ ...held, consent: nothing })).toEqual({ default: null });
    expect(await slot()).not.toHaveProperty('visitor');
  }
});

test('tokens that are none of ours are refused, and so is a foreign origin', async () => {
  const { desk, say, held, slot } = await deskWithVisitor();
  const foreign = { kind: 'visitor', id: 'x', site: 'other' };
  for (const bad of [
    { visitor: 'x' },
    { lease: 'x' },
    { ...held, visitor: 'x' },
    { ...held, lease: 'x' },
    { lease: held.visitor },
    { ...held, visitor: signToken(desk.parts.signingKeys, foreign) },
  ]) {
    await expect(say({ ...bad, consent: nothing })).rejects.toMatchObject({ status: 401 });
  }
  for (const known of [held, { visitor: held.visitor }, { lease: held.lease }]) {
    await expect(say({ ...known, consent: nothing }, 'https://evil.example')).rejects.toMatchObject({ status: 403 });
  }
  expect(() => consentAsk.parse({ consent: nothing })).toThrow(/must be given/);
  expect(await slot()).toHaveProperty('visitor');
});
