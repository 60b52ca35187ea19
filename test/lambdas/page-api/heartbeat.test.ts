import type { Slot } from '../../../lambdas/leases/slots/slot.ts';
import { click } from '../../../lambdas/page-api/click.ts';
import { heartbeat } from '../../../lambdas/page-api/heartbeat.ts';
import { leaseClaims } from '../../../lambdas/platform/token-claims.ts';
import { signToken, verifyToken } from '../../../lambdas/platform/tokens.ts';
import { poolOf, putSlot } from '../leases/pool-of-slots.ts';
import { numberDesk, start, tokens } from './number-desk.ts';

const second = 1000;
const minute = 60 * second;
const iso = (at: number) => new Date(at).toISOString();

async function deskWithVisitor(pool = poolOf('web', { shards: [2] })) {
  const desk = await numberDesk([pool]);
  const answer = await desk.ask('?gclid=abc');
  const held = async (): Promise<Slot> =>
    (await desk.slots(pool)).find(({ number }) => number === answer.number!.e164)!;
  return { desk, pool, answer, token: answer.lease.token!, held };
}

describe('a pool of two with 2 s of probation', () => {
  const pool = poolOf('two', { shards: [2], probationSeconds: 2 });

  test('the third visitor gets the older unconfirmed number, and its first holder is told so with the default', async () => {
    const desk = await numberDesk([pool]);
    const first = await desk.ask('');
    desk.state.now += 10;
    const second = await desk.ask('');
    desk.state.now += 5000;
    const third = await desk.ask('');
    expect(third).toMatchObject({ number: first.number, lease: { state: 'leased' } });
    expect(await desk.beat(first.lease.token, false)).toEqual({ held: false, default: pool.default });
    expect(await desk.beat(first.lease.token, true)).toEqual({ held: false, default: pool.default });
    expect(await desk.beat(second.lease.token, true)).toMatchObject({ held: true });
    expect(desk.counted.filter((name) => name === 'NumbersLost')).toHaveLength(2);
  });

  test('with a sign of a human in time both keep their numbers for the lease time', async () => {
    const desk = await numberDesk([pool]);
    const answers = [await desk.ask(''), await desk.ask('')];
    desk.state.now += 1000;
    for (const { lease } of answers) {
      expect(await desk.beat(lease.token, true)).toMatchObject({ held: true, expiresAt: iso(start + 20 * minute) });
    }
    desk.state.now += 15 * minute;
    expect(await desk.ask('')).toMatchObject({ number: pool.default, lease: { state: 'default' } });
  });
});

describe('a sign of a human', () => {
  test('confirms the lease, and the new token says so', async () => {
    const { desk, token, held } = await deskWithVisitor();
    desk.state.now += 5 * second;
    const answer = await desk.beat(token, true);
    expect(answer).toEqual({
      held: true,
      expiresAt: iso(start + 20 * minute),
      renewAfterSeconds: 20 * 60 - 5 - 90,
      lease: expect.any(String),
    });
    expect(await held()).toMatchObject({
      confirmed: true,
      seenAt: start + 5 * second,
      leasedUntil: start + 20 * minute,
    });
    const claims = answer.held ? verifyToken(desk.parts.signingKeys, answer.lease, leaseClaims) : undefined;
    expect(claims).toMatchObject({ leasedUntil: start + 20 * minute, shownAt: start, pool: 'web' });
  });

  test('that changes nothing writes nothing', async () => {
    const { desk, token, held } = await deskWithVisitor();
    const confirmed = await desk.beat(token, true);
    const before = await held();
    desk.state.now += 10 * minute;
    const again = await desk.beat(confirmed.held ? confirmed.lease : '', true);
    expect(again).toMatchObject({ held: true, expiresAt: iso(start + 20 * minute), renewAfterSeconds: 10 * 60 - 90 });
    expect(await held()).toEqual(before);
  });

  test('near the end renews, also after the end as long as nobody needs the number', async () => {
    const { desk, token } = await deskWithVisitor();
    const confirmed = await desk.beat(token, true);
    desk.state.now = start + 19 * minute;
    const renewed = await desk.beat(confirmed.held ? confirmed.lease : '', true);
    expect(renewed).toMatchObject({ held: true, expiresAt: iso(start + 23 * minute) });
    desk.state.now = start + 60 * minute;
    const late = await desk.beat(renewed.held ? renewed.lease : '', true);
    expect(late).toMatchObject({ held: true, expiresAt: iso(start + 64 * minute), renewAfterSeconds: 150 });
  });
});

