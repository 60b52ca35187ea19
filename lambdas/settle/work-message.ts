import * as z from 'zod';
import { type CarrierMessage, carrierMessage, receivedAt } from '../calls/carriers/carrier-message.ts';
import { connectMessage } from '../calls/carriers/connect/connect-message.ts';
import { ruleEventTypes } from '../calls/carriers/connect/contact-lens/rule-event.ts';
import { readJson } from '../calls/carriers/read-json.ts';

const settleMessage = z.object({
  kind: z.literal('settle'),
  call: z.string().min(1),
  swept: z.boolean().optional(),
  /** It is to be matched anew, though it is matched. */
  again: z.boolean().optional(),
});

/** Of before there was one kind for all carriers: they may lie among the dead letters for two weeks. */
const earlierLookup = z
  .object({ kind: z.literal('connect-lookup'), receivedAt, payload: z.unknown() })
  .transform(({ receivedAt, payload }) =>
    connectMessage('lookup', receivedAt, { raw: JSON.stringify(payload ?? null) }),
  )
  .pipe(carrierMessage);
const earlierRecord = z
  .object({ kind: z.literal('connect-record'), receivedAt, raw: z.string() })
  .transform(({ receivedAt, raw }) => connectMessage('records', receivedAt, { raw }))
  .pipe(carrierMessage);
const earlierStoredRecord = z
  .object({ kind: z.literal('connect-record'), receivedAt, stored: z.string().min(1) })
  .transform(({ receivedAt, stored }) => connectMessage('records', receivedAt, { stored }))
  .pipe(carrierMessage);

const workMessage = z.union([carrierMessage, settleMessage, earlierLookup, earlierRecord, earlierStoredRecord]);

/** EventBridge puts its envelopes on the queue as they are. */
const contactEvent = z.looseObject({ 'detail-type': z.literal('Amazon Connect Contact Event') });
const ruleEvent = z.looseObject({ 'detail-type': z.enum(ruleEventTypes) });

/** What the work queue carries: what a carrier sent, and calls to be settled. */
export type WorkMessage = CarrierMessage | Readonly<z.infer<typeof settleMessage>>;

export type ReadWorkMessage = { readonly message: WorkMessage } | { readonly malformed: string };

/**
 * Reads the body of a message, or says what is wrong with it; never repeats its content. Events say nothing of their receipt: it is when
 * they were queued, `sentAt` (ms).
 */
export function readWorkMessage(body: string, sentAt: number): ReadWorkMessage {
  const json = readJson(body);
  if ('malformed' in json) return json;
  const hook = hookOfEvent(json.value);
  const parsed = workMessage.safeParse(hook ? connectMessage(hook, sentAt, { raw: body }) : json.value);
  return parsed.success ? { message: parsed.data } : { malformed: 'the message is of no known kind' };
}

function hookOfEvent(value: unknown): 'events' | 'rules' | undefined {
  if (contactEvent.safeParse(value).success) return 'events';
  return ruleEvent.safeParse(value).success ? 'rules' : undefined;
}
