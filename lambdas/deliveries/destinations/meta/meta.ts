import * as z from 'zod';
import { metaClick } from '../../../identifiers/click-ids.ts';
import { emailHash } from '../../../identifiers/hashes.ts';
import { receiverFormats } from '../../formats/receiver-formats.ts';
import { callerHash, purposeOf, visitForAds } from '../ad-facts.ts';
import type { BuildInput, Built, Destination } from '../destination.ts';
import { readEvents } from './meta-answers.ts';

const day = 86_400;

const datasetId = z.string().regex(/^\d{5,25}$/, 'must be the id of a dataset (pixel): 5 to 25 digits');

const stateNumber = z.int().min(1).max(9999);

const settings = z
  .strictObject({
    datasetId: datasetId.describe('The dataset, or pixel, that takes the events.'),
    eventName: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_ ]{0,49}$/, 'must be the name of an event: up to 50 letters, digits, spaces and _')
      .optional()
      .describe(
        'A standard event of Meta, or one of your own. Else Purchase of what is worth revenue, Lead of all others.',
      ),
    limitedDataUse: z
      .strictObject({
        country: stateNumber.describe('1 for the USA.'),
        state: stateNumber.describe('1000 for California; Meta lists the others.'),
      })
      .optional()
      .describe('Marks events for limited data use, by numbers of Meta.'),
    test: z
      .strictObject({
        datasetId: datasetId.describe('Another dataset, with which nobody advertises.'),
        eventCode: z
          .string()
          .regex(/^\w{1,40}$/, 'must be a code like TEST12345')
          .describe('From its page "Test events".'),
      })
      .optional()
      .describe('Where tests go: Meta counts them like any other event.'),
    endpoint: z
      .url({ protocol: /^https?$/, error: 'must be an https address' })
      .max(2000)
      .default('https://graph.facebook.com/v26.0')
      .describe('Where the Graph API is, with its version.'),
  })
  .refine(({ datasetId, test }) => test?.datasetId !== datasetId, {
    path: ['test', 'datasetId'],
    message: 'must be another dataset: Meta counts tests like any other event',
  });
export type MetaSettings = z.infer<typeof settings>;

const secrets = z.strictObject({
  accessToken: z
    .string()
    .regex(/^[\x21-\x7e]{1,2000}$/, 'must be an access token')
    .describe('Of a system user who may use the dataset, and the one for tests.'),
});
export type MetaSecrets = z.infer<typeof secrets>;

type Input = BuildInput<MetaSettings, MetaSecrets>;

const format = receiverFormats.meta;

/** By what a conversion is: Meta's own names, which its campaigns optimize for. */
const usualNames = { sale: 'Purchase', lead: 'Lead' } as const;

/** Meta (Facebook, Instagram) through the Conversions API: https://developers.facebook.com/docs/marketing-api/conversions-api */
export const meta: Destination<MetaSettings, MetaSecrets> = {
  type: 'meta',
  settings,
  secrets,
  account: { receiver: 'meta', secrets: ['accessToken'] },
  can: {
    // There is neither a new value nor a withdrawal: the first event with a name and an id counts.
    restate: false,
    retract: false,
    // 48 hours, less one for answers that come late.
    dedupe: { key: 'event_id', windowSeconds: 47 * 3600 },
    // An older one fails the whole request.
    maxAgeSeconds: 7 * day,
    identifiers: ['fbclid', 'phone', 'email', 'fbp'],
    consentNeeded: 'ads',
  },
  trial: 'marked',

  build(input) {
    const allowed = visitForAds(input.match);
    if ('because' in allowed) return allowed;
    const { visit } = allowed;
    const [phone, address] = [callerHash(input.call, 'digits'), input.email && emailHash(input.email, 'plain')];
    const [fbc, fbp] = [metaClick(visit), visit.ids?.fbp];
    if ([phone, address, fbc, fbp].every((each) => each === undefined)) {
      return {
        kind: 'skip',
        because: 'no-identifier',
        reason: 'the visit has no click or browser id of Meta, the caller is withheld, and no e-mail address is known',
      };
    }
    const person = {
      ...(phone !== undefined && { ph: [phone] }),
      ...(address !== undefined && { em: [address] }),
      ...(fbc !== undefined && { fbc }),
      ...(fbp !== undefined && { fbp }),
    };
    return request(input, event(input, person));
  },

  read: readEvents,
};

function event({ conversion, settings: { eventName, limitedDataUse } }: Input, person: object) {
  return {
    event_name: eventName ?? usualNames[purposeOf(conversion)],
    event_time: format.time(conversion.occurredAt),
    event_id: conversion.id,
    action_source: 'phone_call',
    user_data: person,
    custom_data: {
      value: format.amount(conversion.value),
      currency: conversion.value.currency,
      order_id: conversion.id,
    },
    ...(limitedDataUse !== undefined && {
      data_processing_options: ['LDU'],
      data_processing_options_country: limitedDataUse.country,
      data_processing_options_state: limitedDataUse.state,
    }),
  };
}

/** One event: one that is refused would take all others with it. */
function request({ settings, secrets, isTest }: Input, event: object): Built {
  const { test } = settings;
  if (isTest && test === undefined) {
    const detail = 'Meta counts tests like any other event: name a dataset for tests, and its test event code';
    return { kind: 'invalid', field: 'settings.test', detail };
  }
  const [to, code] = isTest ? [test?.datasetId, test?.eventCode] : [settings.datasetId, undefined];
  return {
    kind: 'request',
    request: {
      method: 'POST',
      url: `${settings.endpoint.replace(/\/+$/, '')}/${to}/events`,
      headers: { authorization: `Bearer ${secrets.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ data: [event], ...(code !== undefined && { test_event_code: code }) }),
    },
  };
}
