import * as z from 'zod';
import { type EventType, eventType, siteEventType, usualEventTypes } from '../../../events/event-type.ts';
import type { Built, Destination } from '../destination.ts';
import { isRedirect, isSuccess, retryAfter } from '../http-response.ts';
import { conversionEvent, eventBody, messageId, webhookBody } from './webhook-body.ts';
import { signatureHeaders, signingSecrets } from './webhook-signature.ts';

const settings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an https address' })
    .max(2000)
    .describe('Where the receiver listens.'),
  events: z
    .array(z.enum(eventType.options))
    .min(1)
    .max(eventType.options.length)
    .refine((types) => new Set(types).size === types.length, 'must name each type once')
    .optional()
    .describe(
      'What it is told; without it, the events of conversions. Conversions come from rules that name the webhook, all others from the whole site.',
    ),
});
type Settings = z.infer<typeof settings>;

const secrets = z.strictObject({
  signing: signingSecrets.describe(
    'whsec_ and base64 of 24 to 64 random bytes: the receiver checks signatures with it. Several, as a list, sign each message.',
  ),
});
type Secrets = z.infer<typeof secrets>;

/** A signed webhook, Standard Webhooks 1.0.0: https://www.standardwebhooks.com */
export const webhook: Destination<Settings, Secrets> = {
  type: 'webhook',
  settings,
  secrets,
  subscriptions: (given) => settings.parse(given).events?.filter((type) => isOfSite(type)) ?? [],
  can: {
    restate: true,
    retract: true,
    // As long as the schedule of attempts can take, with room: receivers are told to remember ids so long.
    dedupe: { key: 'webhook-id', windowSeconds: 5 * 86_400 },
    identifiers: [],
    consentNeeded: 'none',
  },
  trial: 'marked',

  build(input) {
    const type = conversionEvent(input.kind);
    if (!isWanted(input, type)) return unsubscribed(type);
    return signed(input, messageId(input, input.conversion.revision), webhookBody(input));
  },

  buildEvent(input) {
    const { type, revision } = input.event;
    if (!isWanted(input, type)) return unsubscribed(type);
    return signed(input, messageId(input, revision), eventBody(input));
  },

  read(response) {
    const { status } = response;
    if (isSuccess(response)) return { kind: 'delivered' };
    if (status === 410) return { kind: 'gone', detail: 'the receiver says that it is gone (410)' };
    if (status === 429 || status === 502 || status === 503 || status === 504) {
      return { kind: 'throttled', afterSeconds: retryAfter(response), detail: `the receiver is busy (${status})` };
    }
    if (isRedirect(response))
      return { kind: 'transient', detail: `the receiver redirects (${status}), which is not followed` };
    return { kind: 'transient', detail: `the receiver answered ${status}` };
  },
};

function isOfSite(type: EventType): boolean {
  return siteEventType.safeParse(type).success;
}

/** A test goes out whatever the webhook subscribes to. */
function isWanted(
  { settings: { events }, isTest }: { readonly settings: Settings; readonly isTest?: true },
  type: EventType,
): boolean {
  return isTest === true || (events ?? usualEventTypes).includes(type);
}

/** What it does not want to hear counts as told: what follows from it is told as its change. */
function unsubscribed(type: EventType): Built {
  return {
    kind: 'skip',
    because: 'not-for-it',
    reason: `the webhook does not subscribe to ${type}`,
    countsAsTold: true,
  };
}

interface Addressed {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly now: number;
}

function signed({ settings: { url }, secrets: { signing }, now }: Addressed, id: string, body: string): Built {
  const headers = { 'content-type': 'application/json', 'user-agent': 'Leaseline' };
  return {
    kind: 'request',
    request: { method: 'POST', url, headers: { ...headers, ...signatureHeaders(signing, { id, body, now }) }, body },
  };
}
