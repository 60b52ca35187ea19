import * as z from 'zod';
import { countryCode } from '../../../platform/country-code.ts';
import type { Carrier } from '../carrier.ts';
import { readTwimlMessage } from '../twiml/call-message.ts';
import { ownPhones } from '../twiml/call-plan.ts';
import { beginCall, proceedCall, twimlHooks } from '../twiml/call-steps.ts';
import { readCallEvent } from './call-event.ts';
import { publicKeyForm, verifyTelnyx } from './verify-telnyx.ts';

const settings = z.strictObject({
  /** ISO 3166-1 alpha-2: numbers that are told without their country are of this one. Without it all must be E.164. */
  country: countryCode.optional(),
  /** They ring, one after the other, where a site names no phones, and when nothing can be known of the call. */
  phones: ownPhones,
});

const publicKey = z.string().regex(publicKeyForm, 'must be base64 of 32 bytes');

const secrets = z.strictObject({
  /** The account's public key, for which Telnyx signs. */
  publicKey,
  /** The one before: it holds, too. */
  previousPublicKey: publicKey.optional(),
});

type Settings = z.infer<typeof settings>;
type Secrets = z.infer<typeof secrets>;

const dialect = { answersOnBridge: false, ringSeconds: [5, 120] } as const;

/** Telnyx: TeXML, which is TwiML, and the events of its other applications. `docs/carriers/telnyx.md`. */
export const telnyx: Carrier<Settings, Secrets> = {
  type: 'telnyx',
  settings,
  secrets,
  hooks: [...twimlHooks, { name: 'events', asks: false }],

  verify: (request, { secrets: { publicKey, previousPublicKey } }, now) =>
    verifyTelnyx(request, previousPublicKey === undefined ? [publicKey] : [publicKey, previousPublicKey], now),

  read: (payload, receivedAt) =>
    payload.hook === 'events' ? readCallEvent(payload, receivedAt) : readTwimlMessage('telnyx', payload, receivedAt),

  answer: (route, asking) => beginCall(dialect, route, asking),

  proceed: (asking) => proceedCall(dialect, asking),
};
