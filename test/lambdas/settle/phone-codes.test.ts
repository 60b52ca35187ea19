import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { readEvidence } from '../../../lambdas/calls/time-to-call/evidence-store.ts';
import { poolItem } from '../../../lambdas/settings/item-key.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { phoneCode } from '../../../lambdas/visits/phone-codes/phone-code.ts';
import { giveCode, withdrawCodes } from '../../../lambdas/visits/phone-codes/phone-code-store.ts';
import { putVisit } from '../../../lambdas/visits/visit-store.ts';
import { withdrawVisit } from '../../../lambdas/visits/withdraw-store.ts';
import { createTable } from '../../embedded-dynamodb.ts';
import { show } from '../calls/stores.ts';
import { type House, kept, openHouse, played, showAnna, start, tell } from './call-house.ts';
import { code, matchOf, openLaptop, say } from './said-codes.ts';

const minute = 60_000;
const longAfter = start + 3 * 3600_000;

test.each([
  ['while the call lasts', false],
  ['after it is over and judged', true],
])('a code that the caller says links the visit, %s', async (_, isOver) => {
  const house = await openHouse();
  await showAnna(house);
  const call = played();
  await tell(house, call.lookup, ...(isOver ? [...call.events, call.record] : []));
  const before = await matchOf(house);
  await openLaptop(house);
  await say(house);
  const match = await matchOf(house);
  expect(match).toEqual({
    ...before,
    linkedVisits: [expect.objectContaining({ id: `laptop-${code}`, code, by: 'agent' })],
  });
  expect(match).toMatchObject({ method: 'lease', source: 'google', visit: { clickIds: { gclid: 'gclid-anna' } } });
  await tell(house, ...call.events, call.record);
  expect((await matchOf(house)).linkedVisits).toEqual(match.linkedVisits);
});

test('conversions keep the credit of the visit that led to the call', async () => {
  const house = await openHouse();
  await showAnna(house);
  const call = played();
  await tell(house, call.lookup, ...call.events, call.record);
  const before = await kept(house);
  await openLaptop(house);
  await say(house);
  const after = await kept(house);
  expect(after.conversions).toEqual(before.conversions);
  expect(after.conversions[0]?.credit).toContain('anna');
});

test('once linked it stays, also when visits and codes are gone for long', async () => {
  const house = await openHouse();
  await showAnna(house);
  const call = played();
  await tell(house, call.lookup, ...call.events, call.record);
  const laptop = await openLaptop(house);
  await say(house);
  const linked = await matchOf(house);
  const second = phoneCode(815);
  const other = { ...laptop, visit: 'other', visitor: 'other' };
  await putVisit(house.sources.visits, other, 90);
  await giveCode(house.sources.visits, { site: 'shop', visit: other, code: second }, start + 30_000);
  const empty = { ...house.sources.visits, name: await createTable('Visits') };
  const without: House = { ...house, deps: { ...house.deps, visits: empty } };
  await say(without, second, longAfter);
  const match = await matchOf(house);
  expect(match.visit).toEqual(linked.visit);
  expect(match.linkedVisits).toEqual(linked.linkedVisits);
  expect(match.refusedCodes).toEqual([
    { by: 'agent', reason: expect.stringContaining('none that the site has given') },
  ]);
});

test.each([['before it is said'], ['after it was said']])('a visitor who withdraws is not linked: %s', async (when) => {
  const house = await openHouse();
  await showAnna(house);
  const call = played();
  await tell(house, call.lookup);
  const laptop = await openLaptop(house);
  if (when === 'after it was said') await say(house);
  await withdrawVisit(house.sources.visits, laptop, start + minute);
  await withdrawCodes(house.sources.visits, laptop.visitor);
  if (when === 'before it is said') await say(house);
  await tell(house, ...call.events, call.record);
  const match = await matchOf(house);
  expect(match.linkedVisits).toEqual([]);
  expect(match.refusedCodes).toEqual([{ by: 'agent', reason: expect.stringContaining('withdrawn consent') }]);
  expect(JSON.stringify(match)).not.toContain(laptop.visitor);
});

