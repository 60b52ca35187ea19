import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { clickIdParameters } from '../../../lambdas/attribution/click-id-parameters.ts';
import { reportedCurrency } from '../../../lambdas/conversions/ledger/reported-fields.ts';
import { parseFields } from '../../../lambdas/platform/http/parse-fields.ts';
import { CliError } from '../cli-error.ts';
import { sayFieldError } from '../management.ts';

/** What a line can say, under the names that its columns have unless the map says otherwise. */
export const orderColumns = [
  'eventId',
  'orderId',
  'kind',
  'amount',
  'currency',
  'occurredAt',
  'outcome',
  'call',
  'phone',
  'email',
  'sku',
  'itemName',
  'quantity',
  'itemAmount',
  ...clickIdParameters.map(({ name }) => name),
] as const;
export type OrderColumn = (typeof orderColumns)[number];

const orderMap = z.strictObject({
  /** By what a line says, the header of its column. */
  columns: z.partialRecord(z.enum(orderColumns), z.string().min(1)).default({}),
  /** By what stands in the column `kind`. What is not named here is read as it stands. */
  kinds: z.record(z.string(), z.enum(['sale', 'refund', 'cancel', 'skip'])).default({}),
  /** What stands before the cents. */
  decimal: z.enum(['.', ',']).default('.'),
  /** IANA time zone of times that do not say theirs; else the site's. */
  timeZone: z
    .string()
    .refine((zone) => isTimeZone(zone), { message: 'must be an IANA time zone, like Europe/Berlin' })
    .optional(),
  /** ISO 3166-1 alpha-2, of phone numbers that do not say theirs; else the site's. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be an ISO 3166 country code, like DE')
    .optional(),
  /** ISO 4217, where there is no column of it; else the site's. */
  currency: reportedCurrency.optional(),
});
export type OrderMap = Readonly<z.infer<typeof orderMap>>;

/** Reads the file of `--map`; without one columns are named as their fields. Throws what is wrong with it, in words. */
export async function readOrderMap(file: string | undefined): Promise<OrderMap> {
  if (file === undefined) return orderMap.parse({});
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CliError(`${file} cannot be read`, { cause: error });
  });
  const parsed = parseFields(orderMap, jsonOf(content, file));
  if ('data' in parsed) return parsed.data;
  throw new CliError(`${file}: ${parsed.errors.map(sayFieldError).join('; ')}`);
}

function jsonOf(content: string, file: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CliError(`${file} is not JSON`, { cause: error });
  }
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
