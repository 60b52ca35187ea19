import * as z from 'zod';
import type { Destination } from './destination.ts';
import { emailText } from './email-text.ts';

const mailbox = z.email('must be an e-mail address').max(254);

const settings = z.strictObject({
  to: z.array(mailbox).min(1).max(20),
  /** Must be verified at Amazon SES; without it the installation's own sender is taken. */
  from: mailbox.optional(),
});

const secrets = z.strictObject({});

/** A mail to the site's team, readable at a glance. A new value is a mail of its own that says so. */
export const email: Destination<z.infer<typeof settings>, z.infer<typeof secrets>> = {
  type: 'email',
  settings,
  secrets,
  can: { restate: true, retract: true, dedupe: 'none', identifiers: [], consentNeeded: 'none' },
  linksOutcome: true,

  build(input) {
    const from = input.settings.from ?? input.emailFrom;
    if (from === undefined || from === '') {
      return { kind: 'invalid', field: 'settings.from', detail: 'nobody is named as the sender' };
    }
    return { kind: 'email', email: { from, to: input.settings.to, ...emailText(input) } };
  },

  // Mails are no HTTP: what came of one is known when it is handed over.
  read: () => ({ kind: 'delivered' }),
};
