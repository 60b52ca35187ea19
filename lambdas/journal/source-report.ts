import * as z from 'zod';
import type { StoredCall } from '../calls/call-item.ts';
import { tellMoney, toldMoney } from './told.ts';

const count = z.number().int().min(0);

/** The calls of one source and medium; what each column counts can be added up from `GET /v1/calls`. */
export const sourceRow = z.object({
  source: z.string(),
  medium: z.string(),
  calls: count,
  firstTimeCallers: count,
  /** Answered by a person: they talk, or have talked. */
  answered: count,
  missed: count,
  busy: count,
  failed: count,
  ringing: count,
  /** Over the calls of which it is known; null if there are none. */
  averageWaitSeconds: z.number().nullable(),
  averageTalkSeconds: z.number().nullable(),
  /** Open ones. */
  conversions: count,
  /** Sales less refunds; null where numbers in no pool were called, which have no currency. */
  revenue: toldMoney.nullable(),
});
export type SourceRow = z.infer<typeof sourceRow>;

export const sourceReport = z.object({ items: z.array(sourceRow) });

/**
 * Sums by source and medium, the most calls first. What is in different currencies is in different rows. `currencyOf` tells the
 * currency of a site.
 */
export async function reportSources(
  calls: AsyncIterable<StoredCall>,
  currencyOf: (site: string) => string | undefined,
): Promise<SourceRow[]> {
  const groups = new Map<string, Group>();
  for await (const call of calls) {
    const currency = call.sums?.revenue?.currency ?? currencyOf(call.site);
    const { source, medium } = call.match;
    const key = JSON.stringify([source, medium, currency]);
    const group = groups.get(key) ?? emptyGroup({ source, medium, currency });
    groups.set(key, group);
    add(group, call);
  }
  return [...groups.values()].map(rowOf).sort(byCalls);
}

interface Average {
  count: number;
  sum: number;
}

interface Group {
  readonly of: { readonly source: string; readonly medium: string; readonly currency: string | undefined };
  readonly byStatus: Record<StoredCall['status'], number>;
  calls: number;
  firstTimeCallers: number;
  conversions: number;
  /** Exact however much it is; minor units. */
  revenue: bigint;
  readonly wait: Average;
  readonly talk: Average;
}

function emptyGroup(of: Group['of']): Group {
  return {
    of,
    byStatus: { ringing: 0, answered: 0, completed: 0, missed: 0, busy: 0, failed: 0 },
    calls: 0,
    firstTimeCallers: 0,
    conversions: 0,
    revenue: 0n,
    wait: { count: 0, sum: 0 },
    talk: { count: 0, sum: 0 },
  };
}

function add(group: Group, { status, match, sums, waitSeconds, talkSeconds }: StoredCall): void {
  group.byStatus[status] += 1;
  group.calls += 1;
  if (match.firstTimeCaller === true) group.firstTimeCallers += 1;
  group.conversions += sums?.conversions ?? 0;
  group.revenue += BigInt(sums?.revenue?.minor ?? 0);
  addTo(group.wait, waitSeconds);
  addTo(group.talk, talkSeconds);
}

function addTo(average: Average, value: number | undefined): void {
  if (value === undefined) return;
  average.count += 1;
  average.sum += value;
}

function rowOf({ of, byStatus, calls, firstTimeCallers, conversions, revenue, wait, talk }: Group): SourceRow {
  const { source, medium, currency } = of;
  return {
    source,
    medium,
    calls,
    firstTimeCallers,
    answered: byStatus.answered + byStatus.completed,
    missed: byStatus.missed,
    busy: byStatus.busy,
    failed: byStatus.failed,
    ringing: byStatus.ringing,
    averageWaitSeconds: meanOf(wait),
    averageTalkSeconds: meanOf(talk),
    conversions,
    revenue: currency === undefined ? null : tellMoney({ minor: Number(revenue), currency }),
  };
}

function meanOf({ count, sum }: Average): number | null {
  return count === 0 ? null : sum / count;
}

function byCalls(a: SourceRow, b: SourceRow): number {
  if (a.calls !== b.calls) return b.calls - a.calls;
  return `${a.source}/${a.medium}` < `${b.source}/${b.medium}` ? -1 : 1;
}
