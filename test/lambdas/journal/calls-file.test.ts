import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { StoredCall } from '../../../lambdas/calls/call-item.ts';
import { logKeyForm, logKeyOf } from '../../../lambdas/calls/log-key.ts';
import { type FileLimits, filePart } from '../../../lambdas/journal/calls-file.ts';
import { sortKeyOf } from '../../../lambdas/platform/http/list-page.ts';
import { someCalls, storedCall, unreadable, walkOf } from './calls.ts';

const limits: FileLimits = { mostBytes: 5_000_000, mostLookedAt: 100, isTimeUp: () => false };
const wanted = ({ status }: StoredCall) => status !== 'missed';
const newestFirst = (calls: readonly StoredCall[]) => calls.toSorted((a, b) => (logKeyOf(a) < logKeyOf(b) ? 1 : -1));

const walk = (calls: readonly StoredCall[], before: string | undefined) =>
  walkOf(newestFirst(calls).filter((call) => before === undefined || logKeyOf(call) < before));

/** All parts, one after the other. */
async function parts(calls: readonly StoredCall[], some: Partial<FileLimits>): Promise<string[]> {
  const texts: string[] = [];
  let before: string | undefined;
  do {
    const isFirst = before === undefined;
    const { text, cursor } = await filePart(walk(calls, before), wanted, { ...limits, ...some, isFirst });
    texts.push(text);
    before = cursor && sortKeyOf(cursor, logKeyForm);
  } while (before !== undefined);
  return texts;
}

test('parts put together are the file, whatever limits them', async () => {
  const some = fc.record({
    mostBytes: fc.integer({ min: 1, max: 3000 }),
    mostLookedAt: fc.integer({ min: 1, max: 9 }),
    isTimeUp: fc.boolean().map((isUp) => () => isUp),
  });
  await fc.assert(
    fc.asyncProperty(someCalls, some, async (calls, less) => {
      const whole = await parts(calls, {});
      expect(whole).toHaveLength(1);
      expect((await parts(calls, less)).join('')).toBe(whole[0]);
      const rows = parse(whole[0]!, { columns: true }) as { call: string }[];
      expect(rows.map(({ call }) => call)).toEqual(newestFirst(calls.filter(wanted)).map(({ id }) => id));
    }),
  );
});

test('no part is longer than its limit, as the answer that it is sent in', async () => {
  const calls = Array.from({ length: 60 }, (_, index) =>
    storedCall({ id: `call-${index}`, agent: '"\u00fc\n\ud83d\ude00'.repeat(1 + ((index * 37) % 200)) }),
  );
  const texts = await parts(calls, { mostBytes: 8000 });
  expect(texts.length).toBeGreaterThan(3);
  for (const text of texts) expect(Buffer.byteLength(JSON.stringify(text))).toBeLessThanOrEqual(8000);
});

test('calls that only a newer version can read are counted, part by part', async () => {
  async function* walk() {
    yield* [unreadable(), unreadable()];
    yield* walkOf([storedCall()]);
  }
  const part = (mostLookedAt: number) => filePart(walk(), wanted, { ...limits, mostLookedAt, isFirst: false });
  expect(await part(9)).toMatchObject({ unsupportedCalls: 2, text: expect.stringContaining('call-1') });
  const first = await part(1);
  expect(first).toMatchObject({ unsupportedCalls: 1, text: '' });
  expect(sortKeyOf(first.cursor!, logKeyForm)).toBe(unreadable().key);
});
