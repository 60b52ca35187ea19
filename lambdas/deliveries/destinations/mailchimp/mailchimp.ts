import * as z from 'zod';
import { emailMd5 } from '../../../identifiers/hashes.ts';
import { receiverFormats } from '../../formats/receiver-formats.ts';
import type { BuildInput, DeliveryKind, Destination } from '../destination.ts';
import { readProbe } from '../probe.ts';
import { readEventAdded } from './mailchimp-answers.ts';

const settings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an https address, like https://us6.api.mailchimp.com' })
    .max(2000)
    .describe("Where the account's data center has its API."),
  audienceId: z
    .string()
    .regex(/^\w{1,50}$/, 'must be the id of an audience')
    .describe('The audience whose members are told of.'),
  event: z
    .string()
    .regex(/^[A-Za-z0-9_-]{2,20}$/, 'must be 2 to 20 letters, digits, _ and -')
    .default('phone_call')
    .describe("Name of the event; with its endings Mailchimp's 30 characters."),
});
export type MailchimpSettings = z.infer<typeof settings>;

const secrets = z.strictObject({
  apiKey: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be an API key')
    .describe('Its end names the data center.'),
});
export type MailchimpSecrets = z.infer<typeof secrets>;

type Input = BuildInput<MailchimpSettings, MailchimpSecrets>;

const format = receiverFormats.mailchimp;

/** Events cannot be changed: what comes after the first one has a name of its own. */
const endings: Readonly<Record<DeliveryKind, string>> = { new: '', restate: '_corrected', retract: '_refunded' };

/** Mailchimp, events of an audience's members: https://mailchimp.com/developer/marketing/api/list-member-events/ */
export const mailchimp: Destination<MailchimpSettings, MailchimpSecrets> = {
  type: 'mailchimp',
  settings,
  secrets,
  account: { receiver: 'mailchimp', secrets: ['apiKey'] },
  // It cannot know an event again.
  can: {
    restate: true,
    retract: true,
    retractsRefunds: true,
    dedupe: 'none',
    identifiers: ['email'],
    consentNeeded: 'none',
  },

  build(input) {
    const { email, settings, secrets } = input;
    if (email === undefined) {
      return { kind: 'skip', because: 'no-identifier', reason: 'no e-mail address of the caller is known' };
    }
    return {
      kind: 'request',
      request: {
        method: 'POST',
        url: `${audienceOf(settings)}/members/${emailMd5(email)}/events`,
        headers: { ...signedIn(secrets), 'content-type': 'application/json' },
        body: JSON.stringify(event(input)),
      },
    };
  },

  read: readEventAdded,

  probe: {
    request: ({ settings, secrets }) => ({
      method: 'GET',
      url: `${audienceOf(settings)}?fields=id`,
      headers: signedIn(secrets),
    }),
    read: (response) => readProbe(response, 'Mailchimp', 'settings.audienceId'),
  },
};

function audienceOf({ url, audienceId }: MailchimpSettings): string {
  return `${url.replace(/(\/3\.0)?\/*$/, '')}/3.0/lists/${audienceId}`;
}

/** Any name will do. */
function signedIn({ apiKey }: MailchimpSecrets) {
  return { authorization: `Basic ${Buffer.from(`key:${apiKey}`).toString('base64')}` };
}

/** Properties are texts. */
function event({ kind, conversion, call, match, settings, now }: Input) {
  const { campaign } = match;
  return {
    name: `${settings.event}${endings[kind]}`,
    // A correction comes about when it is told: so the last one is the one that holds.
    occurred_at: format.time(kind === 'new' ? conversion.occurredAt : now),
    properties: {
      conversion_id: conversion.id,
      conversion: conversion.name,
      revision: String(conversion.revision),
      call_id: call.id,
      value: format.amount(conversion.value),
      currency: conversion.value.currency,
      source: match.source,
      medium: match.medium,
      ...(campaign !== undefined && { campaign }),
    },
    // A sync of old events would start no automation.
    is_syncing: false,
  };
}
