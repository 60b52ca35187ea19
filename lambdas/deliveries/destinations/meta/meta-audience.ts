import * as z from 'zod';
import { emailHash } from '../../../identifiers/hashes.ts';
import { callerHash } from '../ad-facts.ts';
import { membershipFields, membershipOf } from '../audience/membership.ts';
import type { Destination } from '../destination.ts';
import { readMembers } from './audience-answers.ts';
import { readFailure } from './meta-answers.ts';

const settings = z.strictObject({
  audienceId: z
    .string()
    .regex(/^\d{5,25}$/, 'must be the id of a custom audience: 5 to 25 digits')
    .describe('A custom audience made of a customer list: digits, from its address in the audience manager.'),
  ...membershipFields,
  endpoint: z
    .url({ protocol: /^https?$/, error: 'must be an https address' })
    .max(2000)
    .default('https://graph.facebook.com/v26.0')
    .describe('Where the Graph API is, with its version.'),
});
export type MetaAudienceSettings = z.infer<typeof settings>;

const secrets = z.strictObject({
  accessToken: z
    .string()
    .regex(/^[\x21-\x7e]{1,2000}$/, 'must be an access token')
    .describe('Of a system user who may manage the ad account, with the permission ads_management.'),
});
export type MetaAudienceSecrets = z.infer<typeof secrets>;

const year = 365 * 86_400;

/** Custom audiences of Meta: https://developers.facebook.com/docs/marketing-api/audiences/guides/custom-audiences */
export const metaAudience: Destination<MetaAudienceSettings, MetaAudienceSecrets> = {
  type: 'meta-audience',
  settings,
  secrets,
  account: { receiver: 'meta', secrets: ['accessToken'] },
  can: {
    // What is bought decides, whatever it is worth now.
    restate: true,
    retract: true,
    // Whoever is in a set is not in it twice: to tell it again changes nothing.
    dedupe: { key: 'payload', windowSeconds: year },
    identifiers: ['phone', 'email'],
    consentNeeded: 'ads',
  },

  build(input) {
    const membership = membershipOf(input);
    if (membership.kind === 'skip') return membership;
    const phone = callerHash(input.call, 'digits');
    const address = input.email === undefined ? undefined : emailHash(input.email, 'plain');
    const keys = [
      ...(phone === undefined ? [] : [{ name: 'PHONE', hash: phone }]),
      ...(address === undefined ? [] : [{ name: 'EMAIL', hash: address }]),
    ];
    if (keys.length === 0) {
      const reason = 'the caller is withheld, and no e-mail address is known';
      return { kind: 'skip', because: 'no-identifier', reason };
    }
    const payload = { schema: keys.map(({ name }) => name), data: [keys.map(({ hash }) => hash)] };
    return {
      kind: 'request',
      request: {
        method: membership.kind === 'add' ? 'POST' : 'DELETE',
        url: `${input.settings.endpoint.replace(/\/+$/, '')}/${input.settings.audienceId}/users`,
        headers: {
          authorization: `Bearer ${input.secrets.accessToken}`,
          // As Meta's own examples send it; parameters in the address would be logged on the way.
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
      },
    };
  },

  read: readMembers,

  probe: {
    request: ({ settings, secrets }) => ({
      method: 'GET',
      url: `${settings.endpoint.replace(/\/+$/, '')}/${settings.audienceId}?fields=id`,
      headers: { authorization: `Bearer ${secrets.accessToken}` },
    }),
    read: (response) => readFailure(response, 'settings.audienceId') ?? { kind: 'known' },
  },
};
