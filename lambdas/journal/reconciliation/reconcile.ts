import { deliveryId } from '../../conversions/conversion-ids.ts';
import type { Delivery } from '../../deliveries/delivery.ts';
import type { DeliveryKey } from '../../deliveries/delivery-store.ts';
import type { Listed } from '../../platform/http/list-page.ts';
import { badRequest } from '../../platform/http/problem.ts';
import type { LoggedConversion } from './conversion-log-store.ts';
import type { ReconciliationDay } from './reconciliation-answer.ts';
import { lineOf, type ReconciliationLine, reconciliationLines, sentLines } from './reconciliation-line.ts';

/** A conversion that a destination is to have, and what attempts wrote of that. */
export interface Reconciled {
  readonly conversion: LoggedConversion;
  readonly destination: string;
  readonly delivery: string;
  readonly found: Delivery | 'unknown' | undefined;
  readonly line: ReconciliationLine;
}

export type ReadDeliveries = (keys: readonly DeliveryKey[]) => Promise<ReadonlyMap<string, Delivery | 'unknown'>>;

/** What became of conversions at their destinations, or at the one that is asked for. */
export async function reconciled(
  conversions: readonly LoggedConversion[],
  asked: string | undefined,
  readDeliveries: ReadDeliveries,
): Promise<Reconciled[]> {
  const wanted = conversions.flatMap((conversion) =>
    [...new Set(conversion.destinations)]
      .filter((destination) => asked === undefined || destination === asked)
      .map((destination) => ({ conversion, destination, delivery: deliveryId(conversion.id, destination) })),
  );
  const found = await readDeliveries(wanted.map(({ conversion: { call }, delivery }) => ({ call, id: delivery })));
  return wanted.map((one) => {
    const delivery = found.get(one.delivery);
    return { ...one, found: delivery, line: lineOf(delivery, one.conversion.revision) };
  });
}

/** How much of it is told at once. */
export interface ReconciliationLimits {
  /** After so many conversions it ends with their day. */
  readonly most: number;
  readonly isTimeUp: () => boolean;
}

interface Walk {
  /** Oldest first. */
  readonly conversions: AsyncIterable<readonly LoggedConversion[]>;
  readonly destination: string | undefined;
  readonly dayOf: (time: number) => string;
  readonly readDeliveries: ReadDeliveries;
}

/**
 * Counts conversions by day and destination. Whole days only: what time and limits leave no room for is told from the cursor on, a day. Throws
 * a 400 when the first day alone is too much.
 */
export async function reconcile(
  { conversions, destination, dayOf, readDeliveries }: Walk,
  { most, isTimeUp }: ReconciliationLimits,
): Promise<Listed<ReconciliationDay>> {
  const days: ReconciliationDay[] = [];
  let [looked, today] = [0, ''];
  let rows = new Map<string, Counts>();
  const endDay = () => {
    days.push(...[...rows].toSorted(byName).map(([of, counts]) => told(today, of, counts)));
    rows = new Map();
  };
  for await (const some of conversions) {
    for (const one of await reconciled(some, destination, readDeliveries)) {
      const day = dayOf(one.conversion.metAt);
      if (day !== today) {
        endDay();
        if (today !== '' && looked >= most) return { items: days, cursor: day };
        today = day;
      }
      const row = rows.get(one.destination) ?? nothing();
      row[one.line] += 1;
      rows.set(one.destination, row);
    }
    looked += some.length;
    if (isTimeUp()) {
      if (days.length > 0) return { items: days, cursor: today };
      const detail = 'must be a day with fewer conversions: ask for one destination';
      throw badRequest('these conversions take too long to count', [{ field: 'from', detail }]);
    }
  }
  endDay();
  return { items: days };
}

type Counts = Record<ReconciliationLine, number>;

function nothing(): Counts {
  return {
    waiting: 0,
    accepted: 0,
    counted: 0,
    takenBack: 0,
    notMatched: 0,
    noConsent: 0,
    tooOld: 0,
    noIdentifier: 0,
    withdrawn: 0,
    skipped: 0,
    parked: 0,
    unsupported: 0,
  };
}

function told(day: string, destination: string, counts: Counts): ReconciliationDay {
  const sum = (lines: readonly ReconciliationLine[]) => lines.reduce((total, line) => total + counts[line], 0);
  return { day, destination, conversions: sum(reconciliationLines), sent: sum(sentLines), ...counts };
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
