import { Webhook } from 'standardwebhooks';
import * as z from 'zod';
import { signingSecret } from '../../platform/signing-secret.ts';
import type { Destination } from './destination.ts';
import { isRedirect, isSuccess, retryAfter } from './http-response.ts';
import { webhookBody } from './webhook-body.ts';

const settings = z.strictObject({
  /** Where the receiver listens. */
  url: z.url({ protocol: /^https?$/, error: 'must be an https address' }).max(2000),
});

const secrets = z.strictObject({
  /** Base64 of 24 to 64 random bytes after `whsec_`: the receiver checks signatures with it. */
  signing: signingSecret,
});

/** A signed webhook, Standard Webhooks 1.0.0: https://www.standardwebhooks.com */
export const webhook: Destination<z.infer<typeof settings>, z.infer<typeof secrets>> = {
  type: 'webhook',
  settings,
  secrets,
  can: {
    restate: true,
    retract: true,
    // As long as the schedule of attempts can take, with room: receivers are told to remember ids so long.
    dedupe: { key: 'webhook-id', windowSeconds: 5 * 86_400 },
    identifiers: [],
    consentNeeded: 'none',
  },

  build(input) {
    // No dots: the signature is over id.timestamp.body.
    const id = `${input.delivery.id}_${input.conversion.revision}`;
    const body = webhookBody(input);
    const signature = new Webhook(input.secrets.signing).sign(id, new Date(input.now), body);
    return {
      kind: 'request',
      request: {
        method: 'POST',
        url: input.settings.url,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Leaseline',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(input.now / 1000)),
          'webhook-signature': signature,
        },
        body,
      },
    };
  },

  read(response) {
    const { status } = response;
    if (isSuccess(response)) return { kind: 'delivered' };
    if (status === 410) return { kind: 'rejected', detail: 'the receiver says that it is gone (410)' };
    if (status === 429 || status === 502 || status === 503 || status === 504) {
      return { kind: 'throttled', afterSeconds: retryAfter(response), detail: `the receiver is busy (${status})` };
    }
    if (isRedirect(response))
      return { kind: 'transient', detail: `the receiver redirects (${status}), which is not followed` };
    return { kind: 'transient', detail: `the receiver answered ${status}` };
  },
};
