import type { Access } from '../destination.ts';
import { readToken } from '../oauth-token.ts';

/** Salesforce does not say how long a token lasts; the shortest session that can be set is this, s. */
const shortestSession = 900;

/** Access tokens of a connected app by its own credentials, RFC 6749 section 4.4: only the org's own My Domain gives them. */
export const salesforceAccess: Access<
  { readonly url: string },
  { readonly clientId: string; readonly clientSecret: string }
> = {
  request: ({ url }, { clientId, clientSecret }) => ({
    method: 'POST',
    url: `${url.replace(/\/+$/, '')}/services/oauth2/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }).toString(),
  }),

  read: (response) => readToken(response, shortestSession),
};
