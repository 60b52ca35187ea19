import { field, numericField, textField } from '../../../fields.ts';
import { type Money, moneyField } from '../../format/say-money.ts';
import { timeField } from '../call.ts';

export const deliveryStates = ['pending', 'delivered', 'parked', 'skipped'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** The push of one conversion to one destination. Times in ms. */
export interface Delivery {
  readonly id: string;
  readonly destination: string;
  /** The newest revision, and the newest that the destination is known to have (0: none). */
  readonly wanted: number;
  readonly sent: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly reason: string | undefined;
  /** When it is tried again. */
  readonly nextAt: number | undefined;
}

/** A goal that a call met under a rule. */
export interface Conversion {
  readonly id: string;
  readonly rule: string;
  readonly name: string;
  readonly value: Money | undefined;
  readonly revision: number;
  /** Its credit went elsewhere, or its rule does not hold any more. */
  readonly retired: boolean;
  readonly deliveries: readonly Delivery[];
}

export function parseConversion(value: unknown): Conversion | undefined {
  const id = textField(value, 'id');
  if (id === undefined) return undefined;
  const deliveries = field(value, 'deliveries');
  return {
    id,
    rule: textField(value, 'rule') ?? '',
    name: textField(value, 'name') ?? id,
    value: moneyField(value, 'value'),
    revision: numericField(value, 'revision') ?? 1,
    retired: field(value, 'state') === 'retired',
    deliveries: Array.isArray(deliveries) ? deliveries.flatMap((one) => parseDelivery(one) ?? []) : [],
  };
}

function parseDelivery(value: unknown): Delivery | undefined {
  const id = textField(value, 'id');
  const state = deliveryStates.find((one) => one === field(value, 'state'));
  if (id === undefined || state === undefined) return undefined;
  return {
    id,
    destination: textField(value, 'destination') ?? '',
    wanted: numericField(value, 'wanted') ?? 0,
    sent: numericField(value, 'sent') ?? 0,
    state,
    attempts: numericField(value, 'attempts') ?? 0,
    reason: textField(value, 'reason'),
    nextAt: timeField(value, 'nextAt'),
  };
}
