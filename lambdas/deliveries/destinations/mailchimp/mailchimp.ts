import * as z from 'zod';
import { receiverFormats } from '../../formats/receiver-formats.ts';
import type { BuildInput, DeliveryKind, Destination } from '../destination.ts';
import {
  audienceFields,
  audienceProbe,
  type MailchimpSecrets,
  mailchimpAccount,
  mailchimpSecrets,
  tellOfMember,
} from './audience.ts';
import { readMemberTold } from './mailchimp-answers.ts';

const settings = z.strictObject({
  ...audienceFields,
  event: z
    .string()
    .regex(/^[A-Za-z0-9_-]{2,20}$/, 'must be 2 to 20 letters, digits, _ and -')
    .default('phone_call')
    .describe("Name of the event; with its endings Mailchimp's 30 characters."),
});
export type MailchimpSettings = z.infer<typeof settings>;

type Input = BuildInput<MailchimpSettings, MailchimpSecrets>;

const format = receiverFormats.mailchimp;

/** Events cannot be changed: what comes after the first one has a name of its own. */
const endings: Readonly<Record<DeliveryKind, string>> = { new: '', restate: '_corrected', retract: '_refunded' };

/** Mailchimp, events of an audience's members: https://mailchimp.com/developer/marketing/api/list-member-events/ */
export const mailchimp: Destination<MailchimpSettings, MailchimpSecrets> = {
  type: 'mailchimp',
  settings,
  secrets: mailchimpSecrets,
  account: mailchimpAccount,
  // It cannot know an event again.
  can: {
    restate: true,
    retract: true,
    retractsRefunds: true,
    dedupe: 'none',
    identifiers: ['email'],
    consentNeeded: 'none',
  },

  build: (input) => tellOfMember(input, 'events', event(input)),
  read: readMemberTold,

  probe: audienceProbe,
};

/** Properties are texts. */
function event({ kind, conversion, call, match, settings, now }: Input) {
  const { campaign, recipient } = match;
  const { outcome } = call.sums ?? {};
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
      ...(recipient?.creative !== undefined && { creative: recipient.creative }),
      ...(recipient !== undefined && { recipient: recipient.id }),
      ...(outcome !== undefined && { outcome }),
    },
  };
}
