import * as z from 'zod';
import { firstClickId } from '../../../identifiers/click-ids.ts';
import { receiverFormats } from '../../formats/receiver-formats.ts';
import type { BuildInput, Built, Destination } from '../destination.ts';
import {
  accountDestination,
  accountFields,
  askStatus,
  consentGranted,
  dataManagerRate,
  dataManagerRequest,
  type GoogleSecrets,
  googleId,
  googleSecrets,
  phoneIdentifiers,
  userIdentifiers,
} from './data-manager.ts';
import { googleAccess } from './google-access.ts';
import { readIngested } from './google-answers.ts';

const day = 86_400;

const settings = z.strictObject({
  ...accountFields,
  conversionActionId: googleId('a conversion action').describe(
    'A conversion action of type UPLOAD_CLICKS: digits, from the address of its page.',
  ),
  callConversionActionId: googleId('a conversion action')
    .optional()
    .describe('One of type UPLOAD_CALLS, for calls to the numbers of pools with callAsset.'),
  // They visit no page that could ask them.
  callerConsent: z
    .literal('granted')
    .optional()
    .describe('Callers of call assets are asked, say by an announcement, and allow ads.'),
});
export type GoogleAdsSettings = z.infer<typeof settings>;

type Input = BuildInput<GoogleAdsSettings, GoogleSecrets>;

const format = receiverFormats['google-data-manager'];

/** One of them: Google takes no two braids, and a gclid says all. */
const googleClickIds = ['gclid', 'gbraid', 'wbraid'];

/** Google Ads through the Data Manager API: https://developers.google.com/data-manager/api */
export const googleAds: Destination<GoogleAdsSettings, GoogleSecrets> = {
  type: 'google-ads',
  settings,
  secrets: googleSecrets,
  account: { receiver: 'google', secrets: ['clientId'] },
  can: {
    // The same transaction again is an adjustment: value and currency are overwritten, the count stays 1.
    restate: true,
    retract: false,
    dedupe: { key: 'transactionId', windowSeconds: 90 * day },
    rate: dataManagerRate,
    maxAgeSeconds: 90 * day,
    identifiers: ['gclid', 'gbraid', 'wbraid', 'phone', 'email'],
    consentNeeded: 'ads',
  },
  access: googleAccess,
  trial: 'checked',
  build: (input) => (input.match.callAsset === true ? callFromAd(input) : callOfVisit(input)),
  read: readIngested,
  ask: askStatus,
};

/** A call to a number that a page showed: Google knows the click, or the person. */
function callOfVisit(input: Input): Built {
  const { visit } = input.match;
  if (visit === null)
    return { kind: 'skip', because: 'no-consent', reason: 'the call belongs to no visit, so nobody allowed ads' };
  if (visit.consent?.ads !== true)
    return { kind: 'skip', because: 'no-consent', reason: 'the visitor did not allow ads' };
  const click = firstClickId(visit, googleClickIds);
  const identifiers = userIdentifiers(input);
  if (click === undefined && identifiers.length === 0) {
    return {
      kind: 'skip',
      because: 'no-identifier',
      reason: 'the visit has no click id of Google, the caller is withheld, and no e-mail address is known',
    };
  }
  return ingest(input, input.settings.conversionActionId, {
    ...(click !== undefined && { adIdentifiers: click }),
    ...(identifiers.length > 0 && { userData: { userIdentifiers: identifiers } }),
    consent: consentGranted,
  });
}

/** A call that Google's own forwarding number put through: Google knows it by its caller and start, and by nothing else. */
function callFromAd(input: Input): Built {
  const { kind, call, match, settings } = input;
  if (settings.callConversionActionId === undefined) {
    const reason = 'its number stands behind a call asset, and the destination has no callConversionActionId';
    return { kind: 'skip', because: 'not-for-it', reason };
  }
  if (kind !== 'new')
    return {
      kind: 'skip',
      because: 'no-new-values',
      reason: 'Google neither changes nor takes back a call from an ad',
    };
  if (match.visit?.consent?.ads === false)
    return { kind: 'skip', because: 'no-consent', reason: 'the visitor did not allow ads' };
  const caller = phoneIdentifiers(input);
  if (caller.length === 0)
    return { kind: 'skip', because: 'no-identifier', reason: 'Google knows the call by its caller, who is withheld' };
  return ingest(input, settings.callConversionActionId, {
    callInfo: { startTimestamp: format.time(call.startedAt) },
    userData: { userIdentifiers: caller },
    // Where nobody was asked nothing is said, and Google decides by where the caller lives.
    ...(settings.callerConsent === 'granted' && { consent: consentGranted }),
  });
}

/** One event in each request, since one bad event would refuse them all. */
function ingest(input: Input, conversionAction: string, about: object): Built {
  const { conversion, settings, isTest } = input;
  const event = {
    destinationReferences: ['d1'],
    // Never digits alone, which Google refuses: it begins with a letter.
    transactionId: conversion.id,
    eventTimestamp: format.time(conversion.occurredAt),
    eventSource: 'PHONE',
    ...about,
    currency: conversion.value.currency,
    // A number, also when it is 0: without it the old value would stay.
    conversionValue: format.amount(conversion.value),
  };
  const body = {
    destinations: [{ reference: 'd1', ...accountDestination(settings, conversionAction) }],
    events: [event],
    encoding: 'HEX',
    ...(isTest && { validateOnly: true }),
  };
  return { kind: 'request', request: dataManagerRequest(input, 'POST', '/events:ingest', body) };
}
