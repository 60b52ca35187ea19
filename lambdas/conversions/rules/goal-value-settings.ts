import * as z from 'zod';
import { decimalAmount } from '../money.ts';

/** So many goals of which one call of a caller counts are noted of one call. */
export const mostGoals = 40;

const currency = z.string().max(3);

/** Four digits after the point are exact hundredths of a percent. */
const share = z
  .number()
  .min(0.0001)
  .max(1)
  .refine((value) => Math.abs(value * 10_000 - Math.round(value * 10_000)) < 1e-6, {
    message: 'must have at most four digits after the point',
  });

const rising = { message: 'must begin higher from step to step' };

const tiers = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('talkSeconds'),
    steps: z
      .array(z.strictObject({ from: z.number().min(0).max(1_000_000), amount: decimalAmount }))
      .min(1)
      .max(20)
      .refine((steps) => isRising(steps.map(({ from }) => from)), rising),
  }),
  z.strictObject({
    by: z.literal('revenue'),
    steps: z
      .array(z.strictObject({ from: decimalAmount, amount: decimalAmount }))
      .min(1)
      .max(20)
      .refine((steps) => isRising(steps.map(({ from }) => Number(from))), rising),
  }),
]);

/** What a conversion is worth, as a user writes it. Amounts are in the currency of the site. */
export const goalValue = z.union([
  z.literal('revenue'),
  z.strictObject({ amount: decimalAmount, currency }),
  z.strictObject({ perMinute: decimalAmount, currency }),
  z.strictObject({ shareOfRevenue: share }),
  z.strictObject({ tiers, currency }),
]);

const text = z.string();

/** As it is stored: the types, known to the last field. */
export const storedGoalValue = z.union([
  z.literal('revenue'),
  z.strictObject({ amount: text, currency: text }),
  z.strictObject({ perMinute: text, currency: text }),
  z.strictObject({ shareOfRevenue: z.number() }),
  z.strictObject({
    tiers: z.discriminatedUnion('by', [
      z.strictObject({
        by: z.literal('talkSeconds'),
        steps: z.array(z.strictObject({ from: z.number(), amount: text })),
      }),
      z.strictObject({ by: z.literal('revenue'), steps: z.array(z.strictObject({ from: text, amount: text })) }),
    ]),
    currency: text,
  }),
]);
export type GoalValue = z.infer<typeof storedGoalValue>;

function isRising(values: readonly number[]): boolean {
  return values.every((value, index) => values.slice(0, index).every((before) => before < value));
}
