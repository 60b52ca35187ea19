import * as z from 'zod';
import { countryCode } from '../../../platform/country-code.ts';
import type { Carrier } from '../carrier.ts';
import { readTwimlMessage } from '../twiml/call-message.ts';
import { ownPhones } from '../twiml/call-plan.ts';
import { beginCall, proceedCall, twimlHooks } from '../twiml/call-steps.ts';
import { verifyTwilio } from './verify-twilio.ts';

const settings = z.strictObject({
  /** ISO 3166-1 alpha-2: numbers that are told without their country are of this one. Without it all must be E.164. */
  country: countryCode.optional(),
  /** What comes in the name of another account is refused. */
  accountSid: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/i, 'must be AC and 32 hex digits')
    .optional(),
  /** They ring, one after the other, where a site names no phones, and when nothing can be known of the call. */
  phones: ownPhones,
  /** Scheme and host in the addresses that Twilio was given, where they are not those of this installation. */
  publicUrl: z.url({ protocol: /^https$/, error: 'must be an https address' }).optional(),
});

const token = z.string().regex(/^[\x21-\x7e]{16,128}$/, 'must be 16 to 128 characters');

const secrets = z.strictObject({
  /** The primary auth token of the account: Twilio signs with it. */
  authToken: token,
  /** The secondary one: it holds, too, until it is the primary one. */
  secondaryAuthToken: token.optional(),
  /** The secret of the SharedKey, of accounts whose webhooks are signed with one. */
  sharedKey: token.optional(),
});

type Settings = z.infer<typeof settings>;
type Secrets = z.infer<typeof secrets>;

const dialect = { answersOnBridge: true, ringSeconds: [5, 600] } as const;

/** Twilio Programmable Voice: `docs/carriers/twilio.md`. */
export const twilio: Carrier<Settings, Secrets> = {
  type: 'twilio',
  settings,
  secrets,
  hooks: twimlHooks,

  verify: (request, { settings: { publicUrl }, secrets: { authToken, secondaryAuthToken, sharedKey } }) =>
    verifyTwilio(
      { ...request, url: at(request.url, publicUrl) },
      { authTokens: secondaryAuthToken === undefined ? [authToken] : [authToken, secondaryAuthToken], sharedKey },
    ),

  read: (payload, receivedAt) => readTwimlMessage('twilio', payload, receivedAt),

  answer: (route, asking) => beginCall(dialect, route, { ...asking, url: at(asking.url, asking.settings.publicUrl) }),

  proceed: (asking) => proceedCall(dialect, { ...asking, url: at(asking.url, asking.settings.publicUrl) }),
};

/** The same address below another scheme and host. */
function at(url: string, publicUrl: string | undefined): string {
  return publicUrl === undefined ? url : url.replace(/^https?:\/\/[^/]*/, publicUrl.replace(/\/$/, ''));
}
