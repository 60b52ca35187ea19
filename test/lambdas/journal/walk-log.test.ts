import * as fc from 'fast-check';
import type { StoredCall } from '../../../lambdas/calls/call-item.ts';
import { listCalls } from '../../../lambdas/journal/list-calls.ts';
import type { LogRange } from '../../../lambdas/journal/log-range.ts';
import { logKeyOf, type ReadPart, walkLog } from '../../../lambdas/journal/walk-log.ts';
import { noon, someCalls, storedCall } from './calls.ts';

/** A log in memory, kept in the parts in which the table keeps it. */
function logOf(calls: readonly StoredCall[], pageSize = 3): ReadPart & { readonly read: string[] } {
  const read: string[] = [];
  async function* readPart({ site, day, first, last }: Parameters<ReadPart>[0]): ReturnType<ReadPart> {
    read.push(`${site} ${day}`);
    const found = calls
      .filter((call) => call.site === site && new Date(call.startedAt).toISOString().startsWith(day))
      .filter((call) => logKeyOf(call) >= first && logKeyOf(call) <= last)
      .sort((a, b) => (logKeyOf(a) < logKeyOf(b) ? 1 : -1));
    for (let at = 0; at < found.length; at += pageSize) yield found.slice(at, at + pageSize);
    return undefined;
  }
  return Object.assign(readPart, { read });
}

async function all(walk: AsyncIterable<StoredCall>): Promise<string[]> {
  const ids: string[] = [];
  for await (const call of walk) ids.push(call.id);
  return ids;
}

const newestFirst = (calls: readonly StoredCall[]) =>
  calls.toSorted((a, b) => (logKeyOf(a) < logKeyOf(b) ? 1 : -1)).map(({ id }) => id);
const rangesOf = (from: number, to: number): LogRange[] => ['shop', 'other'].map((site) => ({ site, from, to }));
const within = (calls: readonly StoredCall[], from: number, to: number) =>
  calls.filter(({ site, startedAt }) => site !== 'unknown' && startedAt >= from && startedAt < to);

const range = fc
  .tuple(fc.nat(3 * 86_400_000), fc.nat(3 * 86_400_000))
  .map(([a, b]) => [noon + Math.min(a, b), noon + Math.max(a, b)] as const);

test('every call of the sites within the range comes once, the newest first', async () => {
  await fc.assert(
    fc.asyncProperty(someCalls, range, async (calls, [from, to]) => {
      expect(await all(walkLog(logOf(calls), rangesOf(from, to)))).toEqual(newestFirst(within(calls, from, to)));
    }),
  );
});

test('pages put together are the whole, whatever the limit, the filter and how much is looked at', async () => {
  await fc.assert(
    fc.asyncProperty(
      someCalls,
      range,
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 7 }),
      async (calls, [from, to], limit, mostLookedAt) => {
        const wanted = ({ status }: StoredCall) => status !== 'missed';
        const found: string[] = [];
        let before: string | undefined;
        do {
          const walk = walkLog(logOf(calls), rangesOf(from, to), before);
          const { items, cursor } = await listCalls(walk, wanted, { limit, mostLookedAt });
          expect(items.length).toBeLessThanOrEqual(limit);
          found.push(...items.map(({ id }) => id));
          before = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString();
        } while (before !== undefined);
        expect(found).toEqual(newestFirst(within(calls, from, to).filter(wanted)));
      },
    ),
  );
});

test('older days are not read for calls that the newest day has', async () => {
  const log = logOf(
    Array.from({ length: 5 }, (_, index) => storedCall({ id: `call-${index}`, startedAt: noon + index })),
  );
  const days = 86_400_000;
  const walk = walkLog(log, [{ site: 'shop', from: noon - 300 * days, to: noon + 1000 }]);
  await listCalls(walk, () => true, { limit: 2, mostLookedAt: 100 });
  expect(log.read).toEqual(['shop 2026-05-03']);
});
