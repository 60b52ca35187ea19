import { PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { putLedgerEntry } from '../../../lambdas/conversions/ledger/ledger-store.ts';
import { toCallDetail } from '../../../lambdas/journal/call-detail.ts';
import {
  callsByNumber,
  callsBySite,
  conversionsBySite,
  openWork,
  tableKeys,
} from '../../../lambdas/platform/aws/table-keys.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { entry, revenueRule, sale } from '../conversions/facts.ts';
import { everything, type House, kept, openHouse, played, rule, showAnna, soonAfter, tell } from './call-house.ts';
import { contact } from './contacts.ts';

/** A call with something of each kind beside it: links, people, ledger, conversions, deliveries. */
async function fullHouse(): Promise<House> {
  const house = await openHouse([rule(), revenueRule()]);
  await showAnna(house);
  const { lookup, events, record } = played();
  await tell(house, lookup, ...events, record, contact('call-0', 0, 40, { NextContactId: 'call-1' }));
  await putLedgerEntry(house.sources.calls, entry('a', sale(900), { outcome: 'sold', tags: ['vip'] }));
  await settle('call-1', house.deps, soonAfter);
  return house;
}

/** What no version can write otherwise: ids, and keys of the table and its indexes, whose types the table holds. */
const fixed = new Set<string>([
  'raw',
  'call',
  'id',
  tableKeys.partition,
  tableKeys.sort,
  ...[callsBySite, callsByNumber, conversionsBySite, openWork].flatMap(({ partition, sort }) => [partition, sort]),
]);

/** Paths to every value of an item, but for its keys. */
function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || value instanceof Set) return [[...path]];
  const inner = Object.entries(value).flatMap(([name, part]) => pathsOf(part, [...path, name]));
  return path.length === 0 ? inner : [[...path], ...inner];
}

function replaced(whole: object, path: readonly string[], value: unknown): Record<string, unknown> {
  const copy = structuredClone(whole) as Record<string, unknown>;
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>((part, name) => part[name] as Record<string, unknown>, copy);
  parent[path.at(-1)!] = value;
  return copy;
}

test('whatever a newer version writes into any item of a call: it settles and is told, or says that it is no call', async () => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const house = await fullHouse();
  const { calls } = house.sources;
  const put = (Item: Record<string, unknown>) => calls.documents.send(new PutCommand({ TableName: calls.name, Item }));
  const items = (await everything(house.sources)).map((item) => (item.sk === 'CALL' ? { ...item, rev: 1 } : item));
  const changes = items.flatMap((item) =>
    pathsOf(item)
      .filter(([name]) => !fixed.has(name!))
      .map((path) => ({ item, path })),
  );
  expect(changes.length).toBeGreaterThan(200);
  const pool = changes.find(({ item, path }) => item.sk === 'CALL' && path.join('.') === 'match.pool');
  const settleAndTell = async () => {
    await settle('call-0', house.deps, soonAfter);
    await settle('call-1', house.deps, soonAfter);
    const { call, ...rest } = await kept(house, 'call-0');
    toCallDetail(call!, rest, 'EUR');
    return undefined;
  };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...changes),
      fc.constantFrom<unknown>('newer', { newer: 1 }, ['newer'], 7.5),
      async ({ item, path }, value) => {
        await put(replaced(item, path, value));
        const failure = await settleAndTell().catch((error: Error) => error.message);
        for (const before of items) await put(before);
        const isNoCall = item.sk === 'CALL' && failure?.endsWith('this one does not know it') === true;
        expect(isNoCall ? undefined : failure).toBeUndefined();
      },
    ),
    { numRuns: 80, examples: [[pool!, { newer: 1 }]] },
  );
  jest.restoreAllMocks();
});
