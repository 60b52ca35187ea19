import * as z from 'zod';
import { emailHash, phoneHash } from '../../../identifiers/hashes.ts';
import type { BuildInput, Destination, HttpRequest } from '../destination.ts';
import { readRequestStatus } from './google-answers.ts';

/*
 * What all that goes through the Data Manager API has in common: https://developers.google.com/data-manager/api
 */

const customerId = z
  .string()
  .regex(/^\d{3}-?\d{3}-?\d{4}$/, 'must be a customer id of Google Ads, like 123-456-7890')
  .transform((id) => id.replaceAll('-', ''));

const address = z.url({ protocol: /^https?$/, error: 'must be an https address' }).max(2000);

/** An id that Google Ads shows: of a conversion action, or of an audience. */
export const googleId = (what: string) => z.string().regex(/^\d{1,20}$/, `must be the id of ${what}: digits only`);

/** Settings of whatever is told to an account of Google Ads. */
export const accountFields = {
  customerId: customerId.describe('The account that owns the conversion action or list; often that of the manager.'),
  loginCustomerId: customerId.optional().describe('The manager account through which our user gets there.'),
  endpoint: address
    .default('https://datamanager.googleapis.com')
    .describe('Where the Data Manager API is, with or without its version.'),
  tokenEndpoint: address.default('https://oauth2.googleapis.com/token').describe('Where access tokens are got.'),
};

export const googleSecrets = z.strictObject({
  clientId: z.string().min(1).max(500).describe('Of an OAuth client of a Google Cloud project.'),
  clientSecret: z.string().min(1).max(500).describe('Of the same.'),
  refreshToken: z.string().min(1).max(2000).describe('Of a user who may use the account, with the scope datamanager.'),
});
export type GoogleSecrets = z.infer<typeof googleSecrets>;

interface Account {
  readonly customerId: string;
  readonly loginCustomerId?: string | undefined;
  readonly endpoint: string;
}

/** Of a Cloud project, whatever it is for. */
export const dataManagerRate = { requests: 300, perSeconds: 60 } as const;

/** A request of the API; `path` begins with a slash, after the version. */
export function dataManagerRequest(
  { settings, accessToken = '' }: Pick<BuildInput<Account, unknown>, 'settings' | 'accessToken'>,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): HttpRequest {
  return {
    method,
    url: `${settings.endpoint.replace(/(\/v1)?\/*$/, '')}/v1${path}`,
    headers: {
      authorization: `Bearer ${accessToken}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

/** Where it goes in the account: `id` of the conversion action or audience. */
export function accountDestination({ customerId, loginCustomerId }: Account, id: string) {
  const account = (accountId: string) => ({ accountType: 'GOOGLE_ADS', accountId });
  return {
    operatingAccount: account(customerId),
    ...(loginCustomerId !== undefined && { loginAccount: account(loginCustomerId) }),
    productDestinationId: id,
  };
}

/** The caller's number as a hash; none of a withheld one. */
export function phoneIdentifiers({ call }: Pick<BuildInput<unknown, unknown>, 'call'>): { phoneNumber: string }[] {
  const phoneNumber = call.caller?.kind === 'number' ? phoneHash(call.caller.number, 'plus') : undefined;
  return phoneNumber === undefined ? [] : [{ phoneNumber }];
}

/** All that names the person, as hashes: the caller's number first, then an e-mail address that was named for the call. */
export function userIdentifiers(
  input: Pick<BuildInput<unknown, unknown>, 'call' | 'email'>,
): ({ phoneNumber: string } | { emailAddress: string })[] {
  const emailAddress = input.email === undefined ? undefined : emailHash(input.email, 'google');
  return [...phoneIdentifiers(input), ...(emailAddress === undefined ? [] : [{ emailAddress }])];
}

/** What Google is told of somebody who allowed ads. */
export const consentGranted = { adUserData: 'CONSENT_GRANTED', adPersonalization: 'CONSENT_GRANTED' } as const;

/** Finds out what came of a request that Google took. */
export const askStatus: NonNullable<Destination<Account, unknown>['ask']> = {
  request: (receipt, input) =>
    dataManagerRequest(input, 'GET', `/requestStatus:retrieve?requestId=${encodeURIComponent(receipt)}`),
  read: readRequestStatus,
};
