import fc from 'fast-check';
import type { Conversion } from '../../../../lambdas/conversions/conversion.ts';
import { deliveryId } from '../../../../lambdas/conversions/conversion-ids.ts';
import { conversionItem } from '../../../../lambdas/conversions/conversion-items.ts';
import { putConversion } from '../../../../lambdas/conversions/conversion-store.ts';
import { finishOf, finishOfAsking } from '../../../../lambdas/deliveries/delivery-finish.ts';
import { type DeliveryResult, skipReasons } from '../../../../lambdas/deliveries/delivery-result.ts';
import { claimDelivery, finishDelivery, readDelivery } from '../../../../lambdas/deliveries/delivery-store.ts';
import type { Outcome } from '../../../../lambdas/deliveries/destinations/outcome.ts';
import { calendarOf } from '../../../../lambdas/journal/days.ts';
import {
  readConversions,
  readConversionsOf,
  readDeliveries,
} from '../../../../lambdas/journal/reconciliation/conversion-log-store.ts';
import {
  conversionPlaceForm,
  listReconciled,
  placeOf,
} from '../../../../lambdas/journal/reconciliation/list-reconciled.ts';
import { reconcile } from '../../../../lambdas/journal/reconciliation/reconcile.ts';
import type {
  ReconciledConversion,
  ReconciliationDay,
} from '../../../../lambdas/journal/reconciliation/reconciliation-answer.ts';
import {
  lineOf,
  type ReconciliationLine,
  reconciliationLines,
} from '../../../../lambdas/journal/reconciliation/reconciliation-line.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { sortKeyOf } from '../../../../lambdas/platform/http/list-page.ts';
import { emptyTables } from '../../calls/stores.ts';
import { freshDelivery, someConversion } from '../../deliveries/delivery-samples.ts';

const timeZone = 'Europe/Berlin';
/** October, in which the clock is put back. */
const [from, to] = [Date.parse('2026-09-30T22:00:00Z'), Date.parse('2026-10-31T23:00:00Z')];
const destinations = ['ads', 'hook', 'team'] as const;

/** What can happen to a delivery, and the line that it is to be in. */
const fates = {
  nobodyCame: 'waiting',
  claimed: 'waiting',
  retried: 'waiting',
  heldByPause: 'waiting',
  newerRevision: 'waiting',
  delivered: 'counted',
  known: 'counted',
  takenBack: 'takenBack',
  unmatched: 'notMatched',
  accepted: 'accepted',
  acceptedThenCounted: 'counted',
  acceptedThenRefused: 'parked',
  neverKnown: 'accepted',
  rejected: 'parked',
  unknown: 'parked',
  'no-consent': 'noConsent',
  'too-old': 'tooOld',
  'no-identifier': 'noIdentifier',
  'no-new-values': 'skipped',
  withdrawn: 'withdrawn',
  'not-for-it': 'skipped',
} as const satisfies Readonly<Record<string, ReconciliationLine>>;
type Fate = keyof typeof fates;

const outcomes: Partial<Record<Fate, Outcome>> = {
  retried: { kind: 'transient', detail: 'it answered 500' },
  heldByPause: { kind: 'auth', detail: 'it answered 401' },
  newerRevision: { kind: 'delivered' },
  delivered: { kind: 'delivered' },
  known: { kind: 'already-there' },
  takenBack: { kind: 'delivered' },
  unmatched: { kind: 'no-match', detail: 'CLICK_NOT_FOUND' },
  accepted: { kind: 'accepted', receipt: 'r', afterSeconds: 1800 },
  acceptedThenCounted: { kind: 'accepted', receipt: 'r', afterSeconds: 1800 },
  acceptedThenRefused: { kind: 'accepted', receipt: 'r', afterSeconds: 1800 },
  neverKnown: { kind: 'accepted', receipt: 'r', afterSeconds: 1800 },
  rejected: { kind: 'rejected', field: 'gclid', detail: 'too long' },
  unknown: { kind: 'unknown', detail: 'no answer in time' },
};
const answers: Partial<Record<Fate, Outcome>> = {
  acceptedThenCounted: { kind: 'delivered' },
  acceptedThenRefused: { kind: 'rejected', detail: 'DENIED' },
  neverKnown: { kind: 'transient', detail: 'x' },
};

