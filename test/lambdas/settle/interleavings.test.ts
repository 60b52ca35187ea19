import fc from 'fast-check';
import { putLedgerEntry } from '../../../lambdas/conversions/ledger/ledger-store.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { show } from '../calls/stores.ts';
import { entry, refund, revenueRule, sale } from '../conversions/facts.ts';
import { type House, keep, kept, number, openHouse, played, rule, showAnna, soonAfter, start } from './call-house.ts';

const minute = 60_000;
const calls = ['a', 'b', 'c'];

/** What is told of three calls of one person, each of which falls to another visitor; entries of the ledger too. */
const news = [
  ...calls.flatMap((call, index) => {
    const { lookup, events, record } = played({ call, at: start + index * 60 * minute, talk: 33 + index });
    return [lookup, events[1]!, events[2]!, record].map((body) => ({ call, body }));
  }),
  ...[entry('a', sale(900), { call: 'b' }), entry('b', refund(300), { call: 'b' })].map((line) => ({
    call: 'b',
    line,
  })),
];
type News = (typeof news)[number];

async function house(): Promise<House> {
  const opened = await openHouse([rule(), revenueRule()]);
  await showAnna(opened);
  await show(opened.sources, number, 'ben', start + 59 * minute);
  await show(opened.sources, number, 'cleo', start + 119 * minute);
  return opened;
}

async function work(at: House, { call, ...one }: News): Promise<void> {
  if ('body' in one) await keep(at, one.body);
  else await putLedgerEntry(at.sources.calls, one.line);
  await settleStubbornly(at, call);
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

async function drained(at: House): Promise<void> {
  while (at.queued.length > 0) await Promise.all(at.queued.splice(0).map((call) => settleStubbornly(at, call)));
}

/** What does not depend on the way: the calls, whose they are, what they are worth. */
async function ending(at: House) {
  const all = await Promise.all(calls.map((call) => kept(at, call)));
  return all.map(({ call, conversions, deliveries }) => ({
    status: call?.status,
    talk: call?.talkSeconds,
    match: [call?.match.method, call?.match.visit?.visitor, call?.match.firstTimeCaller],
    sums: call?.sums,
    open: conversions
      .filter(({ state }) => state === 'open')
      .map(({ rule: { id }, credit, value }) => [id, credit, value.minor]),
    wanted: deliveries.every(
      ({ conversion, wanted }) => conversions.find(({ id }) => id === conversion)?.revision === wanted,
    ),
    deliveries: deliveries.length - conversions.reduce((sum, { destinations }) => sum + destinations.length, 0),
  }));
}

test('three calls of a person and their revenue, told by several workers at once in any order, end the same', async () => {
  const straight = await house();
  for (const one of news) await work(straight, one);
  await drained(straight);
  const expected = await ending(straight);
  expect(expected).toMatchObject([
    { match: ['lease', 'anna', true], wanted: true, deliveries: 0 },
    { match: ['caller-memory', 'anna', false], sums: { revenue: { minor: 600 } }, wanted: true, deliveries: 0 },
    { match: ['caller-memory', 'anna', false], wanted: true, deliveries: 0 },
  ]);
  const order = fc.shuffledSubarray([...news, ...news.slice(3, 5)], { minLength: news.length + 2 });
  await fc.assert(
    fc.asyncProperty(order, fc.integer({ min: 1, max: 6 }), async (shuffled, workers) => {
      const at = await house();
      const left = [...shuffled];
      const worker = async () => {
        for (let one = left.shift(); one !== undefined; one = left.shift()) await work(at, one);
      };
      await Promise.all(Array.from({ length: workers }, worker));
      await drained(at);
      expect(await ending(at)).toEqual(expected);
    }),
    { numRuns: 12 },
  );
});
