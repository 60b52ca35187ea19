import * as z from 'zod';
import { countryCode } from '../../../platform/country-code.ts';
import type { Carrier } from '../carrier.ts';
import { verifyBasicCredentials } from '../verify-basic-credentials.ts';
import { readChannelRecord } from './channel-record.ts';

const settings = z.strictObject({
  /** ISO 3166-1 alpha-2: numbers that are told without their country are of this one. Without it all must be E.164. */
  country: countryCode.optional(),
  /** The part of `cred` before the colon. */
  user: z
    .string()
    .regex(/^[\w.@-]{1,64}$/, 'must be 1 to 64 letters, digits and . _ @ -')
    .default('freeswitch'),
});

const password = z.string().regex(/^[\x21-\x7e]{16,200}$/, 'must be 16 to 200 characters of ASCII without blanks');

const secrets = z.strictObject({
  /** The part of `cred` after the colon. */
  password,
  /** The password before, while not every switch has the new one yet. */
  previous: password.optional(),
});

type Settings = z.infer<typeof settings>;
type Secrets = z.infer<typeof secrets>;

/** FreeSWITCH by its module `mod_json_cdr`, which posts a record of each channel when that hangs up: `docs/carriers/freeswitch.md`. */
export const freeswitch: Carrier<Settings, Secrets> = {
  type: 'freeswitch',
  settings,
  secrets,
  hooks: [{ name: 'calls', asks: false }],

  // The module signs nothing: `cred` is all that it can show.
  verify: (request, { settings: { user }, secrets: { password, previous } }) =>
    verifyBasicCredentials(request, user, previous === undefined ? [password] : [password, previous]),

  read: readChannelRecord,
};