/** Lets one delivery fare so, by the stores that attempts use. */
async function fare(calls: Table, { call, id: conversion, occurredAt }: Conversion, destination: string, fate: Fate) {
  if (fate === 'nobodyCame') return;
  const id = deliveryId(conversion, destination);
  const key = { id, call, site: 'shop', conversion, destination };
  const claim = { revision: 1, since: occurredAt, attempts: 1, restsUntil: 0, asks: false };
  const own = { ...claim, id: (await claimDelivery(calls, key, claim))! };
  if (fate === 'claimed') return;
  const about = { ...freshDelivery(key), can: { dedupe: 'none' } as const, takesBack: fate === 'takenBack' };
  const attempted = {
    delivery: freshDelivery(key),
    claim,
    can: about.can,
    takesBack: about.takesBack,
    now: occurredAt,
    jitter: 0,
  };
  const outcome = outcomes[fate];
  const skipped = skipReasons.find((reason) => reason === fate);
  const base = { sent: 0, nextAt: occurredAt, restsUntil: 0 };
  const finish = outcome ? finishOf(outcome, attempted) : { ...base, state: 'skipped' as const, result: skipped };
  await finishDelivery(calls, key, own, finish);
  const answer = answers[fate];
  if (answer === undefined) return;
  const asks = fate === 'neverKnown' ? 7 : 0;
  const delivery = { ...(await readDelivery(calls, key))!, asking: { receipt: 'r', asks } };
  const asking = { ...claim, since: delivery.nextAt, asks: true, follows: own.id };
  const again = { ...asking, id: (await claimDelivery(calls, key, asking))! };
  await finishDelivery(calls, key, again, finishOfAsking(answer, { ...attempted, delivery, claim: asking }));
}

interface Made {
  readonly metAt: number;
  readonly fates: Partial<Record<(typeof destinations)[number], Fate>>;
}

const month = fc.array(
  fc.record({
    metAt: fc.integer({ min: from, max: to - 1 }),
    fates: fc.record(
      Object.fromEntries(destinations.map((id) => [id, fc.constantFrom(...(Object.keys(fates) as Fate[]))])) as Record<
        (typeof destinations)[number],
        fc.Arbitrary<Fate>
      >,
      { requiredKeys: [] },
    ),
  }),
  { minLength: 1, maxLength: 25 },
);

async function make(calls: Table, made: readonly Made[]): Promise<void> {
  for (const [number, { metAt, fates: wanted }] of made.entries()) {
    const id = `c${String(number).padStart(26, '0')}`;
    const opened = someConversion({ id, call: `call#${number}`, occurredAt: metAt, destinations: Object.keys(wanted) });
    await putConversion(calls, conversionItem(opened));
    for (const [destination, fate] of Object.entries(wanted)) await fare(calls, opened, destination, fate);
    // Only those that a newer revision overtook: another destination of the same conversion would wait, too.
    if (Object.values(wanted).includes('newerRevision')) {
      await putConversion(calls, conversionItem({ ...opened, revision: 2 }));
    }
  }
}

