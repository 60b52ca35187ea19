import * as z from 'zod';
import type { MatchedVisit } from '../../../calls/match/match.ts';
import { receiverFormats } from '../../formats/receiver-formats.ts';
import type { BuildInput, Built, Destination } from '../destination.ts';
import { eventName } from './event-name.ts';
import { readCollected } from './ga4-answers.ts';
import { joinSession } from './ga4-session.ts';

const day = 86_400;

const settings = z.strictObject({
  measurementId: z
    .string()
    .regex(/^G-[A-Z0-9]{4,20}$/, 'must be a measurement id, like G-ABC1234567')
    .describe('Of the web data stream.'),
  event: eventName
    .default('generate_lead')
    .describe('Name of the event. A purchase is counted once, and can be taken back; others are neither.'),
  sessionMinutes: z.number().int().min(5).max(475).default(30).describe('The session timeout of the property.'),
  endpoint: z
    .url({ protocol: /^https?$/, error: 'must be an https address' })
    .max(2000)
    .default('https://www.google-analytics.com')
    .describe('Where events are collected: https://region1.google-analytics.com for the EU.'),
});
export type Ga4Settings = z.infer<typeof settings>;

const secrets = z.strictObject({
  apiSecret: z
    .string()
    .regex(/^[\w-]{1,100}$/, 'must be an API secret of the data stream')
    .describe('A secret of the data stream for the Measurement Protocol.'),
});
export type Ga4Secrets = z.infer<typeof secrets>;

type Input = BuildInput<Ga4Settings, Ga4Secrets>;

const format = receiverFormats.ga4;

/** The value of a parameter has so many characters at most; the event of a longer one is dropped. */
const longestValue = 100;

/** An event has so many items at most. */
const mostItems = 200;

/** Google Analytics 4, Measurement Protocol: https://developers.google.com/analytics/devguides/collection/protocol/ga4 */
export const ga4: Destination<Ga4Settings, Ga4Secrets> = {
  type: 'ga4',
  settings,
  secrets,
  can: {
    // An event is never changed; a purchase that is sent again is dropped, its new value with it.
    restate: false,
    retract: false,
    dedupe: 'none',
    // What is older is moved or dropped.
    maxAgeSeconds: 3 * day,
    identifiers: ['ga'],
    consentNeeded: 'analytics',
  },
  canBy: ({ event }, isRetired) =>
    event === 'purchase'
      ? {
          retract: true,
          retractsRefunds: true,
          retractsForGood: true,
          retractsAnyAge: true,
          // Nothing says for how long; after three days none is sent any more. A refund is not known again.
          dedupe: isRetired ? 'none' : { key: 'transaction_id', windowSeconds: 4 * day },
        }
      : {},
  variants: [{ event: 'purchase' }],
  trial: 'checked',

  build(input) {
    const { kind, match, isTest } = input;
    const { visit } = match;
    if (visit === null)
      return {
        kind: 'skip',
        because: 'no-consent',
        reason: 'the call belongs to no visit, so nobody allowed analytics',
      };
    if (visit.consent?.analytics !== true)
      return { kind: 'skip', because: 'no-consent', reason: 'the visitor did not allow analytics' };
    if (kind === 'restate')
      return { kind: 'skip', because: 'no-new-values', reason: 'Google Analytics takes no new values' };
    const client = fitting(visit.ids?.ga) ?? (isTest ? '1000000000.1700000000' : undefined);
    if (client === undefined)
      return { kind: 'skip', because: 'no-identifier', reason: 'the visit has no client id of Google Analytics' };
    return kind === 'retract' ? refund(input, visit, client) : event(input, visit, client);
  },

  read: readCollected,
};

function event(input: Input, visit: MatchedVisit, client: string): Built {
  const { conversion, call, settings, soldAgain, now } = input;
  // A clock that is ahead of Google's would make it one of the future.
  const at = Math.min(soldAgain?.at ?? conversion.occurredAt, now);
  const join = joinSession(visit, { at, now, timeoutMs: settings.sessionMinutes * 60_000 });
  const id = fitting(call.id);
  const params = {
    value: format.amount(conversion.value),
    currency: conversion.value.currency,
    ...(settings.event === 'purchase' && { transaction_id: transactionId(input), items: items(conversion) }),
    ...(join.session === undefined ? { session: 'none' } : { session_id: join.session }),
    engagement_time_msec: 1,
    ...(id !== undefined && { call_id: id }),
  };
  return collect(input, visit, { client, at, name: settings.event, params }, 'why' in join ? join.why : undefined);
}

/** A purchase that was refunded is one for ever: what is sold after that is another one. */
function transactionId({ conversion, soldAgain }: Input): string {
  return soldAgain === undefined ? conversion.id : `${conversion.id}-${soldAgain.times + 1}`;
}

/** What was bought: what orders name, else what the rule calls it. */
function items({ sold = [], name }: Input['conversion']) {
  const ids = sold.flatMap((sku) => fitting(sku) ?? []).slice(0, mostItems);
  return ids.length > 0 ? ids.map((sku) => ({ item_id: sku })) : [{ item_name: name.slice(0, longestValue) }];
}

/** Of the whole transaction, and of all that the purchase was worth as it was told: its sum is what reports take off. It comes about now. */
function refund(input: Input, visit: MatchedVisit, client: string): Built {
  const { delivery, now } = input;
  const { told } = delivery;
  const params = {
    ...(told && { value: format.amount(told), currency: told.currency }),
    transaction_id: transactionId(input),
    session: 'none',
    engagement_time_msec: 1,
  };
  return collect(input, visit, { client, at: now, name: 'refund', params });
}

interface Collected {
  readonly client: string;
  readonly at: number;
  readonly name: string;
  readonly params: object;
}

/** The secret has no place but the address. */
function collect(
  { settings, secrets, isTest }: Input,
  { consent }: MatchedVisit,
  { client, at, name, params }: Collected,
  note?: string,
): Built {
  const granted = consent?.ads === true ? 'GRANTED' : 'DENIED';
  const query = new URLSearchParams({ measurement_id: settings.measurementId, api_secret: secrets.apiSecret });
  const body = {
    client_id: client,
    timestamp_micros: format.time(at),
    consent: { ad_user_data: granted, ad_personalization: granted },
    ...(isTest && { validation_behavior: 'ENFORCE_RECOMMENDATIONS' }),
    events: [{ name, params }],
  };
  const path = isTest ? '/debug/mp/collect' : '/mp/collect';
  return {
    kind: 'request',
    request: {
      method: 'POST',
      url: `${settings.endpoint.replace(/\/+$/, '')}${path}?${query.toString()}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
    ...(note !== undefined && { note }),
  };
}

/** Undefined for what is too long for a parameter: half of an id is another one. */
function fitting(value: string | undefined): string | undefined {
  return value !== undefined && value !== '' && value.length <= longestValue ? value : undefined;
}
