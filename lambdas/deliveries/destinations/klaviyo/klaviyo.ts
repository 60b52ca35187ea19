import * as z from 'zod';
import { likelyRecipient } from '../../../calls/match/likely-recipient.ts';
import { receiverFormats } from '../../formats/receiver-formats.ts';
import { callerNumber } from '../call-facts.ts';
import type { BuildInput, DeliveryKind, Destination } from '../destination.ts';
import { readProbeOfRights } from '../probe.ts';
import { readEventCreated } from './klaviyo-answers.ts';

const day = 86_400;

/** The version of the API, whose requests and answers these are. */
const apiRevision = '2026-07-15';

const settings = z.strictObject({
  metric: z
    .string()
    .min(1)
    .max(100)
    .default('Phone Call')
    .describe('Name of the metric that conversions are events of.'),
  recipientIs: z
    .enum(['profile', 'external'])
    .optional()
    .describe(
      "What the ids of a list's recipients are to Klaviyo: ids of its profiles, or their external ids. Without it recipients are known by their e-mail address.",
    ),
  endpoint: z
    .url({ protocol: /^https?$/, error: 'must be an https address' })
    .max(2000)
    .default('https://a.klaviyo.com')
    .describe('Where the API is.'),
});
export type KlaviyoSettings = z.infer<typeof settings>;

const secrets = z.strictObject({
  apiKey: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be a private API key')
    .describe('A private key with the scope events:write.'),
});
export type KlaviyoSecrets = z.infer<typeof secrets>;

type Input = BuildInput<KlaviyoSettings, KlaviyoSecrets>;

const format = receiverFormats.klaviyo;

/** Events are never changed: what comes after the first one is of a metric of its own. */
const metricEndings: Readonly<Record<DeliveryKind, string>> = {
  new: '',
  restate: ' Corrected',
  retract: ' Refunded',
};

/** Klaviyo, events of profiles: https://developers.klaviyo.com/en/reference/create_event */
export const klaviyo: Destination<KlaviyoSettings, KlaviyoSecrets> = {
  type: 'klaviyo',
  settings,
  secrets,
  account: { receiver: 'klaviyo', secrets: ['apiKey'] },
  can: {
    restate: true,
    retract: true,
    retractsRefunds: true,
    // Of events of one profile and metric the first one stays. Nothing says how long it is known.
    dedupe: { key: 'unique_id', windowSeconds: 90 * day },
    rate: { requests: 3500, perSeconds: 60 },
    identifiers: ['email', 'phone'],
    consentNeeded: 'none',
  },

  build(input) {
    const profile = profileOf(input);
    if (profile === undefined) {
      return {
        kind: 'skip',
        because: 'no-identifier',
        reason: 'no e-mail address of the caller is known, and the number is withheld',
      };
    }
    return {
      kind: 'request',
      request: {
        method: 'POST',
        url: `${input.settings.endpoint.replace(/\/+$/, '')}/api/events`,
        headers: { ...headers(input.secrets), 'content-type': 'application/vnd.api+json' },
        body: JSON.stringify({ data: { type: 'event', attributes: attributes(input, profile) } }),
      },
    };
  },

  read: readEventCreated,

  // The key for conversions need not be allowed to read the account.
  probe: {
    request: ({ settings, secrets }) => ({
      method: 'GET',
      url: `${settings.endpoint.replace(/\/+$/, '')}/api/accounts`,
      headers: headers(secrets),
    }),
    read: (response) => readProbeOfRights(response, 'Klaviyo'),
  },
};

function headers({ apiKey }: KlaviyoSecrets) {
  return { authorization: `Klaviyo-API-Key ${apiKey}`, accept: 'application/vnd.api+json', revision: apiRevision };
}

/** By what Klaviyo knows a profile. */
interface Profile {
  readonly id?: string;
  readonly attributes: { readonly phone_number?: string; readonly email?: string; readonly external_id?: string };
}

/**
 * Whose profile gets the event; undefined where nobody is known. A call that a mail led to is on its recipient's, whoever phones: mails are
 * forwarded, and a number that is told with somebody's address becomes theirs.
 */
function profileOf({ call, match, email, settings: { recipientIs } }: Input): Profile | undefined {
  const recipient = likelyRecipient(match);
  if (recipient !== undefined && recipientIs === 'profile') return { id: recipient.id, attributes: {} };
  if (recipient !== undefined && recipientIs === 'external') return { attributes: { external_id: recipient.id } };
  if (recipient !== undefined && email !== undefined) return { attributes: { email } };
  const phone = callerNumber(call);
  if (email === undefined && phone === undefined) return undefined;
  return {
    attributes: { ...(phone !== undefined && { phone_number: phone }), ...(email !== undefined && { email }) },
  };
}

function attributes({ kind, conversion, call, match, settings, now }: Input, profile: Profile) {
  const { recipient } = match;
  const { outcome } = call.sums ?? {};
  return {
    metric: { data: { type: 'metric', attributes: { name: `${settings.metric}${metricEndings[kind]}` } } },
    profile: { data: { type: 'profile', ...profile } },
    properties: {
      conversion_id: conversion.id,
      conversion: conversion.name,
      revision: conversion.revision,
      call_id: call.id,
      ...(call.talkSeconds !== undefined && { talk_seconds: call.talkSeconds }),
      source: match.source,
      medium: match.medium,
      ...(match.campaign !== undefined && { campaign: match.campaign }),
      ...(recipient?.creative !== undefined && { creative: recipient.creative }),
      ...(recipient !== undefined && { recipient: recipient.id }),
      ...(outcome !== undefined && { outcome }),
    },
    // A correction comes about when it is told: so the last one is the one that holds.
    time: format.time(kind === 'new' ? conversion.occurredAt : now),
    value: format.amount(conversion.value),
    value_currency: conversion.value.currency,
    // Without it two calls in one second would be one.
    unique_id: `${conversion.id}_${conversion.revision}`,
  };
}