/** What must be told, worked out without any of what is tested. */
function expected(made: readonly Made[]): Map<string, number> {
  const counts = new Map<string, number>();
  const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone });
  for (const { metAt, fates: wanted } of made) {
    const isRevised = Object.values(wanted).includes('newerRevision');
    for (const [destination, fate] of Object.entries(wanted)) {
      const key = `${dayOf.format(metAt)} ${destination} ${isRevised ? 'waiting' : fates[fate]}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

function counted(days: readonly ReconciliationDay[]): Map<string, number> {
  const cells = days.flatMap((row) =>
    reconciliationLines.map((line) => [`${row.day} ${row.destination} ${line}`, row[line]] as const),
  );
  return new Map(cells.filter(([, count]) => count > 0));
}

const never = () => false;
const { dayOf } = calendarOf(timeZone);

async function report(calls: Table, most: number): Promise<ReconciliationDay[]> {
  const days: ReconciliationDay[] = [];
  for (let begin: number | undefined = from; begin !== undefined; ) {
    const conversions = readConversions(calls, { site: 'shop', from: begin, to }, { atOnce: 4 });
    const walk = {
      conversions,
      destination: undefined,
      dayOf,
      readDeliveries: (keys: Keys) => readDeliveries(calls, keys),
    };
    const { items, cursor } = await reconcile(walk, { most, isTimeUp: never });
    days.push(...items);
    begin = cursor === undefined ? undefined : calendarOf(timeZone).startOf(cursor);
  }
  return days;
}
type Keys = Parameters<typeof readDeliveries>[1];

async function listed(calls: Table, line: ReconciliationLine, limit: number): Promise<ReconciledConversion[]> {
  const all: ReconciledConversion[] = [];
  let after: ReturnType<typeof placeOf> | undefined;
  for (;;) {
    const walk = {
      conversions: readConversions(calls, { site: 'shop', from, to }, { after, atOnce: 3 }),
      destination: undefined,
      line,
      readDeliveries: (keys: Keys) => readDeliveries(calls, keys),
      readConversions: (keys: Parameters<typeof readConversionsOf>[1]) => readConversionsOf(calls, keys),
    };
    const { items, cursor } = await listReconciled(walk, { limit, mostLookedAt: 5, isTimeUp: never });
    all.push(...items);
    if (cursor === undefined) return all;
    after = placeOf(sortKeyOf(cursor, conversionPlaceForm));
  }
}

test('a month with every kind of trouble adds up by day and destination, and the conversions of each line are listed', async () => {
  await fc.assert(
    fc.asyncProperty(month, fc.integer({ min: 1, max: 30 }), async (made, most) => {
      const { calls } = await emptyTables();
      await make(calls, made);
      const days = await report(calls, most);
      const model = expected(made);
      expect(counted(days)).toEqual(model);
      const pairs = made.reduce((sum, { fates: wanted }) => sum + Object.keys(wanted).length, 0);
      expect(days.reduce((sum, { conversions }) => sum + conversions, 0)).toBe(pairs);
      expect(days.map(({ day, destination }) => `${day} ${destination}`)).toEqual(
        [...new Set(days.map(({ day, destination }) => `${day} ${destination}`))].toSorted(),
      );
      for (const line of reconciliationLines) {
        const told = await listed(calls, line, 2);
        const inLine = [...model].filter(([key]) => key.endsWith(` ${line}`));
        expect([line, told.length]).toEqual([line, inLine.reduce((sum, [, count]) => sum + count, 0)]);
        expect(new Set(told.map(({ delivery }) => delivery)).size).toBe(told.length);
        expect(told.every((one) => one.line === line && one.name === 'qualified_call')).toBe(true);
      }
    }),
    { numRuns: 12, interruptAfterTimeLimit: 60_000 },
  );
});

test('each fate is in the line that is said, and every line that conversions can be in is among them', async () => {
  const { calls } = await emptyTables();
  const made = Object.keys(fates).map((fate, number) => ({ metAt: from + number, fates: { hook: fate as Fate } }));
  await make(calls, made);
  const [day] = await report(calls, 100);
  expect(counted([day!])).toEqual(expected(made));
  const named = new Set<ReconciliationLine>(Object.values(fates));
  expect(reconciliationLines.filter((line) => !named.has(line))).toEqual(['unsupported']);
  expect(day).toMatchObject({ conversions: made.length, sent: 7 });
});

test('what was delivered before there were results counts as accepted, and what a newer version wrote is told apart', () => {
  const old = freshDelivery({ attempted: 1, sent: 1, state: 'delivered' });
  expect(lineOf(old, 1)).toBe('accepted');
  expect(lineOf({ ...old, state: 'skipped' }, 1)).toBe('skipped');
  expect(lineOf({ ...old, state: 'parked' }, 1)).toBe('parked');
  expect(lineOf({ ...old, result: 'counted' satisfies DeliveryResult }, 2)).toBe('waiting');
  expect(lineOf('unknown', 1)).toBe('unsupported');
});

test('a single day that takes too long is refused, a later one is left to the next part', async () => {
  const { calls } = await emptyTables();
  const dayLater = 86_400_000;
  await make(
    calls,
    [0, 1, 2].map((day) => ({ metAt: from + day * dayLater, fates: { hook: 'delivered' as const } })),
  );
  const walk = () => ({
    conversions: readConversions(calls, { site: 'shop', from, to }, { atOnce: 1 }),
    destination: undefined,
    dayOf,
    readDeliveries: (keys: Keys) => readDeliveries(calls, keys),
  });
  let looks = 0;
  const part = await reconcile(walk(), { most: 100, isTimeUp: () => (looks += 1) > 1 });
  expect(part).toMatchObject({ items: [{ day: '2026-10-01' }], cursor: '2026-10-02' });
  await expect(reconcile(walk(), { most: 100, isTimeUp: () => true })).rejects.toMatchObject({ status: 400 });
});
