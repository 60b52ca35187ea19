import { field, numberField, numericField, textField, textsField } from '../../fields.ts';
import { type PoolForecast, parseForecast } from './pool-forecast.ts';

/** What a number of a pool does now. */
export const numberStates = ['held', 'probation', 'resting', 'free'] as const;
export type NumberState = (typeof numberStates)[number];

export interface PoolNumber {
  readonly number: string;
  readonly display: string;
  readonly state: NumberState;
}

/** A pool as its card shows it. */
export interface Pool {
  readonly id: string;
  readonly site: string;
  readonly kind: string;
  readonly source: string;
  readonly medium: string | undefined;
  readonly campaign: string | undefined;
  /** Session pools: shown to visitors who got no number of their own. */
  readonly defaultNumber: string | undefined;
  readonly defaultDisplay: string | undefined;
  /** Static pools. */
  readonly staticNumbers: readonly { readonly number: string; readonly display: string }[];
  readonly leaseSeconds: number | undefined;
}

/** Counts of `GET /v1/pools/{pool}/status`: `size = held + free + resting`. */
export interface PoolStatus {
  readonly size: number;
  readonly held: number;
  readonly free: number;
  /** Those of `held` that are on probation. */
  readonly unconfirmed: number;
  readonly resting: number;
  /** Session pools. */
  readonly forecast: PoolForecast | undefined;
}

export function parsePool(value: unknown): Pool | undefined {
  const id = textField(value, 'id');
  // Of a pool that only a newer version knows there is nothing to show.
  if (id === undefined || field(value, 'unsupported') === true) return undefined;
  const shown = field(value, 'shown');
  const displays = new Map(
    Array.isArray(shown) ? shown.map((one) => [textField(one, 'e164'), textField(one, 'display')]) : [],
  );
  return {
    id,
    site: textField(value, 'site') ?? '',
    kind: textField(value, 'kind') ?? '',
    source: textField(value, 'source') ?? '',
    medium: textField(value, 'medium'),
    campaign: textField(value, 'campaign'),
    defaultNumber: textField(value, 'defaultNumber'),
    defaultDisplay: numberField(value, 'default')?.display ?? textField(value, 'defaultNumber'),
    staticNumbers: textsField(value, 'numbers').map((number) => ({ number, display: displays.get(number) ?? number })),
    leaseSeconds: numericField(value, 'leaseSeconds'),
  };
}

export function parseStatus(value: unknown): PoolStatus {
  const count = (name: string) => numericField(value, name) ?? 0;
  return {
    size: count('size'),
    held: count('held'),
    free: count('free'),
    unconfirmed: count('unconfirmed'),
    resting: count('resting'),
    forecast: parseForecast(value),
  };
}

export function parsePoolNumber(value: unknown): PoolNumber | undefined {
  const number = textField(value, 'number');
  const state = numberStates.find((one) => one === field(value, 'state'));
  if (number === undefined || state === undefined) return undefined;
  return { number, display: textField(value, 'display') ?? number, state };
}
