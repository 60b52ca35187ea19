import * as z from 'zod';
import { likelyRecipient } from '../../../calls/match/likely-recipient.ts';
import { receiverFormats } from '../../formats/receiver-formats.ts';
import { factFields, toldFacts } from '../call-facts.ts';
import type { BuildInput, Destination } from '../destination.ts';
import {
  accountProbe,
  endpointField,
  type HubspotSecrets,
  hubspotAccount,
  hubspotRate,
  hubspotSecrets,
  internalName,
  objectRequest,
} from './account.ts';
import { readContactUpdated } from './hubspot-answers.ts';

const day = 86_400;

const settings = z.strictObject({
  prefix: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,40}$/, 'must be a small letter, then up to 40 small letters, digits and _')
    .default('leaseline')
    .describe(
      'With what the names of the four properties begin; another one for each rule that is to be seen by itself.',
    ),
  fields: factFields(internalName).describe('Further properties of the contact that hold facts of the call, by fact.'),
  recipientIs: z
    .enum(['contact'])
    .optional()
    .describe(
      "What the ids of a list's recipients are to HubSpot: ids of its contacts. Without it recipients are known by their e-mail address.",
    ),
  endpoint: endpointField,
});
export type HubspotContactSettings = z.infer<typeof settings>;

type Input = BuildInput<HubspotContactSettings, HubspotSecrets>;

const format = receiverFormats.hubspot;

/** HubSpot, what a contact's last call came to: https://developers.hubspot.com/docs/api-reference/crm-contacts-v3/guide */
export const hubspotContact: Destination<HubspotContactSettings, HubspotSecrets> = {
  type: 'hubspot-contact',
  settings,
  secrets: hubspotSecrets('crm.objects.contacts.write'),
  account: hubspotAccount,
  can: {
    restate: true,
    retract: true,
    retractsRefunds: true,
    // The same values are written over themselves.
    dedupe: { key: 'leaseline_conversion', windowSeconds: 90 * day },
    rate: hubspotRate,
    identifiers: ['email'],
    consentNeeded: 'none',
  },

  build(input) {
    const contact = contactOf(input);
    if (contact === undefined) {
      return { kind: 'skip', because: 'no-identifier', reason: 'no e-mail address of the caller is known' };
    }
    return objectRequest(input, 'PATCH', `contacts/${contact}`, { properties: properties(input) });
  },

  read: readContactUpdated,
  probe: accountProbe,
};

/** The end of the contact's address: HubSpot finds one by its id or, if it is asked so, by its e-mail address. */
function contactOf({ match, email, settings: { recipientIs } }: Input): string | undefined {
  const recipient = likelyRecipient(match);
  if (recipient !== undefined && recipientIs === 'contact') return encodeURIComponent(recipient.id);
  return email === undefined ? undefined : `${encodeURIComponent(email)}?idProperty=email`;
}

/** All are texts, also numbers. What is not known any more is emptied: it was of the call before. */
function properties(input: Input) {
  const {
    kind,
    conversion,
    settings: { prefix, fields },
  } = input;
  const known = new Map(toldFacts(input, fields).map(({ field, value }) => [field, value]));
  return {
    ...Object.fromEntries(Object.values(fields).map((field) => [field, known.get(field) ?? ''])),
    [`${prefix}_conversion`]: conversion.id,
    [`${prefix}_state`]: kind === 'retract' ? 'retracted' : 'counted',
    [`${prefix}_value`]: format.amount(conversion.value),
    [`${prefix}_currency`]: conversion.value.currency,
  };
}