test('where nobody was shown the number, a visit that had begun before the call leads to it', async () => {
  const house = await openHouse();
  await openLaptop(house, start - 5 * minute, { clickIds: { gclid: 'laptop' }, source: 'google', medium: 'cpc' });
  const call = played();
  await tell(house, call.lookup, ...call.events, call.record);
  expect(await matchOf(house)).toMatchObject({ method: 'none' });
  await say(house);
  expect(await matchOf(house)).toMatchObject({
    method: 'phone-code',
    source: 'google',
    phoneCode: code,
    visit: { id: `laptop-${code}`, clickIds: { gclid: 'laptop' } },
    linkedVisits: [],
  });
  await say(house, phoneCode(99), longAfter);
  expect(await matchOf(house)).toMatchObject({ method: 'phone-code', refusedCodes: [{ by: 'agent' }] });
});

test.each([
  ['a default number', '+12025550190', 'phone-code'],
  ['a print number', '+12025550191', 'source'],
])('%s that was called', async (_, number, method) => {
  const house = await openHouse();
  await openLaptop(house, start - minute);
  const call = played({ number });
  await tell(house, call.lookup, ...call.events, call.record);
  await say(house);
  expect(await matchOf(house)).toMatchObject({ method });
});

test('the same code in two calls links the visit to both', async () => {
  const house = await openHouse();
  await showAnna(house);
  const [one, two] = [played({ call: 'one' }), played({ call: 'two', at: start + 2 * minute })];
  for (const call of [one, two]) await tell(house, call.lookup, ...call.events, call.record);
  await openLaptop(house);
  for (const call of ['one', 'two']) await say(house, code, longAfter, call);
  for (const call of ['one', 'two']) expect(await matchOf(house, call)).toMatchObject({ linkedVisits: [{ code }] });
});

test('a code that was given again later is that of the one who had it in the call', async () => {
  const house = await openHouse();
  await showAnna(house);
  const call = played();
  await tell(house, call.lookup, ...call.events, call.record);
  await openLaptop(house, start + 40 * 24 * 3600_000);
  await say(house);
  expect(await matchOf(house)).toMatchObject({
    linkedVisits: [],
    refusedCodes: [{ reason: expect.stringContaining('after the call') }],
  });
});

test.each([
  ['links a visit', start + 20_000, { method: 'lease', linkedVisits: [{ id: `laptop-${code}` }] }],
  ['names the visitor', start - minute, { method: 'phone-code', visit: { id: `laptop-${code}` }, linkedVisits: [] }],
])('what a code told stays when somebody else has it by now: it %s', async (_, shownAt, found) => {
  const house = await openHouse();
  if (found.method === 'lease') await showAnna(house);
  const call = played();
  await tell(house, call.lookup, ...call.events, call.record);
  const laptop = await openLaptop(house, shownAt);
  await say(house);
  expect(await matchOf(house)).toMatchObject(found);
  const [monthLater, other] = [start + 40 * 24 * 3600_000, { ...laptop, visit: 'other', visitor: 'other' }];
  await putVisit(house.sources.visits, other, 90);
  expect(await giveCode(house.sources.visits, { site: 'shop', visit: other, code }, monthLater)).toBe('given');
  await say(house, phoneCode(815), monthLater);
  expect(await matchOf(house)).toMatchObject(found);
  await settle('call-1', { ...house.deps, again: true }, monthLater);
  expect(await matchOf(house)).toMatchObject(found);
  await withdrawCodes(house.sources.visits, 'other');
  await settle('call-1', { ...house.deps, again: true }, monthLater);
  expect(await matchOf(house)).toMatchObject(found);
});

