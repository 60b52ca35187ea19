import * as z from 'zod/mini';
import { deliveryResults } from '../../deliveries/delivery-result.ts';
import { openWord } from '../../platform/http/open-word.ts';
import { moneyAnswer } from '../call-answer.ts';
import { reconciliationLines } from './reconciliation-line.ts';

const count = z.int();

/** What became of a destination's conversions of a day: `conversions` is the sum of all lines, `sent` of those that it received. */
export const reconciliationDay = z.object({
  day: z.iso.date(),
  destination: z.string(),
  conversions: count,
  sent: count,
  waiting: count,
  accepted: count,
  counted: count,
  takenBack: count,
  notMatched: count,
  noConsent: count,
  tooOld: count,
  noIdentifier: count,
  withdrawn: count,
  skipped: count,
  parked: count,
  unsupported: count,
});
export type ReconciliationDay = Readonly<z.infer<typeof reconciliationDay>>;

/** A part of it, by day and destination; `cursor`, if there is more. A day is never in two parts. */
export const reconciliationAnswer = z.object({ items: z.array(reconciliationDay), cursor: z.optional(z.string()) });

/** A conversion, and what became of it at a destination. */
export const reconciledConversion = z.object({
  conversion: z.string(),
  call: z.string(),
  /** The goal, as its rule calls it; missing where only a newer version can read it. */
  name: z.optional(z.string()),
  value: z.optional(moneyAnswer),
  revision: count,
  occurredAt: z.iso.datetime(),
  destination: z.string(),
  delivery: z.string(),
  line: openWord(reconciliationLines),
  result: z.optional(openWord(deliveryResults)),
  reason: z.optional(z.string()),
  attempts: count,
});
export type ReconciledConversion = Readonly<z.infer<typeof reconciledConversion>>;

export const reconciledConversions = z.object({ items: z.array(reconciledConversion), cursor: z.optional(z.string()) });
