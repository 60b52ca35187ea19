import * as z from 'zod';
import { emailMd5 } from '../../../identifiers/hashes.ts';
import type { BuildInput, Built, Probe } from '../destination.ts';
import { readProbe } from '../probe.ts';

/** Which audience, of which account: the same for events and for tags of its members. */
export const audienceFields = {
  url: z
    .url({ protocol: /^https?$/, error: 'must be an https address, like https://us6.api.mailchimp.com' })
    .max(2000)
    .describe("Where the account's data center has its API."),
  audienceId: z
    .string()
    .regex(/^\w{1,50}$/, 'must be the id of an audience')
    .describe('The audience whose members are told of.'),
};

interface Audience {
  readonly url: string;
  readonly audienceId: string;
}

export const mailchimpSecrets = z.strictObject({
  apiKey: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be an API key')
    .describe('Its end names the data center.'),
});
export type MailchimpSecrets = z.infer<typeof mailchimpSecrets>;

export const mailchimpAccount = { receiver: 'mailchimp', secrets: ['apiKey'] } as const;

/** Tells something of the member who has the caller's address: by nothing else are members known. */
export function tellOfMember(
  { email, settings, secrets }: BuildInput<Audience, MailchimpSecrets>,
  what: 'events' | 'tags',
  body: object,
): Built {
  if (email === undefined) {
    return { kind: 'skip', because: 'no-identifier', reason: 'no e-mail address of the caller is known' };
  }
  return {
    kind: 'request',
    request: {
      method: 'POST',
      url: `${addressOf(settings)}/members/${emailMd5(email)}/${what}`,
      headers: { ...signedIn(secrets), 'content-type': 'application/json' },
      // A sync, of old events or of tags, would start no automation.
      body: JSON.stringify({ ...body, is_syncing: false }),
    },
  };
}

/** Asks for the audience: who may see it has the right key. */
export const audienceProbe: Probe<Audience, MailchimpSecrets> = {
  request: ({ settings, secrets }) => ({
    method: 'GET',
    url: `${addressOf(settings)}?fields=id`,
    headers: signedIn(secrets),
  }),
  read: (response) => readProbe(response, 'Mailchimp', 'settings.audienceId'),
};

/** Any name will do. */
function signedIn({ apiKey }: MailchimpSecrets) {
  return { authorization: `Basic ${Buffer.from(`key:${apiKey}`).toString('base64')}` };
}

function addressOf({ url, audienceId }: Audience): string {
  return `${url.replace(/(\/3\.0)?\/*$/, '')}/3.0/lists/${audienceId}`;
}
