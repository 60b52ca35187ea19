import fc from 'fast-check';
import { emailOfCall } from '../../../lambdas/orders/emails/email-of-call.ts';
import { joinLateAddress } from '../../../lambdas/orders/join-recipient.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { mailed, putMailPool, type send as Send, send, sentTo, tokenOf } from '../calls/sent-numbers.ts';
import { revenueRule } from '../conversions/facts.ts';
import { later, report, saleOf } from '../orders/order-world.ts';
import { everything, type House, keep, kept, openHouse, played, settleQueued, start, tell } from './call-house.ts';

const day = 24 * 3600_000;
const hour = 3600_000;
const [jane, joe] = ['+12025550123', '+12025550124'];
const email = 'jane@example.com';

async function mailHouse(more: Parameters<typeof Send>[3] = { email }): Promise<House> {
  const house = await openHouse([revenueRule()]);
  await putMailPool(house.sources, start - 90 * day);
  await send(house.sources, '4711', start - 2 * day, more);
  return house;
}

const ring = (call: string, at: number, caller = jane) => played({ call, at, caller, number: mailed }).record;
const matchOf = async (house: House, call: string) => (await kept(house, call)).call?.match;

test('told 36 hours late, when somebody else has the number, it is still whose it was then', async () => {
  const house = await mailHouse();
  await send(house.sources, '4712', start + hour);
  await keep(house, ring('a', start), ring('b', start + 2 * hour, joe));
  for (const call of ['a', 'b']) await settle(call, house.deps, start + 36 * hour);
  expect(await matchOf(house, 'a')).toMatchObject({ method: 'recipient', confidence: 0.95, recipient: { id: '4711' } });
  expect(await matchOf(house, 'b')).toMatchObject({ method: 'recipient', confidence: 0.95, recipient: { id: '4712' } });
});

test('who calls first is taken for the recipient, and others for whom the mail was passed on to', async () => {
  const house = await mailHouse();
  await tell(house, ring('a', start));
  await tell(house, ring('b', start + hour, joe));
  await tell(house, ring('c', start + 2 * hour));
  expect(await matchOf(house, 'a')).toMatchObject({ confidence: 0.95, firstTimeCaller: true });
  const passedOn = expect.stringContaining('Another caller rang it before, on 2026-11-20 14:00 UTC');
  expect(await matchOf(house, 'b')).toMatchObject({ recipient: { id: '4711' }, confidence: 0.57, reason: passedOn });
  const again = expect.stringContaining('This caller rang it before, on 2026-11-20 14:00 UTC.');
  expect(await matchOf(house, 'c')).toMatchObject({ confidence: 0.95, reason: again, firstTimeCaller: false });
});

test('a caller who is known as one recipient is hardly another', async () => {
  const house = await mailHouse();
  await tell(house, ring('a', start));
  await send(house.sources, '4712', start + hour);
  await tell(house, ring('b', start + 2 * hour));
  const known = expect.stringMatching(
    /known as recipient 4711, whom it was sent to before, .*: they likelier called by that older mail\./,
  );
  expect(await matchOf(house, 'b')).toMatchObject({ recipient: { id: '4712' }, confidence: 0.19, reason: known });
  await send(house.sources, '4711', start + 3 * hour, { campaign: 'summer' });
  await tell(house, ring('c', start + 4 * hour));
  expect(await matchOf(house, 'c')).toMatchObject({ recipient: { id: '4711', campaign: 'summer' }, confidence: 0.95 });
});

test('in whatever order calls are told, and however often, all comes to the same', async () => {
  const records = [
    ring('a', start),
    ring('b', start + hour, joe),
    ring('c', start + 2 * hour),
    ring('d', start + 3 * hour, joe),
  ];
  const outcome = async (order: readonly string[]) => {
    const house = await mailHouse();
    for (const record of order) await tell(house, record);
    await settleQueued(house);
    return everything(house.sources);
  };
  const inTurn = await outcome(records);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(records, { minLength: 4 }),
      fc.subarray(records, { maxLength: 2 }),
      async (order, again) => expect(await outcome([...order, ...again])).toEqual(inTurn),
    ),
    { numRuns: 8 },
  );
});

