import type { Access } from '../destination.ts';
import { readToken } from '../oauth-token.ts';

interface TokenEndpoint {
  readonly tokenEndpoint: string;
}
interface RefreshToken {
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly refreshToken: string;
}

/**
 * Access tokens for a refresh token: https://learn.microsoft.com/advertising/guides/authentication-oauth-get-tokens. Each answer brings another
 * refresh token, which is not kept: the one that was given goes on being taken for as long as it lasts.
 */
export const microsoftAccess: Access<TokenEndpoint, RefreshToken> = {
  request: ({ tokenEndpoint }, { clientId, clientSecret, refreshToken }) => ({
    method: 'POST',
    url: tokenEndpoint,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
      ...(clientSecret !== undefined && { client_secret: clientSecret }),
      scope: 'https://ads.microsoft.com/msads.manage offline_access',
    }).toString(),
  }),

  read: (response) => readToken(response, 3600),
};
