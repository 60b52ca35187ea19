import * as z from 'zod';
import { isGivenBack } from '../../news/taken-back.ts';
import type { BuildInput, Destination } from '../destination.ts';
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
  tag: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .describe('Name of the tag, like phone-caller; Mailchimp makes it where there is none.'),
  action: z
    .enum(['add', 'remove'], { error: 'must be add or remove' })
    .default('add')
    .describe('What becomes of the tag of who called; where the call does not count any more, the opposite.'),
});
export type MailchimpTagSettings = z.infer<typeof settings>;

const year = 365 * 86_400;

/** Mailchimp, tags of an audience's members: https://mailchimp.com/developer/marketing/api/list-member-tags/ */
export const mailchimpTag: Destination<MailchimpTagSettings, MailchimpSecrets> = {
  type: 'mailchimp-tag',
  settings,
  secrets: mailchimpSecrets,
  account: mailchimpAccount,
  can: {
    // Whoever called did, whatever it is worth now.
    restate: true,
    retract: true,
    retractsRefunds: true,
    // Whoever has a tag has it once: to tell it again changes nothing.
    dedupe: { key: 'members', windowSeconds: year },
    identifiers: ['email'],
    consentNeeded: 'none',
  },

  build: (input) => tellOfMember(input, 'tags', { tags: [{ name: input.settings.tag, status: statusOf(input) }] }),
  read: readMemberTold,
  probe: audienceProbe,
};

function statusOf({ conversion, settings }: BuildInput<MailchimpTagSettings, unknown>): 'active' | 'inactive' {
  const counts = conversion.state === 'open' && !isGivenBack(conversion);
  return counts === (settings.action === 'add') ? 'active' : 'inactive';
}
