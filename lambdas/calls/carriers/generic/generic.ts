import * as z from 'zod';
import { countryCode } from '../../../platform/country-code.ts';
import { signingSecret } from '../../../platform/signing-secret.ts';
import type { CallRoute } from '../../routing/call-route.ts';
import type { Carrier, LookupAnswer } from '../carrier.ts';
import { verifyStandardWebhook } from '../verify-standard-webhook.ts';
import { readCallMessage } from './call-message.ts';

const settings = z.strictObject({
  /** ISO 3166-1 alpha-2: numbers that are told without their country are of this one. Without it all must be E.164. */
  country: countryCode.optional(),
});

const secrets = z.strictObject({
  /** What the carrier signs with, by Standard Webhooks: `whsec_` and base64 of 24 to 64 random bytes. */
  signing: signingSecret,
  /** The secret before, while not every sender has the new one yet. */
  previous: signingSecret.optional(),
});

type Settings = z.infer<typeof settings>;
type Secrets = z.infer<typeof secrets>;

/** Any PBX or SIP server that can send signed JSON: `docs/carriers/generic.md`. */
export const generic: Carrier<Settings, Secrets> = {
  type: 'generic',
  settings,
  secrets,
  hooks: [
    { name: 'calls', asks: false },
    { name: 'lookup', asks: true },
  ],

  verify: (request, { secrets: { signing, previous } }, now) =>
    verifyStandardWebhook(request, previous === undefined ? [signing] : [signing, previous], now),

  read: readCallMessage,

  answer: (route): LookupAnswer => ({ body: genericAnswer(route) }),
};

/** All keys are always there; texts may be empty. */
function genericAnswer({ action, queue, phones, ...told }: CallRoute): Readonly<Record<string, unknown>> {
  const { callId, found, source, medium, campaign, keyword, recipient, whisper, screenText, reason } = told;
  const { ring, ringSeconds, skill, record } = told;
  const route = { action, queue: queue ?? '', phones, ring, ringSeconds, skill, record };
  return { call: callId, found, route, source, medium, campaign, keyword, recipient, whisper, screenText, reason };
}
