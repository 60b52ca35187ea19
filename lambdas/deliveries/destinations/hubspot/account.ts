import * as z from 'zod';
import type { BuildInput, Built, Probe } from '../destination.ts';
import { readProbeOfRights } from '../probe.ts';

/** Internal names and ids, as HubSpot has them. */
export const internalName = z.string().regex(/^[\w-]{1,100}$/, 'must be an internal name or id of HubSpot');

export const endpointField = z
  .url({ protocol: /^https?$/, error: 'must be an https address' })
  .max(2000)
  .default('https://api.hubapi.com')
  .describe('Where the API is.');

/** What gives access to an account; `scope`: what its key must be allowed. */
export function hubspotSecrets(scope: string) {
  return z.strictObject({
    accessToken: z
      .string()
      .regex(/^[\x21-\x7e]{1,1000}$/, 'must be an access token')
      .describe(`Of a service key with the scope ${scope}.`),
  });
}
export type HubspotSecrets = z.infer<ReturnType<typeof hubspotSecrets>>;

export const hubspotAccount = { receiver: 'hubspot', secrets: ['accessToken'] } as const;

/** As many as accounts without more may ask. */
export const hubspotRate = { requests: 100, perSeconds: 10 } as const;

interface Api {
  readonly endpoint: string;
}

/** Writes to a path of the account's objects. */
export function objectRequest(
  { settings, secrets }: BuildInput<Api, HubspotSecrets>,
  method: 'POST' | 'PATCH',
  path: string,
  body: object,
): Built {
  return {
    kind: 'request',
    request: {
      method,
      url: addressOf(settings, `/crm/objects/2026-09/${path}`),
      headers: { ...signedIn(secrets), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
  };
}

/** Asks for the account's details; a key for objects need not be allowed to read them. */
export const accountProbe: Probe<Api, HubspotSecrets> = {
  request: ({ settings, secrets }) => ({
    method: 'GET',
    url: addressOf(settings, '/account-info/2026-03/details'),
    headers: signedIn(secrets),
  }),
  read: (response) => readProbeOfRights(response, 'HubSpot'),
};

function addressOf({ endpoint }: Api, path: string): string {
  return `${endpoint.replace(/\/+$/, '')}${path}`;
}

function signedIn({ accessToken }: HubspotSecrets) {
  return { authorization: `Bearer ${accessToken}` };
}
