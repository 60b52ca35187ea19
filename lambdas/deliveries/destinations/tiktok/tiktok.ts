import * as z from 'zod';
import type { MatchedVisit } from '../../../calls/match/match.ts';
import { seenClickId } from '../../../identifiers/click-ids.ts';
import { emailHash } from '../../../identifiers/hashes.ts';
import { receiverFormats } from '../../formats/receiver-formats.ts';
import { callerHash, purposeOf, visitForAds } from '../ad-facts.ts';
import type { BuildInput, Built, Destination } from '../destination.ts';
import { readTracked } from './tiktok-answers.ts';

const day = 86_400;

const eventSourceId = z
  .string()
  .regex(/^\w{5,40}$/, 'must be the id of an event set, or of a pixel: letters and digits');

const settings = z
  .strictObject({
    eventSource: z
      .enum(['offline', 'web'])
      .describe(
        'offline: an event set, which knows people by number and e-mail address. web: a pixel, which knows clicks too.',
      ),
    eventSourceId: eventSourceId.describe('The id of the offline event set, or the code of the pixel.'),
    eventName: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_]{0,49}$/, 'must be the name of an event: up to 50 letters, digits and _')
      .optional()
      .describe(
        'A standard event of TikTok, or one of your own. Else CompletePayment of what is worth revenue, Contact of all others.',
      ),
    limitedDataUse: z.boolean().default(false).describe('Marks all events for limited data use.'),
    test: z
      .strictObject({
        eventSourceId: eventSourceId.describe('Another event set or pixel, of the same kind.'),
        eventCode: z
          .string()
          .regex(/^\w{1,40}$/, 'must be a code like TEST12345')
          .describe('From its page "Test events".'),
      })
      .optional()
      .describe('Where tests go: it is not certain that TikTok does not count them.'),
    endpoint: z
      .url({ protocol: /^https?$/, error: 'must be an https address' })
      .max(2000)
      .default('https://business-api.tiktok.com/open_api/v1.3')
      .describe('Where the Business API is, with its version.'),
  })
  .refine(({ eventSourceId, test }) => test?.eventSourceId !== eventSourceId, {
    path: ['test', 'eventSourceId'],
    message: 'must be another one: it is not certain that TikTok does not count tests',
  });
export type TikTokSettings = z.infer<typeof settings>;

const secrets = z.strictObject({
  accessToken: z
    .string()
    .regex(/^[\x21-\x7e]{1,2000}$/, 'must be an access token')
    .describe('Of the event set or pixel, from the Events Manager.'),
});
export type TikTokSecrets = z.infer<typeof secrets>;

type Input = BuildInput<TikTokSettings, TikTokSecrets>;

const format = receiverFormats.tiktok;

const usualNames = { sale: 'CompletePayment', lead: 'Contact' } as const;

/** TikTok through the Events API 2.0: https://business-api.tiktok.com/portal/docs?id=1741601162187777 */
export const tiktok: Destination<TikTokSettings, TikTokSecrets> = {
  type: 'tiktok',
  settings,
  secrets,
  account: { receiver: 'tiktok', secrets: ['accessToken'] },
  can: {
    // There is neither a new value nor a withdrawal: the first event with a name and an id counts.
    restate: false,
    retract: false,
    // 48 hours, less one for answers that come late.
    dedupe: { key: 'event_id', windowSeconds: 47 * 3600 },
    maxAgeSeconds: 28 * day,
    identifiers: ['ttclid', 'phone', 'email', 'ttp'],
    consentNeeded: 'ads',
  },
  trial: 'marked',

  build(input) {
    const allowed = visitForAds(input.match);
    if ('because' in allowed) return allowed;
    const { visit } = allowed;
    const { email } = input;
    const [phone, address] = [callerHash(input.call, 'plus'), email && emailHash(email, 'plain')];
    const [click, ttp] = [seenClickId(visit, 'ttclid')?.id, visit.ids?.ttp];
    const names = phone !== undefined || address !== undefined;
    const isOffline = input.settings.eventSource === 'offline';
    if (!names && (isOffline || (click === undefined && ttp === undefined))) {
      return {
        kind: 'skip',
        because: 'no-identifier',
        reason: isOffline ? unnamed : `${unnamed}, nor a click or browser id`,
      };
    }
    const user = {
      ...(phone !== undefined && { phone: [phone] }),
      ...(address !== undefined && { email: [address] }),
      ...(click !== undefined && { ttclid: click }),
      ...(ttp !== undefined && { ttp }),
    };
    return request(input, event(input, user, visit));
  },

  read: readTracked,
};

/** An event set takes a click id only beside one of these. */
const unnamed = 'the caller is withheld, and no e-mail address is known';

function event({ conversion, settings }: Input, user: object, visit: MatchedVisit) {
  return {
    event: settings.eventName ?? usualNames[purposeOf(conversion)],
    event_time: format.time(conversion.occurredAt),
    event_id: conversion.id,
    user,
    properties: {
      currency: conversion.value.currency,
      value: format.amount(conversion.value),
      order_id: conversion.id,
    },
    ...(settings.eventSource === 'web' && visit.landingPage !== undefined && { page: { url: visit.landingPage } }),
    limited_data_use: settings.limitedDataUse,
  };
}

function request({ settings, secrets, isTest }: Input, event: object): Built {
  const { eventSource, eventSourceId, test } = settings;
  if (isTest && test === undefined) {
    const detail = 'TikTok may count tests: name an event set or pixel for tests, and its test event code';
    return { kind: 'invalid', field: 'settings.test', detail };
  }
  const marked = isTest ? test : undefined;
  const body = {
    event_source: eventSource,
    event_source_id: marked?.eventSourceId ?? eventSourceId,
    partner_name: 'Leaseline',
    ...(marked !== undefined && { test_event_code: marked.eventCode }),
    data: [event],
  };
  return {
    kind: 'request',
    request: {
      method: 'POST',
      url: `${settings.endpoint.replace(/\/+$/, '')}/event/track/`,
      headers: { 'access-token': secrets.accessToken, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
  };
}
