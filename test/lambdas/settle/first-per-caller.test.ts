import fc from 'fast-check';
import { putLedgerEntry } from '../../../lambdas/conversions/ledger/ledger-store.ts';
import type { Rule } from '../../../lambdas/conversions/rules/rule.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { entry } from '../conversions/facts.ts';
import {
  everything,
  type House,
  keep,
  kept,
  openHouse,
  type Played,
  played,
  rule,
  soonAfter,
  start,
  tell,
} from './call-house.ts';

const day = 86_400_000;
const [anna, ben, withheld] = ['+12025550123', '+12025550124', 'anonymous'] as const;

/** Only the first call of a caller in two days, of those of 20 s that were not lost. */
const first: Rule = rule({
  id: 'first',
  when: { talkSeconds: { gte: 20 }, not: { outcome: 'lost' } },
  conversion: { name: 'lead', value: { amount: '50.00', currency: 'EUR' }, firstPerCallerInDays: 2 },
});

interface OneCall extends Played {
  readonly call: string;
  readonly days: number;
  readonly talk: number;
  readonly caller: string;
  readonly isLost: boolean;
}

const recordOf = ({ days, ...more }: OneCall) => played({ ...more, at: start + days * day }).record;
const lost = (call: string) => entry('a', undefined, { call, outcome: 'lost' });

/** The calls that count: those that fit, unless the same caller made another one that fits in the two days before. */
function counting(calls: readonly OneCall[]): string[] {
  const fitting = calls.filter(({ talk, isLost }) => talk >= 20 && !isLost);
  const isBefore = (other: OneCall, one: OneCall) =>
    other.caller === one.caller &&
    (other.days < one.days || (other.days === one.days && other.call < one.call)) &&
    other.days >= one.days - 2;
  return fitting
    .filter((one) => one.caller === withheld || !fitting.some((other) => isBefore(other, one)))
    .map(({ call }) => call);
}

async function openOf(house: House, calls: readonly { readonly call: string }[]): Promise<string[]> {
  const open: string[] = [];
  for (const { call } of calls) {
    const { conversions } = await kept(house, call);
    if (conversions.some(({ state }) => state === 'open')) open.push(call);
  }
  return open;
}

/** As the queue does: what fails is tried again. */
async function settleStubbornly({ deps }: House, call: string): Promise<void> {
  for (let left = 20; ; left--) {
    try {
      await settle(call, deps, soonAfter);
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

async function drained(house: House): Promise<void> {
  while (house.queued.length > 0) {
    await Promise.all(house.queued.splice(0).map((call) => settleStubbornly(house, call)));
  }
}

const someCalls = fc
  .array(
    fc.record({
      days: fc.constantFrom(0, 0.5, 1, 2, 2.5, 3, 5),
      talk: fc.constantFrom(10, 33),
      caller: fc.constantFrom(anna, anna, ben, withheld),
      isLost: fc.boolean(),
    }),
    { minLength: 2, maxLength: 5 },
  )
  .map((calls): OneCall[] => calls.map((one, index) => ({ ...one, call: `call-${index}` })));

test('whatever order calls and outcomes are told in, twice or at once, the same calls count', async () => {
  await fc.assert(
    fc.asyncProperty(
      someCalls,
      fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
      fc.boolean(),
      async (calls, order, atOnce) => {
        const house = await openHouse([first]);
        const news = calls.flatMap((one) =>
          [
            async () => void (await keep(house, recordOf(one))),
            ...(one.isLost ? [async () => void (await putLedgerEntry(house.sources.calls, lost(one.call)))] : []),
          ].map((put) => ({ call: one.call, put })),
        );
        const told = [...news, ...news.slice(0, 2)]
          .map((one, index) => ({ one, place: order[index] ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ one }) => one);
        const work = async ({ call, put }: (typeof news)[number]) => {
          await put();
          await settleStubbornly(house, call);
        };
        if (atOnce) await Promise.all(told.map(work));
        else for (const one of told) await work(one);
        await drained(house);
        expect(await openOf(house, calls)).toEqual(counting(calls));
        const written = await everything(house.sources);
        for (const { call } of calls) expect((await settle(call, house.deps, soonAfter))?.changed).toBe(false);
        expect(await everything(house.sources)).toEqual(written);
      },
    ),
    { numRuns: 25 },
  );
});

test('a call counts that has no other one before it, and what became of it is told once', async () => {
  const house = await openHouse([first]);
  const a: OneCall = { call: 'a', days: 0, talk: 33, caller: anna, isLost: false };
  const b: OneCall = { ...a, call: 'b', days: 1 };
  await tell(house, recordOf(a), recordOf(b));
  expect(await openOf(house, [a, b])).toEqual(['a']);
  expect((await kept(house, 'b')).conversions).toEqual([]);
  expect((await kept(house, 'a')).conversions).toMatchObject([{ revision: 1 }]);
});

test('the next one counts when the first does not any more, and none when that comes back', async () => {
  const house = await openHouse([first]);
  const a: OneCall = { call: 'a', days: 0, talk: 33, caller: anna, isLost: false };
  const calls = [a, { ...a, call: 'b', days: 1 }, { ...a, call: 'c', days: 1.5 }];
  await tell(house, ...calls.map(recordOf));
  await putLedgerEntry(house.sources.calls, lost('a'));
  await settleStubbornly(house, 'a');
  await drained(house);
  expect(await openOf(house, calls)).toEqual(['b']);
  await putLedgerEntry(house.sources.calls, entry('b', undefined, { call: 'a', outcome: 'won' }));
  await settleStubbornly(house, 'a');
  await drained(house);
  expect(await openOf(house, calls)).toEqual(['a']);
  expect((await kept(house, 'a')).conversions).toMatchObject([{ state: 'retired' }, { state: 'open', ordinal: 2 }]);
});

test('a call of whom it was corrected to takes its place there', async () => {
  const house = await openHouse([first]);
  const a: OneCall = { call: 'a', days: 0, talk: 33, caller: anna, isLost: false };
  const b: OneCall = { ...a, call: 'b', days: 1, caller: ben };
  await tell(house, recordOf(a), recordOf(b));
  expect(await openOf(house, [a, b])).toEqual(['a', 'b']);
  const corrected = JSON.parse(recordOf({ ...b, caller: anna })) as { raw: string };
  const raw = JSON.stringify({ ...JSON.parse(corrected.raw), LastUpdateTimestamp: '2026-11-25T00:00:00Z' });
  await tell(house, JSON.stringify({ ...corrected, raw }));
  expect(await openOf(house, [a, b])).toEqual(['a']);
  const goals = (await everything(house.sources)).filter(({ sk }) => String(sk).startsWith('GOAL#'));
  expect(goals.map(({ call }) => call)).toEqual(['a', 'b']);
  expect(new Set(goals.map(({ pk }) => pk)).size).toBe(1);
});
