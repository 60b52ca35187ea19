import fc from 'fast-check';
import { type GiveDependencies, giveNumbers } from '../../../lambdas/recipients/give-numbers.ts';
import { type TryFate, unreliableDynamoDB } from '../../embedded-dynamodb.ts';
import { expectWhole, mailPool, mailTables, people, start, until } from './mail-pool.ts';

test('ten requests at once with overlapping lists: nobody has two numbers, and no number has two', async () => {
  const pool = mailPool([60, 60]);
  const { container, kept } = await mailTables(pool);
  const lists = Array.from({ length: 10 }, (_, index) => people(40, index * 8));
  const given = await Promise.all(lists.map((list) => giveNumbers(container(), pool, list, start)));
  const numberOf = new Map<string, string | undefined>();
  const told = new Set<string>();
  for (const { recipient, number } of given.flat()) {
    told.add(`${recipient} ${number}`);
    numberOf.set(recipient, number);
  }
  expect(told.size).toBe(112);
  expect(numberOf.size).toBe(112);
  expect([...numberOf.values()].every((number) => number !== undefined)).toBe(true);
  expectWhole(await kept());
});

test('who is given numbers while a request looks for free ones takes none from others: nobody is told the default number', async () => {
  const pool = mailPool([100, 100]);
  const { container, kept } = await mailTables(pool);
  const [ours, theirs] = [people(120), [...people(60), ...people(70, 120)]];
  const { freeNumbers, ...others } = container();
  let meanwhile: Promise<unknown> | undefined;
  const find: GiveDependencies['freeNumbers']['find'] = async (...wanted) => {
    meanwhile ??= giveNumbers(container(), pool, theirs, start);
    await meanwhile;
    return freeNumbers.find(...wanted);
  };
  const given = await giveNumbers({ ...others, freeNumbers: { find } }, pool, ours, start);
  expect(given.filter(({ number }) => number === undefined)).toEqual([]);
  const after = await kept();
  expectWhole(after);
  expect(after.counts).toMatchObject([{ recipients: 190, numbers: 190, defaults: 0 }]);
});

test('a request whose answers are lost, all of them or only the last, is repeated: the same numbers', async () => {
  const pool = mailPool([40, 40]);
  for (const fate of ['lost', 'late'] as const) {
    const { container, kept } = await mailTables(pool);
    const { documents } = unreliableDynamoDB(({ attempt }) => (attempt === 1 ? fate : 'answered'));
    const first = await giveNumbers(container(documents), pool, people(70), start);
    const again = await giveNumbers(container(), pool, people(70), start + 1);
    expect(again).toEqual(first);
    const after = await kept();
    expectWhole(after);
    expect(after.counts).toMatchObject([{ recipients: 70, numbers: 70 }]);
  }
});

/** What one request does: whom it is sent, and what becomes of its writes, in turn. */
interface Request {
  readonly from: number;
  readonly count: number;
  readonly longerBy: number;
  readonly fates: readonly TryFate[];
  /** Its function dies: none of its writes after these is sent at all. */
  readonly diesAfter: number;
}

const request = fc.record({
  from: fc.nat({ max: 12 }),
  count: fc.integer({ min: 1, max: 14 }),
  longerBy: fc.constantFrom(0, 0, 1000),
  fates: fc.array(fc.constantFrom<TryFate>('answered', 'answered', 'lost', 'late', 'held'), { maxLength: 4 }),
  diesAfter: fc.constantFrom(0, 1, 2, 99),
});

/** Runs it as far as it lives; what was under way when it died may arrive at any later time. */
async function run(
  containerOf: (documents?: GiveDependencies['leases']['documents']) => GiveDependencies,
  pool: ReturnType<typeof mailPool>,
  { from, count, longerBy, fates, diesAfter }: Request,
) {
  const { documents, arrive } = unreliableDynamoDB(({ write, attempt }) => {
    if (write > diesAfter) return 'held';
    return attempt === 1 ? (fates[write - 1] ?? 'answered') : 'answered';
  });
  const list = people(count, from).map((one) => ({ ...one, until: until + longerBy }));
  await giveNumbers(containerOf(documents), pool, list, start).catch(() => undefined);
  return arrive;
}

test('whatever requests at once meet, die of or hear late: what is kept is whole, and a last request sets it right', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { minLength: 2, maxLength: 4 }),
      fc.constantFrom(8, 30),
      async (requests, size) => {
        const pool = mailPool([Math.ceil(size / 2), Math.floor(size / 2)]);
        const { container, kept } = await mailTables(pool);
        const arriving = await Promise.all(requests.map((one) => run(container, pool, one)));
        const everybody = people(27);
        const [given] = await Promise.all([
          giveNumbers(container(), pool, everybody, start + 1),
          ...arriving.map((arrive) => arrive()),
        ]);
        expect(new Set(given.map(({ recipient }) => recipient)).size).toBe(27);
        const after = await kept();
        expectWhole(after);
        expect(after.held).toHaveLength(Math.min(size, 27));
        const again = await giveNumbers(container(), pool, everybody, start + 2);
        const numbersOf = (some: typeof again) => new Map(some.map(({ recipient, number }) => [recipient, number]));
        expect(numbersOf(again)).toEqual(numbersOf(after.recipients));
      },
    ),
    { numRuns: 12 },
  );
});