describe('a passive page', () => {
  test('only asks: run out or not, the number is kept until somebody needs it', async () => {
    const { desk, token, held } = await deskWithVisitor();
    const before = await held();
    desk.state.now += 90 * minute;
    expect(await desk.beat(token, false)).toMatchObject({ held: true, expiresAt: iso(start + minute) });
    expect(await held()).toEqual(before);
  });
});

describe('a second tab', () => {
  test('of the same visitor holds the number under the lease that goes on', async () => {
    const { desk, answer, token } = await deskWithVisitor();
    desk.state.now += minute;
    const other = await desk.ask('?msclkid=1', tokens(answer));
    expect(other.number).toEqual(answer.number);
    expect(await desk.beat(token, false)).toMatchObject({ held: true });
    expect(await desk.beat(token, true)).toMatchObject({ held: true, expiresAt: iso(start + 20 * minute) });
  });

  test('under another lease keeps the number too, and gets the token of that lease', async () => {
    const { desk, token, held } = await deskWithVisitor();
    await putSlot(desk.parts.leases, { ...(await held()), lease: 'lease-of-the-other-tab' });
    const answer = await desk.beat(token, true);
    expect(answer).toMatchObject({ held: true, expiresAt: iso(start + 20 * minute) });
    const claims = answer.held ? verifyToken(desk.parts.signingKeys, answer.lease, leaseClaims) : undefined;
    expect(claims?.lease).toBe('lease-of-the-other-tab');
  });

  test('gets the whole time of the lease that goes on, not what is left of the one before', async () => {
    const { desk, token, held } = await deskWithVisitor();
    desk.state.now += 10 * minute;
    const { now } = desk.state;
    const newer = { lease: 'lease-of-the-other-tab', shownAt: now, seenAt: now, leasedUntil: now + minute };
    await putSlot(desk.parts.leases, { ...(await held()), ...newer });
    expect(await desk.beat(token, true)).toMatchObject({ held: true, expiresAt: iso(now + 20 * minute) });
  });
});

describe('what was taken away', () => {
  test.each([true, false])('a number that is switched off is lost, the default stays (active: %s)', async (active) => {
    const { desk, token, pool, held } = await deskWithVisitor();
    await putSlot(desk.parts.leases, { ...(await held()), state: 'off' });
    expect(await desk.beat(token, active)).toEqual({ held: false, default: pool.default });
  });

  test('a pool or a site that is gone leaves nothing to show, at once', async () => {
    const { desk, token } = await deskWithVisitor();
    desk.state.now += 2 * second;
    desk.state.settings = { site: desk.state.settings!.site, pools: [] };
    expect(await desk.beat(token, true)).toEqual({ held: false, default: null });
    desk.state.now += 2 * second;
    desk.state.settings = undefined;
    expect(await desk.beat(token, false)).toEqual({ held: false, default: null });
    expect(await desk.beat(token, false)).toEqual({ held: false, default: null });
  });
});

describe('who may not ask', () => {
  test('tokens that are none of ours, or no lease, are refused', async () => {
    const { desk, answer, token } = await deskWithVisitor();
    const forged = signToken({ signWith: '1', keys: new Map([['1', Buffer.alloc(32, 2)]]) }, { kind: 'lease' });
    for (const bad of ['x', forged, answer.visitor!, `${token.slice(0, -2)}xx`]) {
      await expect(desk.beat(bad, true)).rejects.toMatchObject({ status: 401 });
      await expect(click(desk.parts, { ask: { lease: bad } })).rejects.toMatchObject({ status: 401 });
    }
  });

  test('a foreign origin is forbidden; a call without one comes from no page', async () => {
    const { desk, token } = await deskWithVisitor();
    const ask = { lease: token, active: false };
    await expect(heartbeat(desk.parts, { ask, origin: 'https://evil.example' })).rejects.toMatchObject({ status: 403 });
    await expect(click(desk.parts, { ask, origin: 'https://evil.example' })).rejects.toMatchObject({ status: 403 });
    expect(await heartbeat(desk.parts, { ask })).toMatchObject({ held: true });
  });
});

test('a click is noted on the visit that saw the number', async () => {
  const { desk, token } = await deskWithVisitor();
  desk.state.now += 7 * second;
  await click(desk.parts, { ask: { lease: token }, origin: 'https://shop.example' });
  expect(await desk.visitItems()).toEqual([
    expect.objectContaining({ clickedAt: start + 7 * second, source: 'google' }),
  ]);
});
