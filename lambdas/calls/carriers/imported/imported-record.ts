import * as z from 'zod';
import { requestTime } from '../../../platform/http/request-time.ts';

const id = z.string().regex(/^[\w.:@~-]{1,200}$/, 'must be 1 to 200 letters, digits and . _ : @ ~ -');
const seconds = z.number().min(0).max(1_000_000);
const name = z.string().min(1).max(512);

/** The last word on a past call, or on one leg of it, as a list of a PBX or a carrier has it. */
export const importedRecord = z.strictObject({
  /** The carrier's own id of the call: what its webhooks told of the same id is the same call. */
  id,
  /** One part of a call that has several. */
  leg: id.optional(),
  direction: z.enum(['inbound', 'outbound']).default('inbound'),
  /** Who called; missing or a word like `anonymous`: withheld. Of an outbound call it is our number. */
  from: z.string().max(512).optional(),
  /** The number that was dialled. */
  to: z.string().max(512).optional(),
  startedAt: requestTime,
  /** When a person answered; missing: nobody did. */
  answeredAt: requestTime.optional(),
  endedAt: requestTime.optional(),
  waitSeconds: seconds.optional(),
  talkSeconds: seconds.optional(),
  holdSeconds: seconds.optional(),
  agent: name.optional(),
  queue: name.optional(),
  /** The carrier's word for why it ended, like `BUSY`. */
  endReason: name.optional(),
});
export type ImportedRecord = z.infer<typeof importedRecord>;
export type NewImportedRecord = Readonly<z.input<typeof importedRecord>>;
