import * as z from 'zod';
import { poolForecast } from '../capacity/forecast.ts';
import { currencyDigits } from '../conversions/money.ts';

/** Query of `GET /v1/pools/{pool}/status`: with what one number costs a month, the answer says what numbers would cost. */
export const poolStatusQuery = z.object({
  price: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,4})?$/, 'must be an amount, like 1.15')
    .optional(),
  currency: z
    .string()
    .refine((code) => currencyDigits(code) !== undefined, { message: 'must be an ISO 4217 code' })
    .default('USD'),
});

const count = z.number().int().min(0);

/** `size = held + free + resting`; what was asked of it and how it will do only of session pools. */
export const poolStatusAnswer = z.object({
  pool: z.string(),
  site: z.string(),
  kind: z.enum(['session', 'source', 'page']),
  size: count,
  held: count,
  free: count,
  unconfirmed: count,
  resting: count,
  ...poolForecast.partial().shape,
});
