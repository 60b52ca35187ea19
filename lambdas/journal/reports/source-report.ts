import type { StoredCall } from '../../calls/call-item.ts';
import { counts } from '../../calls/mark.ts';
import { addMoney, type MoneySums, moneyOf } from '../../conversions/money-sums.ts';
import { toMoneyAnswer } from '../call-response.ts';
import type { LogEntry } from '../log-entry.ts';
import { addUpCalls, type ReportLimits } from './reported-calls.ts';
import type { CallTotals, SourceReport, SourceRow } from './source-report-answer.ts';

/**
 * Adds up the calls that count. What is in different currencies is in different rows; `currencyOf` tells the currency of a site. Throws a 400 when
 * there are more calls than one answer has room or time for.
 */
export async function reportSources(
  entries: AsyncIterable<LogEntry>,
  currencyOf: (site: string) => string | undefined,
  limits: ReportLimits,
): Promise<SourceReport> {
  const rows = new Map<string, { readonly source: string; readonly medium: string; readonly sums: Sums }>();
  const total = noSums();
  const { unsupportedCalls } = await addUpCalls(entries, limits, (call) => {
    if (!counts(call)) return;
    const currency = call.sums?.revenue?.currency ?? currencyOf(call.site);
    const { source, medium } = call.match;
    const key = JSON.stringify([source, medium, currency]);
    const row = rows.get(key) ?? { source, medium, sums: noSums() };
    rows.set(key, row);
    add(row.sums, call, currency);
    add(total, call, currency);
  });
  const items = [...rows.values()].map(({ source, medium, sums }) => ({ source, medium, ...toTotals(sums) }));
  return { items: items.sort(byCalls), total: toTotals(total), unsupportedCalls };
}

interface Average {
  count: number;
  sum: number;
}

interface Sums {
  calls: number;
  firstTimeCallers: number;
  answered: number;
  missed: number;
  qualified: number;
  unqualified: number;
  conversions: number;
  readonly wait: Average;
  readonly talk: Average;
  readonly revenue: MoneySums;
}

function noSums(): Sums {
  const counts = {
    calls: 0,
    firstTimeCallers: 0,
    answered: 0,
    missed: 0,
    qualified: 0,
    unqualified: 0,
    conversions: 0,
  };
  return { ...counts, wait: { count: 0, sum: 0 }, talk: { count: 0, sum: 0 }, revenue: new Map() };
}

function add(to: Sums, call: StoredCall, currency: string | undefined): void {
  const { status, match, sums, qualified, waitSeconds, talkSeconds } = call;
  to.calls += 1;
  to.firstTimeCallers += match.firstTimeCaller === true ? 1 : 0;
  to.answered += status === 'answered' || status === 'completed' ? 1 : 0;
  to.missed += status === 'missed' ? 1 : 0;
  to.qualified += qualified?.verdict === 'qualified' ? 1 : 0;
  to.unqualified += qualified?.verdict === 'unqualified' ? 1 : 0;
  to.conversions += sums?.conversions ?? 0;
  addToAverage(to.wait, waitSeconds);
  addToAverage(to.talk, talkSeconds);
  if (currency !== undefined) addMoney(to.revenue, { currency, minor: sums?.revenue?.minor ?? 0 });
}

function addToAverage(average: Average, value: number | undefined): void {
  if (value === undefined) return;
  average.count += 1;
  average.sum += value;
}

function toTotals({ wait, talk, revenue, ...counts }: Sums): CallTotals {
  const [one, ...others] = moneyOf(revenue);
  return {
    ...counts,
    averageWaitSeconds: meanOf(wait),
    averageTalkSeconds: meanOf(talk),
    revenue: one !== undefined && others.length === 0 ? toMoneyAnswer(one) : null,
  };
}

function meanOf({ count, sum }: Average): number | null {
  return count === 0 ? null : sum / count;
}

function byCalls(a: SourceRow, b: SourceRow): number {
  if (a.calls !== b.calls) return b.calls - a.calls;
  return `${a.source}/${a.medium}` < `${b.source}/${b.medium}` ? -1 : 1;
}