test('a call whose pool is gone stays its visitor’s and its caller’s when it is matched again, and a code links still', async () => {
  const house = await openHouse();
  await showAnna(house);
  const call = played();
  await tell(house, call.lookup, ...call.events, call.record);
  const { visit } = await matchOf(house);
  const { person } = (await kept(house)).call!;
  await openLaptop(house);
  const deletePool = { TableName: house.sources.settings.name, Key: poolItem('shop', 'web') };
  await house.sources.settings.documents.send(new DeleteCommand(deletePool));
  await say({ ...house, deps: { ...house.deps, again: true } });
  await settle('call-1', house.deps, longAfter);
  expect((await kept(house)).call).toMatchObject({
    person,
    match: { visit, linkedVisits: [{ id: `laptop-${code}`, code }] },
  });
});

test('what says nothing of a call that does not count is no obstacle', async () => {
  const house = await openHouse();
  await showAnna(house);
  const { lookup, events, record } = played({ caller: 'anonymous' });
  await tell(house, lookup, ...events, record);
  await openLaptop(house);
  await say(house);
  expect((await matchOf(house)).linkedVisits).toHaveLength(1);
});

/** The record of a call whose flow kept what was keyed in. */
function keyedIn(record: string, code: string): string {
  const message = JSON.parse(record) as { raw: string };
  const contact = JSON.parse(message.raw) as { Attributes: object };
  const Attributes = { ...contact.Attributes, leaseline_phone_code: code };
  return JSON.stringify({ ...message, raw: JSON.stringify({ ...contact, Attributes }) });
}

test.each([
  ['is one', code, [{ id: `laptop-${code}`, by: 'keys' }], []],
  ['is none', '4810396', [], ['its last digit does not fit']],
  ['is too short', '48', [], ['must have 7 digits; this has 2']],
])('what was keyed in links the visit, or is noted on the call: it %s', async (_, keyed, linkedVisits, refused) => {
  const house = await openHouse();
  await showAnna(house);
  await openLaptop(house);
  const call = played();
  await tell(house, call.lookup, ...call.events, keyedIn(call.record, keyed));
  const match = await matchOf(house);
  expect(match).toMatchObject({ method: 'lease', linkedVisits });
  const reasons = refused.map((reason) => ({ by: 'keys', reason: expect.stringContaining(reason) }));
  expect(match.refusedCodes ?? []).toEqual(reasons);
  expect(JSON.stringify(match.refusedCodes ?? '')).not.toContain(keyed);
});

test('in whatever order a call, its record and its code are heard of, the match is the same', async () => {
  const steps = ['lookup', 'events', 'record', 'say'] as const;
  const played1 = played();
  const ends = new Set<string>();
  for (const first of steps) {
    for (const order of [steps, [...steps].reverse()]) {
      const house = await openHouse();
      await show(house.sources, '+12025550100', 'anna', start - 60_000, { visit: 'phone' });
      await openLaptop(house);
      for (const step of [first, ...order.filter((one) => one !== first)]) {
        if (step === 'say') await say(house);
        else await tell(house, ...[played1[step]].flat());
      }
      await settle('call-1', house.deps, longAfter);
      ends.add(JSON.stringify(await matchOf(house)));
    }
  }
  expect([...ends]).toEqual([expect.stringContaining('The caller said the code of visit laptop')]);
});

test('a code of somebody who was shown the very number confirms whose call it was, also once it is over', async () => {
  const house = await openHouse();
  const anna = await showAnna(house);
  const call = played();
  await tell(house, call.lookup, ...call.events, call.record);
  const before = await matchOf(house);
  await giveCode(house.sources.visits, { site: 'shop', visit: anna, code }, start);
  await say(house);
  expect(await matchOf(house)).toEqual(before);
  expect(await readEvidence(house.sources.calls, 'web')).toMatchObject([
    { call: 'call-1', confirmed: { by: 'phone-code', holder: 0 } },
  ]);
});
