import * as z from 'zod/mini';

const text = z.optional(z.string());

/**
 * A condition as it is stored: what was valid when it was written stays readable. What its fields mean is told in
 * `condition-settings.ts`; both must name the same.
 */
export const storedCondition = z.object({
  clickId: text,
  source: text,
  medium: text,
  campaign: text,
  landingPage: text,
  referrer: text,
  country: text,
  region: text,
  city: text,
  device: z.optional(z.enum(['desktop', 'mobile', 'tablet'])),
  channel: text,
  robot: z.optional(z.literal(true)),
});
export type PoolCondition = Readonly<z.infer<typeof storedCondition>>;
