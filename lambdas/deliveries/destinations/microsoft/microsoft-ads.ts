import * as z from 'zod';
import { secondOf } from '../../../conversions/own-second.ts';
import { seenClickId } from '../../../identifiers/click-ids.ts';
import { emailHash } from '../../../identifiers/hashes.ts';
import { receiverFormats } from '../../formats/receiver-formats.ts';
import { callerHash, visitForAds } from '../ad-facts.ts';
import type { BuildInput, Built, Destination, HttpRequest } from '../destination.ts';
import { microsoftAccess } from './microsoft-access.ts';
import { readApplied, readGoals } from './microsoft-answers.ts';

const day = 86_400;

const id = z.string().regex(/^\d{1,20}$/, 'must be an id of Microsoft Advertising: digits only');

const address = z.url({ protocol: /^https?$/, error: 'must be an https address' }).max(2000);

const header = z.string().regex(/^[\x21-\x7e]{1,500}$/, 'must be a token: one word');

const settings = z.strictObject({
  customerId: id.describe('The customer: CID in the address of the web application.'),
  accountId: id.describe('The account that owns the goal: AID in the address of the web application.'),
  goal: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('The name of the offline conversion goal, letter by letter; without it, the name of the conversion.'),
  enhanced: z
    .boolean()
    .default(false)
    .describe('The goal takes hashed numbers and e-mail addresses beside the click: enhanced conversions.'),
  endpoint: address
    .default('https://campaign.api.bingads.microsoft.com/CampaignManagement/v13')
    .describe('Where the Campaign Management API is, with its version.'),
  tokenEndpoint: address
    .default('https://login.microsoftonline.com/common/oauth2/v2.0/token')
    .describe('Where access tokens are got.'),
});
export type MicrosoftAdsSettings = z.infer<typeof settings>;

const secrets = z.strictObject({
  developerToken: header.describe('From the Developer Portal of Microsoft Advertising.'),
  clientId: z.string().min(1).max(500).describe('Of an application that is registered at Microsoft Entra.'),
  clientSecret: z.string().min(1).max(500).optional().describe('Of the same, unless it is a public client.'),
  refreshToken: z
    .string()
    .min(1)
    .max(4000)
    .describe('Of a user who may use the account, with the scopes msads.manage and offline_access.'),
});
export type MicrosoftAdsSecrets = z.infer<typeof secrets>;

type Input = BuildInput<MicrosoftAdsSettings, MicrosoftAdsSecrets>;

const format = receiverFormats['microsoft-offline'];

/** Microsoft Advertising by offline conversions: https://learn.microsoft.com/advertising/campaign-management-service/applyofflineconversions */
export const microsoftAds: Destination<MicrosoftAdsSettings, MicrosoftAdsSecrets> = {
  type: 'microsoft-ads',
  settings,
  secrets,
  account: { receiver: 'microsoft', secrets: ['developerToken'] },
  can: {
    restate: true,
    // An adjustment of a conversion that is not there makes none.
    adjusts: true,
    retract: true,
    retractsRefunds: true,
    retractsForGood: true,
    // With the click id: of two with the same ones the first counts, whatever their names are.
    dedupe: { key: 'ConversionTime', windowSeconds: 90 * day },
    maxAgeSeconds: 90 * day,
    identifiers: ['msclkid'],
    takesEmail: true,
    consentNeeded: 'ads',
  },
  access: microsoftAccess,

  build(input) {
    const allowed = visitForAds(input.match);
    if ('because' in allowed) return allowed;
    const click = seenClickId(allowed.visit, 'msclkid')?.id;
    if (click === undefined) {
      return { kind: 'skip', because: 'no-identifier', reason: 'the visit has no click id of Microsoft (msclkid)' };
    }
    const { conversion, settings } = input;
    const named = {
      MicrosoftClickId: click,
      ConversionName: settings.goal ?? conversion.name,
      // Its own among the goals of a call, and the same for ever: by it an adjustment finds the conversion.
      ConversionTime: format.time(timeOf(input)),
    };
    if (input.kind === 'new')
      return apply(input, 'OfflineConversions', { ...named, ...worth(input), ...person(input) });
    return apply(input, 'OfflineConversionAdjustments', { ...named, ...adjustment(input) });
  },

  read: readApplied,

  // Asks for the goals: a conversion whose goal is not there is taken, and never counted.
  probe: {
    request: (input) => request(input, 'ConversionGoals/QueryByIds', goalsOfAll),
    read: (response, { settings }) => readGoals(response, settings.goal),
  },
};

const goalsOfAll = { ConversionGoalIds: null, ConversionGoalTypes: 'OfflineConversion' };

/** What was retracted is known for ever: what is sold after that has a time of its own. */
function timeOf({ conversion, soldAgain }: Input): number {
  return soldAgain?.at ?? secondOf(conversion) * 1000;
}

function worth({ conversion: { value } }: Input) {
  return { ConversionValue: format.amount(value), ConversionCurrencyCode: value.currency };
}

function person({ call, email, settings }: Input) {
  if (!settings.enhanced) return {};
  const [phone, address] = [callerHash(call, 'plus'), email && emailHash(email, 'plain')];
  return {
    ...(phone !== undefined && { HashedPhoneNumber: phone }),
    ...(address !== undefined && { HashedEmailAddress: address }),
  };
}

function adjustment(input: Input) {
  const { kind, conversion, now } = input;
  // Not before the conversion, whose second may be one that is still to come.
  const at = { AdjustmentTime: format.time(Math.max(now, timeOf(input))) };
  const { value } = conversion;
  if (kind === 'retract') return { AdjustmentType: 'Retract', ...at };
  return {
    AdjustmentType: 'Restate',
    ...at,
    AdjustmentValue: format.amount(value),
    AdjustmentCurrencyCode: value.currency,
  };
}

/** One in each request: so an answer is about it. */
function apply(input: Input, what: string, item: object): Built {
  return { kind: 'request', request: request(input, `${what}/Apply`, { [what]: [item] }) };
}

function request(
  { settings, secrets, accessToken = '' }: Pick<Input, 'settings' | 'secrets' | 'accessToken'>,
  path: string,
  body: object,
): HttpRequest {
  return {
    method: 'POST',
    url: `${settings.endpoint.replace(/\/+$/, '')}/${path}`,
    headers: {
      authorization: `Bearer ${accessToken}`,
      developertoken: secrets.developerToken,
      customerid: settings.customerId,
      customeraccountid: settings.accountId,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  };
}