test('an order of the address that the mail went to finds the call, be it told before the call or after it', async () => {
  const house = await mailHouse();
  await tell(house, ring('a', start));
  const told = await report(house, saleOf('s-1', { find: { email } }));
  expect(told).toMatchObject({ call: 'a' });
  expect((await kept(house, 'a')).call?.sums?.revenue).toEqual({ minor: 12950, currency: 'EUR' });

  const early = await mailHouse();
  expect(await report(early, saleOf('s-1', { find: { email } }))).toMatchObject({ call: null });
  await tell(early, ring('a', start));
  expect((await kept(early, 'a')).call?.sums?.revenue).toEqual({ minor: 12950, currency: 'EUR' });
});

test('an address that the list tells after the call leads orders to it, too; of who has not called nothing is noted', async () => {
  const house = await mailHouse({});
  const sources = { ...house.deps, ...house.sources };
  await send(house.sources, '4711', start - 2 * day, { email });
  const { token, visitor } = sentTo('4711', start - 2 * day);
  const before = await everything(house.sources);
  await joinLateAddress(sources, { site: 'shop', token, visitor, email }, start - day);
  expect(await everything(house.sources)).toEqual(before);

  await send(house.sources, '4711', start - 2 * day, {});
  await tell(house, ring('a', start));
  expect(await report(house, saleOf('s-1', { find: { email } }))).toMatchObject({ call: null });
  await send(house.sources, '4711', start - 2 * day, { email });
  await joinLateAddress(sources, { site: 'shop', token, visitor, email }, start + hour);
  await settleQueued(house);
  expect((await kept(house, 'a')).call?.sums?.revenue).toEqual({ minor: 12950, currency: 'EUR' });
});

test('the number of who called is not said to be theirs: the mail may have been passed on', async () => {
  const house = await mailHouse();
  await tell(house, ring('a', start));
  await tell(house, played({ call: 'b', at: start + day, number: '+12025550191' }).record);
  expect(await report(house, saleOf('s-1', { find: { email } }))).toMatchObject({ call: 'a' });
  expect(await emailOfCall(house.sources, (await kept(house, 'b')).call!, later)).toBeUndefined();
});

test('whoever is told of the call may be told the address; not without consent to analytics', async () => {
  const house = await mailHouse();
  await tell(house, ring('a', start));
  expect(await emailOfCall(house.sources, (await kept(house, 'a')).call!, later)).toBe(email);

  const denied = await mailHouse({ email, consent: { ads: false, analytics: false } });
  await tell(denied, ring('a', start));
  expect(await matchOf(denied, 'a')).toMatchObject({ method: 'recipient', recipient: { id: '4711' } });
  expect(await emailOfCall(denied.sources, (await kept(denied, 'a')).call!, later)).toBeUndefined();
  expect(await report(denied, saleOf('s-1', { find: { email } }))).toMatchObject({ call: null });
});

test('a call that turns out to be another caller’s is found where it belongs', async () => {
  const house = await mailHouse();
  await tell(house, played({ call: 'a', at: start, caller: joe, number: mailed }).lookup);
  await tell(house, ring('b', start + hour));
  expect(await matchOf(house, 'b')).toMatchObject({ confidence: 0.57 });
  await tell(house, ring('a', start));
  expect(await matchOf(house, 'b')).toMatchObject({ confidence: 0.95, firstTimeCaller: false });
});

test('the token names nobody, and is in no answer of a call', async () => {
  const house = await mailHouse();
  await tell(house, ring('a', start));
  expect(JSON.stringify(await matchOf(house, 'a'))).not.toContain(tokenOf('4711'));
});
