import * as z from 'zod';
import type { Built, Destination, Email } from '../destination.ts';
import { conversionMail, leadMail } from './email-text.ts';

const mailbox = z.email('must be an e-mail address').max(254);

/** What a destination of this type is set to. */
export const emailSettings = z.strictObject({
  to: z.array(mailbox).min(1).max(20).describe('Who gets the mails.'),
  from: mailbox
    .optional()
    .describe("Must be verified at Amazon SES; without it the installation's own sender is taken."),
  leads: z
    .boolean()
    .optional()
    .describe('A mail for each call that the site calls qualified; for each call, where it says nothing of that.'),
  digest: z
    .strictObject({
      at: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, like 08:00')
        .describe('When, by the clocks of the site.'),
    })
    .optional()
    .describe('A mail a day about the day before.'),
});
export type EmailSettings = z.infer<typeof emailSettings>;

const secrets = z.strictObject({});

/** A mail to the site's team, readable at a glance. A new value is a mail of its own that says so. */
export const email: Destination<EmailSettings, z.infer<typeof secrets>> = {
  type: 'email',
  settings: emailSettings,
  secrets,
  can: { restate: true, retract: true, dedupe: 'none', identifiers: [], consentNeeded: 'none' },
  trial: 'marked',
  linksOutcome: true,
  subscriptions: (given) => (emailSettings.parse(given).leads === true ? ['call.qualified'] : []),

  hasDigest: (given) => emailSettings.parse(given).digest !== undefined,

  build: (input) => mailTo(input, conversionMail(input)),

  buildEvent(input) {
    const { event, settings } = input;
    if (event.type !== 'call.qualified' || settings.leads !== true) {
      return {
        kind: 'skip',
        because: 'not-for-it',
        reason: `no mail is wanted about ${event.type}`,
        countsAsTold: true,
      };
    }
    return mailTo(input, leadMail(input));
  },

  // Mails are no HTTP: what came of one is known when it is handed over.
  read: () => ({ kind: 'delivered' }),
};

interface Addressed {
  readonly settings: EmailSettings;
  readonly emailFrom?: string | undefined;
}

function mailTo({ settings, emailFrom }: Addressed, mail: Pick<Email, 'subject' | 'html' | 'text'>): Built {
  const from = settings.from ?? emailFrom;
  if (from === undefined || from === '') {
    return { kind: 'invalid', field: 'settings.from', detail: 'nobody is named as the sender' };
  }
  return { kind: 'email', email: { from, to: settings.to, ...mail } };
}
