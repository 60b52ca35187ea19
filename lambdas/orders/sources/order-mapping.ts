import * as z from 'zod';
import { clickIdParameters } from '../../attribution/click-id-parameters.ts';
import { expression } from './expression.ts';

const clickIdName = z.enum(clickIdParameters.map(({ name }) => name));

/** What a webhook can tell. One may tell several. */
export const orderKinds = ['sale', 'refund', 'cancel'] as const;
export type OrderKind = (typeof orderKinds)[number];

/** Where the facts of an order are. */
export const fields = z.strictObject({
  /** The sender's own id of the event, the same whenever it is sent again; of sales, refunds and cancellations each by themselves. */
  id: expression,
  /** By which sale, refunds and cancellation of an order refer to each other. */
  orderId: expression.optional(),
  /** RFC 3339, or seconds or milliseconds since 1970; else when it came. */
  occurredAt: expression.optional(),
  /** One amount, or a list that is added up. */
  amount: expression.optional(),
  /** Else the site's. */
  currency: expression.optional(),
  phone: expression.optional(),
  /** ISO 3166-1 alpha-2: of numbers that do not say theirs. Else the source's. */
  country: expression.optional(),
  email: expression.optional(),
  /** The id of the call. */
  call: expression.optional(),
  /** The address at which the buyer came: its click ids are read. */
  landingPage: expression.optional(),
  clickIds: z.partialRecord(clickIdName, expression).optional(),
});
export type Fields = Readonly<z.infer<typeof fields>>;

/** Some of them, instead of others. */
export const fieldChanges = fields.partial();
export type FieldChanges = Readonly<z.infer<typeof fieldChanges>>;

/** Where the lines of an order are; the other expressions are over one line each. */
export const items = z.strictObject({
  list: expression,
  sku: expression,
  name: expression.optional(),
  /** Else 1. */
  quantity: expression.optional(),
  /** Of the whole line. */
  amount: expression.optional(),
  /** Of one piece, where there is no amount of the line. */
  unitAmount: expression.optional(),
});
export type Items = Readonly<z.infer<typeof items>>;

const told = z.strictObject({
  /** Whether the webhook tells of one. */
  when: expression,
  /** It tells of several: each of this list, as `each` in the expressions of the fields. */
  each: expression.optional(),
  /** Where facts are elsewhere than the other kinds have them. */
  fields: fieldChanges.optional(),
  items: items.optional(),
});

/** Of what a webhook can tell: how that is seen. */
export const kinds = z.partialRecord(z.enum(orderKinds), told);
export type Kinds = Readonly<z.infer<typeof kinds>>;

/** Whether amounts are in units (dollars, as `129.50`) or in minor units (cents, as `12950`). */
export const amountUnit = z.enum(['major', 'minor']);

/** How a sender's webhooks are read. */
export interface OrderMapping {
  readonly kinds: Kinds;
  readonly fields: Fields;
  readonly amountUnit: z.infer<typeof amountUnit>;
  /** Digits of currencies whose minor units are others with this sender than in ISO 4217. */
  readonly minorDigits?: Readonly<Record<string, number>> | undefined;
}
