import { giveRole, show } from '../calls/stores.ts';
import { kept, number, openHouse, played, start, tell } from './call-house.ts';

const hour = 3600_000;
const minute = 60_000;
const other = '+12025550101';

const told = {
  known: played({ call: 'known' }).record,
  print: played({ call: 'print', at: start + hour, number: '+12025550191' }).record,
  other: played({ call: 'other', at: start + 5 * hour, number: other }).record,
};

/** Anna was shown two numbers, the second one before Ben was. Somebody calls hers, then a print's, then the other one. */
async function house() {
  const opened = await openHouse();
  await giveRole(opened.sources, other, { role: 'session', pool: 'web', since: start - 1e9 });
  await show(opened.sources, number, 'anna', start - minute);
  await show(opened.sources, other, 'anna', start + 5 * hour - 60 * minute);
  await show(opened.sources, other, 'ben', start + 5 * hour - 5 * minute);
  return opened;
}

async function endOf(...order: (keyof typeof told)[]) {
  const opened = await house();
  for (const call of order) await tell(opened, told[call]);
  const { method, confidence, visit } = (await kept(opened, 'other')).call!.match;
  return { method, confidence, visitor: visit?.visitor };
}

test('whose a call to another number was counts for all later calls, in whatever order they are told', async () => {
  const inOrder = await endOf('known', 'print', 'other');
  expect(inOrder).toMatchObject({ method: 'caller-memory', visitor: 'anna' });
  expect(await endOf('print', 'other', 'known')).toEqual(inOrder);
  expect(await endOf('other', 'known', 'print')).toEqual(inOrder);
});

test('and so it does when that turns out to be another caller', async () => {
  const opened = await house();
  for (const one of Object.values(told)) await tell(opened, one);
  await tell(opened, played({ call: 'known', caller: '+12025550177', talk: 34 }).record);
  expect((await kept(opened, 'other')).call?.match).toMatchObject({ method: 'lease', visit: { visitor: 'ben' } });
});
