import { field, numericField, textField } from '../../fields.ts';
import { type Money, moneyField } from '../format/say-money.ts';
import type { Get } from '../requests/api.ts';
import { itemsOf } from '../requests/list.ts';

/** Sums over calls. Averages in seconds, over the calls that have such a time; undefined if none has. */
export interface CallSums {
  readonly calls: number;
  readonly firstTimeCallers: number;
  readonly answered: number;
  readonly missed: number;
  readonly averageWaitSeconds: number | undefined;
  readonly averageTalkSeconds: number | undefined;
  readonly conversions: number;
  readonly revenue: Money | undefined;
}

export interface SourceSums extends CallSums {
  readonly source: string;
  readonly medium: string;
}

/** `GET /v1/reports/sources`: sums by source, and over all of them. */
export interface SourceReport {
  readonly sources: readonly SourceSums[];
  readonly total: CallSums;
}

export async function readSourceReport(get: Get, query: URLSearchParams): Promise<SourceReport> {
  const answer = await get(`/v1/reports/sources?${query}`);
  return {
    sources: itemsOf(answer).map((item) => ({
      ...parseSums(item),
      source: textField(item, 'source') ?? 'unknown',
      medium: textField(item, 'medium') ?? '',
    })),
    total: parseSums(field(answer, 'total')),
  };
}

function parseSums(value: unknown): CallSums {
  const count = (name: string) => numericField(value, name) ?? 0;
  return {
    calls: count('calls'),
    firstTimeCallers: count('firstTimeCallers'),
    answered: count('answered'),
    missed: count('missed'),
    averageWaitSeconds: numericField(value, 'averageWaitSeconds'),
    averageTalkSeconds: numericField(value, 'averageTalkSeconds'),
    conversions: count('conversions'),
    revenue: moneyField(value, 'revenue'),
  };
}
