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
 * refresh token, each of which lasts 90 days: the newest is kept. Those before go on being taken
 * (https://learn.microsoft.com/entra/identity-platform/refresh-tokens), so several functions may renew at once.
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
