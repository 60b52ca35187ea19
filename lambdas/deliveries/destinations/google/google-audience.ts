import * as z from 'zod';
import { membershipFields, membershipOf } from '../audience/membership.ts';
import type { Destination } from '../destination.ts';
import {
  accountDestination,
  accountFields,
  askStatus,
  consentGranted,
  dataManagerRate,
  dataManagerRequest,
  type GoogleSecrets,
  googleId,
  googleSecrets,
  userIdentifiers,
} from './data-manager.ts';
import { googleAccess } from './google-access.ts';
import { readIngested } from './google-answers.ts';

const settings = z.strictObject({
  ...accountFields,
  audienceId: googleId('an audience').describe('A customer list with contact information: digits, from its page.'),
  ...membershipFields,
});
export type GoogleAudienceSettings = z.infer<typeof settings>;

const year = 365 * 86_400;

/** Customer Match through the Data Manager API: https://developers.google.com/data-manager/api/devguides/audiences */
export const googleAudience: Destination<GoogleAudienceSettings, GoogleSecrets> = {
  type: 'google-audience',
  settings,
  secrets: googleSecrets,
  account: { receiver: 'google', secrets: ['clientId'] },
  can: {
    // What is bought decides, whatever it is worth now.
    restate: true,
    retract: true,
    // Whoever is in a set is not in it twice: to tell it again changes nothing.
    dedupe: { key: 'userIdentifiers', windowSeconds: year },
    rate: dataManagerRate,
    identifiers: ['phone', 'email'],
    consentNeeded: 'ads',
  },
  access: googleAccess,
  trial: 'checked',

  build(input) {
    const membership = membershipOf(input);
    if (membership.kind === 'skip') return membership;
    const identifiers = userIdentifiers(input);
    if (identifiers.length === 0) {
      const reason = 'the caller is withheld, and no e-mail address is known';
      return { kind: 'skip', because: 'no-identifier', reason };
    }
    const isAdded = membership.kind === 'add';
    const body = {
      destinations: [accountDestination(input.settings, input.settings.audienceId)],
      audienceMembers: [{ userData: { userIdentifiers: identifiers } }],
      ...(isAdded && { consent: consentGranted }),
      encoding: 'HEX',
      ...(isAdded && { termsOfService: { customerMatchTermsOfServiceStatus: 'ACCEPTED' } }),
      ...(input.isTest && { validateOnly: true }),
    };
    const path = isAdded ? '/audienceMembers:ingest' : '/audienceMembers:remove';
    return { kind: 'request', request: dataManagerRequest(input, 'POST', path, body) };
  },

  read: readIngested,
  ask: askStatus,
};
