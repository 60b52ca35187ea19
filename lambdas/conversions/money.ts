import * as z from 'zod';

/** An amount of one currency in minor units (cents, yen, fils), so that sums are exact. */
export const money = z.object({ minor: z.number().int(), currency: z.string() });
export type Money = z.infer<typeof money>;
