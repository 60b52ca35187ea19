import { field, numericField, textField } from '../../../fields.ts';
import { type Money, moneyField, parseMoney } from '../../format/say-money.ts';
import type { Get } from '../../requests/api.ts';
import { itemsOf } from '../../requests/list.ts';
import { type Call, parseCall } from '../call.ts';
import { type Match, parseMatch } from '../match/match.ts';

/** A call in a list: an item of `GET /v1/calls`. */
export interface ListedCall {
  readonly call: Call;
  readonly match: Match | undefined;
  /** How many conversions it came to, and what they are worth, by currency. */
  readonly conversions: number;
  readonly values: readonly Money[];
  /** Sales less refunds; undefined as long as none was reported. */
  readonly revenue: Money | undefined;
}

/** One page of calls, the newest first; `cursor` asks for the next. */
export interface CallPage {
  readonly items: readonly ListedCall[];
  readonly cursor: string | undefined;
}

export async function readCalls(get: Get, query: URLSearchParams): Promise<CallPage> {
  const page = await get(`/v1/calls?${query}`);
  return { items: itemsOf(page).flatMap((item) => parseListedCall(item) ?? []), cursor: textField(page, 'cursor') };
}

export function parseListedCall(value: unknown): ListedCall | undefined {
  const call = parseCall(field(value, 'call'));
  if (call === undefined) return undefined;
  const values = field(value, 'values');
  return {
    call,
    match: parseMatch(field(value, 'match')),
    conversions: numericField(value, 'conversions') ?? 0,
    values: Array.isArray(values) ? values.flatMap((one) => parseMoney(one) ?? []) : [],
    revenue: moneyField(value, 'revenue'),
  };
}
