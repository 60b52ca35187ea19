import * as z from 'zod';

/** ms that a date can hold. */
const receivedAt = z.number().int().min(0).max(8.64e15);

const connectLookup = z.object({ kind: z.literal('connect-lookup'), receivedAt, payload: z.unknown() });
const connectRecord = z.object({ kind: z.literal('connect-record'), receivedAt, raw: z.string() });
const storedConnectRecord = z.object({ kind: z.literal('connect-record'), receivedAt, stored: z.string().min(1) });
const settleMessage = z.object({ kind: z.literal('settle'), call: z.string().min(1), swept: z.boolean().optional() });

/** EventBridge puts its envelopes on the queue as they are. */
const connectEvent = z
  .looseObject({ 'detail-type': z.literal('Amazon Connect Contact Event') })
  .transform((envelope) => ({ kind: 'connect-event' as const, envelope }));

/**
 * What the work queue carries: raw payloads of a carrier, and calls to be settled. `stored` names the archived text of a record
 * that is too long for a message. Times in ms.
 */
export const workMessage = z.union([connectLookup, connectRecord, storedConnectRecord, settleMessage, connectEvent]);
export type WorkMessage = z.infer<typeof workMessage>;

export type ReadWorkMessage = { readonly message: WorkMessage } | { readonly malformed: string };

/** Reads the body of a message, or says what is wrong with it; never repeats its content. */
export function readWorkMessage(body: string): ReadWorkMessage {
  const json = readJson(body);
  if ('malformed' in json) return json;
  const parsed = workMessage.safeParse(json.value);
  return parsed.success ? { message: parsed.data } : { malformed: 'the message is of no known kind' };
}

/** Reads JSON text; the reason says nothing of the text itself. */
export function readJson(text: string): { readonly value: unknown } | { readonly malformed: string } {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { malformed: 'not JSON' };
  }
}
