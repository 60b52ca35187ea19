import * as z from 'zod';
import { requestTime } from '../../platform/http/request-time.ts';
import { visible } from '../../settings/label.ts';
import { bareCode, readPhoneCode } from '../../visits/phone-codes/phone-code.ts';

/** What people read of a report: one line of 1 to `length` characters that can be seen. */
export const reportedText = (length: number) => visible(reportedId(length));

/** A reporter's own id of something, as it comes: one line without control characters, 1 to `length` characters. */
export const reportedId = (length: number) =>
  z
    .string()
    .min(1, { abort: true })
    .max(length)
    .regex(/^\P{Cc}+$/u, { error: 'must not hold control characters', abort: true });

/** ISO 4217, by its form. */
export const reportedCurrency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 currency code, like EUR');

/** RFC 3339 with an offset. */
export const reportedTime = requestTime;

/** A code that a page showed, as somebody wrote it down; read without what stands between its digits. */
export const reportedPhoneCode = z
  .string()
  .max(60)
  .overwrite(bareCode)
  .superRefine((code, context) => {
    const read = readPhoneCode(code);
    if ('refused' in read) context.addIssue({ code: 'custom', message: read.refused });
  });
