import type { Management } from './management.ts';

interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** The parts of an item of `GET /v1/calls` that count. */
export interface ListedCall {
  readonly call: {
    readonly id: string;
    readonly status: string;
    readonly waitSeconds?: number;
    readonly talkSeconds?: number;
  };
  readonly match: { readonly source: string; readonly medium: string; readonly firstTimeCaller?: boolean };
  readonly conversions: number;
  readonly revenue?: Money;
}

/** A row of `GET /v1/reports/sources`. */
export interface SourceSums {
  readonly source: string;
  readonly medium: string;
  readonly calls: number;
  readonly firstTimeCallers: number;
  readonly answered: number;
  readonly missed: number;
  readonly averageWaitSeconds: number | null;
  readonly averageTalkSeconds: number | null;
  readonly conversions: number;
  readonly revenue: Money | null;
}

/** Every call of the range, two at a time. */
export async function listedCalls(api: Management, range: string): Promise<ListedCall[]> {
  const items: ListedCall[] = [];
  let cursor: string | undefined;
  do {
    const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await api.must<{ items: ListedCall[]; cursor?: string }>(`GET /v1/calls?${range}&limit=2${more}`);
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
}

/** The sums by source as somebody would add them up by hand. */
export function addUp(calls: readonly ListedCall[]): SourceSums[] {
  const keyOf = ({ match }: ListedCall) => `${match.source}/${match.medium}`;
  return [...new Set(calls.map(keyOf))].flatMap((key) => {
    const group = calls.filter((call) => keyOf(call) === key);
    const [first] = group;
    if (first === undefined) return [];
    const having = (...statuses: string[]) => group.filter(({ call }) => statuses.includes(call.status)).length;
    const cents = group.reduce((sum, { revenue }) => sum + Math.round(Number(revenue?.amount ?? 0) * 100), 0);
    return {
      source: first.match.source,
      medium: first.match.medium,
      calls: group.length,
      firstTimeCallers: group.filter(({ match }) => match.firstTimeCaller === true).length,
      answered: having('answered', 'completed'),
      missed: having('missed'),
      averageWaitSeconds: mean(group.map(({ call }) => call.waitSeconds)),
      averageTalkSeconds: mean(group.map(({ call }) => call.talkSeconds)),
      conversions: group.reduce((sum, { conversions }) => sum + conversions, 0),
      revenue: { amount: (cents / 100).toFixed(2), currency: 'EUR' },
    };
  });
}

function mean(values: readonly (number | undefined)[]): number | null {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
