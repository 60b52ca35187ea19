import * as z from 'zod';
import { callerListName } from '../../settings/callers/caller-list.ts';
import { e164 } from '../../settings/e164.ts';
import { settingsId } from '../../settings/settings-id.ts';

const text = z.string().min(1).max(200);

/** A call that never was. What is not said is as it is known of number and caller. */
export const imaginedCall = z.strictObject({
  site: settingsId,
  /** When the phone rings; now, if missing. */
  at: z.iso.datetime({ offset: true }).optional(),
  /** Null: the caller withholds it. */
  from: z.nullable(e164).optional(),
  /** The number that is dialled. */
  to: z.optional(e164),
  source: text.optional(),
  medium: text.optional(),
  campaign: text.optional(),
  keyword: text.optional(),
  /** Whom the number was sent to by mail. */
  recipient: text.optional(),
  landingPage: z.string().min(1).max(2000).optional(),
  referrer: z.string().min(1).max(2000).optional(),
  device: z.enum(['desktop', 'mobile', 'tablet']).optional(),
  firstTimeCaller: z.boolean().optional(),
  callerList: z.optional(callerListName),
  purchases: z.number().int().min(0).optional(),
  valueSoFar: z.number().min(0).optional(),
  spamScore: z.number().int().min(0).max(100).optional(),
  /** Where it lies among all calls, 0 to 100; a real one has it by its id. */
  share: z.number().min(0).lt(100).optional(),
});
export type ImaginedCall = z.infer<typeof imaginedCall>;

/** A call that was, by its id. */
export const realCall = z.strictObject({ call: z.string().min(1).max(300) });

/** `POST /v1/routes/explain`: of a call that was, or of one that is imagined. */
export const explainRequest = z.union([realCall, imaginedCall]);
