import * as z from 'zod';
import { consent, destination, userData } from './google-event.ts';

/*
 * `audienceMembers:ingest` and `:remove` of Google's Data Manager API as far as audiences of callers need them (destinations.md, 9.1).
 */

const both = {
  destinations: z.array(destination, 'REQUIRED_FIELD_MISSING').min(1, 'REQUIRED_FIELD_MISSING').max(10),
  validateOnly: z.boolean().optional(),
  encoding: z.enum(['HEX', 'BASE64'], 'REQUIRED_FIELD_MISSING'),
  encryptionInfo: z.unknown().optional(),
};

function members<Member extends z.ZodType>(member: Member) {
  return z.array(member, 'REQUIRED_FIELD_MISSING').min(1, 'REQUIRED_FIELD_MISSING').max(10_000, 'TOO_MANY_MEMBERS');
}

const named = { destinationReferences: z.array(z.string()).optional(), userData };

/** Members of customer lists must have accepted terms. */
export const ingestMembersRequest = z.strictObject({
  ...both,
  audienceMembers: members(z.strictObject({ ...named, consent: consent.optional() })),
  consent: consent.optional(),
  termsOfService: z.strictObject(
    { customerMatchTermsOfServiceStatus: z.literal('ACCEPTED', 'TERMS_AND_CONDITIONS_NOT_SIGNED') },
    'TERMS_AND_CONDITIONS_NOT_SIGNED',
  ),
});

/** It knows neither consent nor terms: who leaves need not agree to it. */
export const removeMembersRequest = z.strictObject({ ...both, audienceMembers: members(z.strictObject(named)) });
