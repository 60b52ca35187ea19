import { field, numericField, textField } from '../../fields.ts';
import type { Get } from '../requests/api.ts';
import { readAll } from '../requests/list.ts';

const advices = ['safe', 'dialled', 'too-early'] as const;
export type WindDownAdvice = (typeof advices)[number];

/** A number that is in no pool any more. Times in ms. */
export interface RemovedNumber {
  readonly number: string;
  readonly display: string;
  /** The last pool that had it. */
  readonly pool: string;
  readonly removedAt: number;
  readonly restsUntil: number;
  readonly forwards: boolean;
  readonly lastCallAt: number | undefined;
  readonly calls: number;
  /** There may be more than were counted. */
  readonly moreCalls: boolean;
  /** Whether it can be given back, and why. */
  readonly advice: WindDownAdvice;
  readonly reason: string;
}

/** All numbers that were taken out of the site's pools. Read when somebody asks. */
export async function readRemoved(get: Get, site: string): Promise<RemovedNumber[]> {
  const items = await readAll(get, `/v1/removed-numbers?site=${encodeURIComponent(site)}`);
  return items.flatMap((item) => parseRemoved(item) ?? []);
}

export function parseRemoved(value: unknown): RemovedNumber | undefined {
  const number = textField(value, 'number');
  const advice = advices.find((one) => one === field(value, 'advice'));
  const removedAt = time(value, 'removedAt');
  if (number === undefined || advice === undefined || removedAt === undefined) return undefined;
  return {
    number,
    display: textField(value, 'display') ?? number,
    pool: textField(value, 'pool') ?? '',
    removedAt,
    restsUntil: time(value, 'restsUntil') ?? removedAt,
    forwards: field(value, 'forwards') === true,
    lastCallAt: time(value, 'lastCallAt'),
    calls: numericField(value, 'calls') ?? 0,
    moreCalls: field(value, 'moreCalls') === true,
    advice,
    reason: textField(value, 'reason') ?? '',
  };
}

function time(value: unknown, name: string): number | undefined {
  const at = Date.parse(textField(value, name) ?? '');
  return Number.isNaN(at) ? undefined : at;
}
