import * as z from 'zod';
import { reportedId } from '../conversions/ledger/reported-fields.ts';
import { email } from '../identifiers/email.ts';
import { ownIds } from '../identifiers/own-ids.ts';
import { e164 } from '../settings/e164.ts';
import { settingsId } from '../settings/settings-id.ts';

const id = reportedId(200);

/** `POST /v1/identities`: who a visitor is, or who called. */
export const identityReport = z
  .strictObject({
    site: settingsId,
    /** The visitor's id, as calls and webhooks name it. */
    visitor: id.optional(),
    /** The id of a call: its visitor and its caller are meant. */
    call: id.optional(),
    email: z.optional(email),
    /** A further number of theirs. */
    phone: z.optional(e164),
    /** By what you know them. */
    ids: z.optional(ownIds),
  })
  .refine(({ visitor, call }) => (visitor === undefined) !== (call === undefined), {
    path: ['visitor'],
    message: 'must be given, or call; not both',
  })
  .refine(({ email: address, ids }) => address !== undefined || ids !== undefined, {
    path: ['email'],
    message: 'must be given, or ids',
  })
  .refine(({ email: address, phone }) => address !== undefined || phone === undefined, {
    path: ['phone'],
    message: 'must be given with an email: alone it says nothing that calls do not',
  });
export type IdentityReport = Readonly<z.infer<typeof identityReport>>;
