import * as z from 'zod';
import { firstClickId } from '../../../identifiers/click-ids.ts';
import { phoneHash } from '../../../identifiers/hashes.ts';
import { receiverFormats } from '../../formats/receiver-formats.ts';
import type { BuildInput, Destination, HttpRequest } from '../destination.ts';
import { googleAccess } from './google-access.ts';
import { readIngested, readRequestStatus } from './google-answers.ts';

const day = 86_400;

const customerId = z
  .string()
  .regex(/^\d{3}-?\d{3}-?\d{4}$/, 'must be a customer id of Google Ads, like 123-456-7890')
  .transform((id) => id.replaceAll('-', ''));

const address = z.url({ protocol: /^https?$/, error: 'must be an https address' }).max(2000);

const settings = z.strictObject({
  customerId: customerId.describe('The account that owns the conversion action; often that of the manager.'),
  loginCustomerId: customerId.optional().describe('The manager account through which our user gets there.'),
  conversionActionId: z
    .string()
    .regex(/^\d{1,20}$/, 'must be the id of a conversion action: digits only')
    .describe('A conversion action of type UPLOAD_CLICKS: digits, from the address of its page.'),
  endpoint: address
    .default('https://datamanager.googleapis.com')
    .describe('Where the Data Manager API is, with or without its version.'),
  tokenEndpoint: address.default('https://oauth2.googleapis.com/token').describe('Where access tokens are got.'),
});
export type GoogleAdsSettings = z.infer<typeof settings>;

const secrets = z.strictObject({
  clientId: z.string().min(1).max(500).describe('Of an OAuth client of a Google Cloud project.'),
  clientSecret: z.string().min(1).max(500).describe('Of the same.'),
  refreshToken: z.string().min(1).max(2000).describe('Of a user who may use the account, with the scope datamanager.'),
});
export type GoogleAdsSecrets = z.infer<typeof secrets>;

type Input = BuildInput<GoogleAdsSettings, GoogleAdsSecrets>;

const format = receiverFormats['google-data-manager'];

/** One of them: Google takes no two braids, and a gclid says all. */
const googleClickIds = ['gclid', 'gbraid', 'wbraid'];

/** Google Ads through the Data Manager API: https://developers.google.com/data-manager/api */
export const googleAds: Destination<GoogleAdsSettings, GoogleAdsSecrets> = {
  type: 'google-ads',
  settings,
  secrets,
  can: {
    // The same transaction again is an adjustment: value and currency are overwritten, the count stays 1.
    restate: true,
    retract: false,
    dedupe: { key: 'transactionId', windowSeconds: 90 * day },
    // Of a Cloud project, whatever it is for.
    rate: { requests: 300, perSeconds: 60 },
    maxAgeSeconds: 90 * day,
    identifiers: ['gclid', 'gbraid', 'wbraid', 'phone'],
    consentNeeded: 'ads',
  },
  access: googleAccess,
  trial: 'checked',

  build(input) {
    const visit = input.match.visit;
    if (visit === null)
      return { kind: 'skip', because: 'no-consent', reason: 'the call belongs to no visit, so nobody allowed ads' };
    if (visit.consent?.ads !== true)
      return { kind: 'skip', because: 'no-consent', reason: 'the visitor did not allow ads' };
    const click = firstClickId(visit, googleClickIds);
    const phone = callerHash(input);
    if (click === undefined && phone === undefined) {
      return {
        kind: 'skip',
        because: 'no-identifier',
        reason: 'the visit has no click id of Google, and the caller is withheld',
      };
    }
    const body = JSON.stringify({
      ...envelope(input.settings),
      events: [event(input, click, phone)],
      encoding: 'HEX',
      ...(input.isTest && { validateOnly: true }),
    });
    return { kind: 'request', request: call(input, 'POST', '/events:ingest', body) };
  },

  read: readIngested,

  ask: {
    request: (receipt, input) => call(input, 'GET', `/requestStatus:retrieve?requestId=${encodeURIComponent(receipt)}`),
    read: readRequestStatus,
  },
};

function call({ settings, accessToken = '' }: Input, method: 'GET' | 'POST', path: string, body?: string): HttpRequest {
  return {
    method,
    url: `${settings.endpoint.replace(/(\/v1)?\/*$/, '')}/v1${path}`,
    headers: {
      authorization: `Bearer ${accessToken}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  };
}

function envelope({ customerId, loginCustomerId, conversionActionId }: GoogleAdsSettings) {
  const account = (accountId: string) => ({ accountType: 'GOOGLE_ADS', accountId });
  return {
    destinations: [
      {
        reference: 'd1',
        operatingAccount: account(customerId),
        ...(loginCustomerId !== undefined && { loginAccount: account(loginCustomerId) }),
        productDestinationId: conversionActionId,
      },
    ],
  };
}

function event({ conversion }: Input, click: Record<string, string> | undefined, phone: string | undefined) {
  return {
    destinationReferences: ['d1'],
    // Never digits alone, which Google refuses: it begins with a letter.
    transactionId: conversion.id,
    eventTimestamp: format.time(conversion.occurredAt),
    eventSource: 'PHONE',
    ...(click !== undefined && { adIdentifiers: click }),
    ...(phone !== undefined && { userData: { userIdentifiers: [{ phoneNumber: phone }] } }),
    currency: conversion.value.currency,
    // A number, also when it is 0: without it the old value would stay.
    conversionValue: format.amount(conversion.value),
    consent: { adUserData: 'CONSENT_GRANTED', adPersonalization: 'CONSENT_GRANTED' },
  };
}

function callerHash({ call }: Input): string | undefined {
  return call.caller?.kind === 'number' ? phoneHash(call.caller.number, 'plus') : undefined;
}
