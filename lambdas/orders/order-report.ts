import * as z from 'zod';
import { clickIdParameters } from '../attribution/click-id-parameters.ts';
import {
  reportedCurrency,
  reportedId,
  reportedPhoneCode,
  reportedText,
  reportedTime,
} from '../conversions/ledger/reported-fields.ts';
import { email } from '../identifiers/email.ts';
import { e164 } from '../settings/e164.ts';
import { settingsId } from '../settings/settings-id.ts';

const amount = z
  .string()
  .regex(
    /^\d{1,12}(\.\d{1,4})?$/,
    'must be a decimal amount as text, like "129.50", at most 12 digits before the point; what is given back is a refund',
  );

/** A line of an order. `amount`: of the whole line, in the order's currency. */
const orderItem = z.strictObject({
  sku: reportedId(100),
  name: reportedText(200).optional(),
  quantity: z.number().positive().max(1_000_000),
  amount,
});

const knownClickIds = new Set(clickIdParameters.map(({ name }) => name));

const clickId = z
  .record(
    z.string().refine((name) => knownClickIds.has(name), 'must be a click id that is known, like gclid or fbclid'),
    reportedId(500),
  )
  .refine((ids) => Object.keys(ids).length > 0, 'must name at least one click id');

/** By what the call of an order is found; the more is said, the surer. */
const find = z
  .strictObject({
    /** The id of a call, or of any contact of it. As long as the site has no such call, the others are asked. */
    call: reportedId(200).optional(),
    phone: z.optional(e164),
    email: z.optional(email),
    clickId: clickId.optional(),
    /** The code that a page showed: of the visit that was shown it. */
    phoneCode: reportedPhoneCode.optional(),
  })
  .refine((keys) => Object.values(keys).some((key) => key !== undefined), {
    message: 'must say at least one of call, phone, email, clickId, phoneCode',
  });

/** `POST /v1/orders`: what a shop or a CRM sold, gave back or cancelled, and by what the call that led to it is found. */
export const orderReport = z
  .strictObject({
    site: settingsId,
    /** The reporter's own id of the event: the same id again is the same event. */
    eventId: reportedId(200),
    /** The reporter's own id of the order: a refund or cancellation goes where the sale of this order goes. */
    orderId: reportedId(200).optional(),
    /** When it came about; else when it is reported. Not in the future. */
    occurredAt: reportedTime.optional(),
    outcome: reportedText(100).optional(),
    tags: z.array(reportedText(50)).max(20).optional(),
    revenue: z
      .discriminatedUnion(
        'kind',
        [
          z.strictObject({ kind: z.literal('sale'), amount, currency: reportedCurrency }),
          z.strictObject({ kind: z.literal('refund'), amount, currency: reportedCurrency }),
          z.strictObject({
            kind: z.literal('cancel'),
            /** The event that is cancelled; without it the whole order. */
            cancels: reportedId(200).optional(),
          }),
        ],
        { error: 'must be of kind sale, refund or cancel' },
      )
      .optional(),
    items: z.array(orderItem).max(200).optional(),
    /** May be missing where `orderId` names an order whose sale says it. */
    find: find.optional(),
  })
  .refine(({ outcome, tags, revenue }) => outcome !== undefined || tags !== undefined || revenue !== undefined, {
    message: 'must say at least one of outcome, tags, revenue',
  })
  .refine((report) => report.find !== undefined || isChangeOfOrder(report), {
    path: ['find'],
    message: 'must say by what the call is found; only a refund or cancellation that names its order may leave it out',
  })
  .refine(({ orderId, revenue }) => revenue?.kind !== 'cancel' || (revenue.cancels ?? orderId) !== undefined, {
    path: ['revenue', 'cancels'],
    message: 'must name the event that is cancelled, or orderId the order',
  })
  .refine(({ items, revenue }) => items === undefined || revenue?.kind === 'sale' || revenue?.kind === 'refund', {
    path: ['items'],
    message: 'must only be given with a sale or a refund',
  });
export type OrderReport = z.infer<typeof orderReport>;

/** It goes where what it changes goes. */
function isChangeOfOrder({ orderId, revenue }: Changing): boolean {
  if (revenue?.kind === 'cancel') return true;
  return revenue?.kind === 'refund' && orderId !== undefined;
}

interface Changing {
  readonly orderId?: string | undefined;
  readonly revenue?: { readonly kind: string } | undefined;
}
