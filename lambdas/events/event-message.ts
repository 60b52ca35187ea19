import * as z from 'zod';
import { type CallEventType, type ConversionEventType, type EventType, eventSchemaVersion } from './event-type.ts';

const time = z.iso.datetime();
const texts = z.record(z.string(), z.string());

/** A call as messages tell it. What is not known is null. */
export const messageCall = z.object({
  id: z.string(),
  status: z.string().meta({ description: 'ringing, answered, completed, missed, busy or failed.' }),
  trackedNumber: z.string().nullable(),
  caller: z.string().nullable().meta({ description: 'Null for a withheld number.' }),
  startedAt: time,
  answeredAt: time.nullable(),
  endedAt: time.nullable(),
  waitSeconds: z.number().nullable(),
  talkSeconds: z.number().nullable(),
  qualified: z.object({ verdict: z.string(), reason: z.string() }).meta({
    description: 'Whether it is what the site calls a qualified call: qualified, unqualified or unknown, and why.',
  }),
});
export type MessageCall = z.infer<typeof messageCall>;

/** Why a call belongs to a visit. */
export const messageMatch = z.object({
  method: z.string().meta({ description: 'source, recipient, click, caller-memory, lease, phone-code or none.' }),
  confidence: z.number(),
  reason: z.string(),
  source: z.string(),
  medium: z.string(),
  campaign: z.string().nullable(),
  recipient: z
    .object({ id: z.string(), campaign: z.string(), creative: z.string().optional(), pool: z.string() })
    .optional()
    .meta({ description: 'Whom the number was sent to by mail, or whose mail the visit came by; missing otherwise.' }),
  firstTimeCaller: z.boolean().nullable(),
});
export type MessageMatch = z.infer<typeof messageMatch>;

/** The visit behind it. */
export const messageVisit = z.object({
  id: z.string(),
  visitor: z.string(),
  shownAt: time,
  source: z.string(),
  medium: z.string(),
  campaign: z.string().nullable(),
  keyword: z.string().nullable(),
  content: z.string().nullable(),
  clickIds: texts,
  ids: texts,
  params: texts,
  landingPage: z.string().nullable(),
  referrer: z.string().nullable(),
  device: z.string().nullable(),
  consent: z.object({ ads: z.boolean(), analytics: z.boolean() }).nullable(),
});
export type MessageVisit = z.infer<typeof messageVisit>;

const messageConversion = z.object({
  id: z.string(),
  rule: z.string(),
  ruleVersion: z.int(),
  name: z.string(),
  value: z.object({ amount: z.string(), currency: z.string() }),
  revision: z.int(),
  state: z.enum(['open', 'retired']),
  occurredAt: time,
});

const messageParked = z.object({
  delivery: z.string().meta({ description: 'Redriven by POST /v1/calls/{call}/deliveries/{delivery}/redrive.' }),
  destination: z.string(),
  reason: z.string(),
  attempts: z.int(),
  conversion: z.string().nullable().meta({ description: 'The conversion that it was to tell.' }),
  event: z.string().nullable().meta({ description: 'Or the type of the event.' }),
});

const to = { delivery: z.string().meta({ description: 'The delivery of this very message.' }), site: z.string() };
const ofCall = { ...to, revision: z.int(), call: messageCall };
const behind = { match: messageMatch, visit: messageVisit.nullable() };

const callData = z.object({ ...ofCall, ...behind });
const conversionData = z.object({ ...to, conversion: messageConversion, call: messageCall, ...behind });
const parkedData = z.object({ ...ofCall, parked: messageParked });

const envelope = {
  id: z.string().meta({ description: 'As in the header webhook-id: the same however often it is sent.' }),
  timestamp: time.meta({ description: 'When it came about.' }),
  schemaVersion: z.literal(eventSchemaVersion),
  test: z.literal(true).optional().meta({ description: 'Only where somebody tries the address out.' }),
};

function message(type: EventType, data: z.ZodObject) {
  return z.object({ ...envelope, type: z.literal(type), data });
}

/** What each type of event looks like when it is sent. Fields are added to these, and are never renamed. */
export const eventMessages = {
  'call.started': message('call.started', callData),
  'call.matched': message('call.matched', callData),
  'call.completed': message('call.completed', callData),
  'call.qualified': message('call.qualified', callData),
  'conversion.created': message('conversion.created', conversionData),
  'conversion.updated': message('conversion.updated', conversionData),
  'conversion.retracted': message('conversion.retracted', conversionData),
  'delivery.parked': message('delivery.parked', parkedData),
} as const satisfies Readonly<Record<EventType, z.ZodType>>;

/** Parts that messages have in common, under their names in the API's description. */
export const messageSchemas = {
  EventCall: messageCall,
  EventMatch: messageMatch,
  EventVisit: messageVisit,
  EventConversion: messageConversion,
};

interface MessageOf<Type extends EventType, Data extends z.ZodType> {
  readonly id: string;
  readonly type: Type;
  readonly timestamp: string;
  readonly schemaVersion: typeof eventSchemaVersion;
  readonly test?: true;
  readonly data: z.infer<Data>;
}

/** Any of them. */
export type EventMessage =
  | MessageOf<CallEventType, typeof callData>
  | MessageOf<ConversionEventType, typeof conversionData>
  | MessageOf<'delivery.parked', typeof parkedData>;
