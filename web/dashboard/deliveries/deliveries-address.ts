import {
  type ReconciliationLine,
  reconciliationLines,
} from '../../../lambdas/journal/reconciliation/reconciliation-line.ts';
import { addDays, type Day, dayOf, isDay } from '../format/site-day.ts';

/** What the page of deliveries shows: the days, and of one line whose conversions. */
export interface DeliveriesAddress {
  readonly from: Day;
  readonly to: Day;
  readonly line?: ReconciliationLine | undefined;
  readonly destination?: string | undefined;
  /** The conversions of one day only. */
  readonly day?: Day | undefined;
}

/** From the page's address; the last 7 days of the site where it says nothing, and nothing where it says nonsense. */
export function readDeliveriesAddress(query: URLSearchParams, now: number, timeZone: string): DeliveriesAddress {
  const today = dayOf(now, timeZone);
  const day = (name: string) => [query.get(name) ?? ''].find(isDay);
  const [from = addDays(day('to') ?? today, -6), to = today] = [day('from'), day('to')];
  const [first, last] = from <= to ? [from, to] : [to, from];
  const line = reconciliationLines.find((one) => one === query.get('line'));
  return { from: first, to: last, line, destination: query.get('destination') ?? undefined, day: day('day') };
}

/** Where the page shows that. */
export function deliveriesHref(address: DeliveriesAddress): string {
  const said = Object.entries(address).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  return `#/deliveries?${new URLSearchParams(Object.fromEntries(said)).toString()}`;
}
